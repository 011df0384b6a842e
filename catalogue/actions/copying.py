"""Copying what a kamus holds into the version of another plan year, in a number of queries that does not grow."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Model
from simple_history.utils import bulk_create_with_history

from catalogue import words
from catalogue.models import KamusItem, KamusRule, KamusVariant, KamusVersion, Nomenclature

BATCH = 500
M = TypeVar("M", bound=Model)
LEVELS = tuple(Nomenclature.Level)
Text = tuple[str, str, int | None]
"""What makes a nomenclature the same within a year: its level, its words, and the row above it."""


def copy_into(
    new: KamusVersion, old: KamusVersion, *, by: AbstractBaseUser | None, at: datetime, reason: str
) -> dict[int, KamusItem]:
    """Copy items, variants and rules; return the new items by the keys of the old ones."""
    history = {"batch_size": BATCH, "default_user": by, "default_change_reason": reason, "default_date": at}
    items = list(KamusItem.objects.filter(version=old).select_related("subactivity").order_by("pk"))
    subs = nomenclature_of(new, [item.subactivity for item in items])
    copies = [_copy(item, version=new, subactivity=subs[item.subactivity_id]) for item in items]
    bulk_create_with_history(copies, KamusItem, **history)
    made = {item.pk: copy for item, copy in zip(items, copies, strict=True)}
    variants = KamusVariant.objects.filter(item__version=old).order_by("item_id", "order", "pk")
    bulk_create_with_history([_copy(one, item=made[one.item_id]) for one in variants], KamusVariant, **history)
    rules = [
        _copy(rule, item=made[rule.item_id], other_item=made.get(rule.other_item_id or 0))
        for rule in KamusRule.objects.filter(item__version=old).order_by("item_id", "order", "pk")
    ]
    bulk_create_with_history(rules, KamusRule, **history)
    return made


def _copy(thing: M, **changed: Any) -> M:
    """An unsaved row with the same fields, but for those that are named."""
    kept = {
        field.attname: getattr(thing, field.attname)
        for field in thing._meta.concrete_fields
        if not field.primary_key and field.name not in changed
    }
    return type(thing)(**kept, **changed)


def nomenclature_of(version: KamusVersion, used: Sequence[Nomenclature]) -> dict[int, Nomenclature]:
    """The rows of the version's year that say what the used rows say, by the keys of those; copied where none does."""
    wanted = _with_parents(used)
    known = Nomenclature.objects.filter(city=version.city, plan_year=version.plan_year).order_by("pk")
    there: dict[Text, Nomenclature] = {}
    for one in known:
        there.setdefault((str(one.level), words.plain(one.name), one.parent_id), one)
    found: dict[int, Nomenclature] = {}
    for level in LEVELS:
        rows = [one for one in wanted if one.level == level]
        keys: dict[int, Text] = {one.pk: (str(level), words.plain(one.name), _pk(found, one.parent_id)) for one in rows}
        missing = {keys[one.pk]: one for one in rows if keys[one.pk] not in there}
        copies = {
            key: _copy(one, plan_year=version.plan_year, parent=found.get(one.parent_id or 0))
            for key, one in missing.items()
        }
        Nomenclature.objects.bulk_create(copies.values(), batch_size=BATCH)
        there.update(copies)
        found |= {pk: there[key] for pk, key in keys.items()}
    return found


def _pk(found: dict[int, Nomenclature], old: int | None) -> int | None:
    return found[old].pk if old is not None and old in found else None


def _with_parents(used: Sequence[Nomenclature]) -> list[Nomenclature]:
    """The rows and all above them; one query for each of the three steps up."""
    found = {one.pk: one for one in used}
    for _ in LEVELS[1:]:
        above = {one.parent_id for one in found.values() if one.parent_id} - found.keys()
        found |= {one.pk: one for one in Nomenclature.objects.filter(pk__in=above).order_by("pk")}
    return sorted(found.values(), key=lambda one: one.pk)
