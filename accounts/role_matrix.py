"""Role × permission, drawn by asking the predicates themselves: yes, in part (own place, own group, own state), no."""

from dataclasses import dataclass

from django.apps import apps

from regions.models import Region

from .models import Office, OfficeHolding
from .permissions import find, labels
from .roles import HEADED, Role

HEAD_NAMES = {Role.KEL: "Lurah", Role.KEC: "Camat", Role.OPD: "Kepala"}
WORDS = {True: "boleh", None: "sebagian", False: "tidak"}


@dataclass(frozen=True)
class Column:
    """One row of the permission tables: a role, or the head of one."""

    slug: str
    short: str
    name: str
    holding: OfficeHolding


@dataclass(frozen=True)
class Line:
    """One permission with a word per column."""

    label: str
    words: list[str]


@dataclass(frozen=True)
class Section:
    """The permissions of one app."""

    label: str
    lines: list[Line]


def columns() -> list[Column]:
    """The twelve roles that hold an office, each head after its staff."""
    found = []
    for role in Role:
        found.append(Column(role.value, role.value, role.label, _holding(role, is_head=False)))
        if role in HEADED:
            name = HEAD_NAMES[role]
            found.append(Column(name.lower(), name, f"{name} ({role.label})", _holding(role, is_head=True)))
    return found


def sections(shown: list[Column]) -> list[Section]:
    """Every permission that has a label, by app, in the order of the tables."""
    grouped: dict[str, list[Line]] = {}
    for perm, label in labels().items():
        predicate = find(perm)
        if predicate is not None:
            app = apps.get_app_config(perm.partition(".")[0]).verbose_name
            words = [WORDS[predicate.weigh(column.holding)] for column in shown]
            grouped.setdefault(str(app), []).append(Line(label, words))
    return [Section(label, lines) for label, lines in grouped.items()]


def _holding(role: Role, *, is_head: bool) -> OfficeHolding:
    """An office of that role somewhere: in no database, good enough to be asked about its role."""
    return OfficeHolding(office=Office(role=role, is_head=is_head, region=Region(code="00", level=1)))
