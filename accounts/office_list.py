"""What a sheet of offices says, beside what stands already: which row is new, the same, a correction, a hand-over."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.formats import date_format

from accounts.models import Office, OfficeHolding, ProposerGroup, User
from accounts.permissions import allows
from accounts.roles import Role
from regions.import_report import Outcome
from regions.models import Region

from .identity import SHARED, foreign_people, same_name

FORBIDDEN = "Jabatan ini di luar wewenang Anda. Minta kecamatan atau Bappeda mengimpornya."


@dataclass(frozen=True)
class ListedHolder:
    """One row: the office, and who holds it. What a cell leaves out is None or empty and changes nothing."""

    row: int
    role: Role
    region: Region
    office_name: str
    code: str
    name: str
    group_kind: ProposerGroup.Kind | None = None
    group_name: str = ""
    is_head: bool = False
    phone: str = ""
    email: str = ""
    starts: date | None = None
    ends: date | None = None
    decree: str = ""
    status: str = ""

    @property
    def key(self) -> tuple[int, str]:
        """What makes two rows name one office."""
        return self.region.pk, self.office_name.casefold()

    @property
    def title(self) -> str:
        return f"{self.office_name}: {self.name}"


@dataclass(frozen=True)
class Verdict:
    """What becomes of one row: which office and term it means, what it changes, and what is to be said about it."""

    listed: ListedHolder
    outcome: Outcome
    sentences: tuple[str, ...] = ()
    office: Office | None = None
    running: OfficeHolding | None = None
    person: User | None = None
    is_hand_over: bool = False


@dataclass
class Known:
    """All that stands already at the places of a sheet, read in a fixed number of queries."""

    city: Region
    by: OfficeHolding | None
    today: date
    groups: dict[tuple[int, str], ProposerGroup] = field(default_factory=dict)
    offices: dict[tuple[int, str], Office] = field(default_factory=dict)
    of_group: dict[int, list[Office]] = field(default_factory=dict)
    terms: dict[int, list[OfficeHolding]] = field(default_factory=dict)
    people: dict[str, list[User]] = field(default_factory=dict)
    foreign: set[int] = field(default_factory=set)

    @classmethod
    def read(cls, city: Region, listed: Sequence[ListedHolder], *, by: OfficeHolding | None, on: date) -> "Known":
        known = cls(city, by, on)
        places = {one.region.pk for one in listed}
        for group in ProposerGroup.objects.filter(city=city, region__in=places).in_order():
            known.groups[group.region_id, group.name.casefold()] = group
        for office in Office.objects.filter(city=city, region__in=places).select_related("region", "group").in_order():
            known.offices[office.region_id, office.name.casefold()] = office
            if office.group_id is not None:
                known.of_group.setdefault(office.group_id, []).append(office)
        terms = OfficeHolding.objects.filter(office__city=city, office__region__in=places).select_related("user")
        for term in terms.order_by("-starts", "-pk"):
            known.terms.setdefault(term.office_id, []).append(term)
        for user in User.objects.filter(phone__in={one.phone for one in listed if one.phone}).order_by("pk"):
            known.people.setdefault(user.phone, []).append(user)
        users = {term.user_id for own in known.terms.values() for term in own}
        users |= {user.pk for own in known.people.values() for user in own}
        known.foreign = foreign_people(users, by=by, on=on)
        return known

    def judge(self, listed: ListedHolder) -> Verdict:
        """Say what becomes of a row; nothing is written."""
        office = self._office(listed)
        if self.by is not None and not allows(self.by, "accounts.manage_office", office or _blank(listed)):
            return Verdict(listed, Outcome.REFUSED, (FORBIDDEN,))
        running = next(iter(self.terms.get(office.pk, [])), None) if office else None
        if running is None or (running.ends is not None and running.ends < (listed.starts or self.today)):
            if running is not None and same_name(running.user.name, listed.name) and not _is_later(listed, running):
                return self._correction(listed, office, running)
            return self._person(Verdict(listed, Outcome.NEW, office=office))
        if same_name(running.user.name, listed.name):
            return self._correction(listed, office, running)
        return self._hand_over(listed, office, running)

    def _office(self, listed: ListedHolder) -> Office | None:
        """The office a row means: by its name, else the only one of its group."""
        found = self.offices.get(listed.key)
        group = self.groups.get((listed.region.pk, listed.group_name.casefold())) if listed.group_name else None
        if found is None and group is not None and listed.office_name.casefold().startswith("ketua "):
            own = self.of_group.get(group.pk, [])
            found = own[0] if len(own) == 1 else None
        return found if found is None or found.role == listed.role else None

    def _correction(self, listed: ListedHolder, office: Office | None, running: OfficeHolding) -> Verdict:
        """The same person: details that differ are put right, a new beginning is not."""
        verdict = Verdict(listed, Outcome.SAME, office=office, running=running)
        if listed.starts and listed.starts != running.starts:
            since = date_format(running.starts, "j F Y")
            return replace(verdict, sentences=(f"Mulai tetap {since}: masa jabatan yang tercatat tidak digeser.",))
        personal = (listed.phone, listed.email)
        is_personal = any(
            said and said != now for said, now in zip(personal, (running.user.phone, running.user.email), strict=True)
        )
        if is_personal and running.user_id in self.foreign:
            return replace(verdict, outcome=Outcome.REFUSED, sentences=(SHARED,))
        told = (listed.ends, listed.decree, listed.status)
        differs = any(
            said and said != now for said, now in zip(told, (running.ends, running.decree, running.status), strict=True)
        )
        if listed.ends and listed.ends < running.starts:
            sentence = "Tanggal selesai tidak boleh sebelum tanggal mulai."
            return replace(verdict, outcome=Outcome.REFUSED, sentences=(sentence,))
        return replace(verdict, outcome=Outcome.CHANGED if is_personal or differs else Outcome.SAME)

    def _hand_over(self, listed: ListedHolder, office: Office | None, running: OfficeHolding) -> Verdict:
        verdict = Verdict(listed, Outcome.CHANGED, office=office, running=running, is_hand_over=True)
        since = date_format(running.starts, "j F Y")
        if (listed.starts or self.today) <= running.starts:
            sentence = f"Pemegang sekarang mulai {since}. Tanggal mulai pemegang baru harus sesudahnya."
            return replace(verdict, outcome=Outcome.REFUSED, sentences=(sentence,))
        if self.by is not None and running.user_id == self.by.user_id:
            return replace(verdict, outcome=Outcome.REFUSED, sentences=("Ini jabatan Anda sendiri.",))
        sentence = f"Ganti pemegang: menggantikan {running.user.name}, yang masa jabatannya tetap tercatat."
        return self._person(replace(verdict, sentences=(sentence,)))

    def _person(self, verdict: Verdict) -> Verdict:
        """Find the person who is known already, by phone and name."""
        listed = verdict.listed
        if not listed.phone:
            return verdict
        fits = [user for user in self.people.get(listed.phone, []) if same_name(user.name, listed.name)]
        if len(fits) == 1 and fits[0].pk not in self.foreign and fits[0].is_active and not fits[0].is_superuser:
            return replace(verdict, person=fits[0])
        if self.people.get(listed.phone):
            told = "Nomor telepon ini juga dipakai orang lain; ia masuk dengan nama jabatannya."
            return replace(verdict, sentences=(*verdict.sentences, told))
        return verdict


def _is_later(listed: ListedHolder, term: OfficeHolding) -> bool:
    """Say whether a row begins a further term of a person whose term has ended."""
    return listed.starts is not None and listed.starts > term.starts


def _blank(listed: ListedHolder) -> Office:
    """The office that a row would make, for the question who may."""
    return Office(role=listed.role, region=listed.region, is_head=listed.is_head)
