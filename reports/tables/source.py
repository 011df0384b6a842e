"""Where the counts come from: the usulan as they stand, or as the log says they stood at a past moment.

Both answer the same questions in the same words, so that a report need not know which it reads.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any, Protocol

from django.db.models import Count, Max, Q, Sum

from proposals.models import Event, Proposal
from proposals.querysets import ProposalQuerySet
from proposals.standing import FIELDS, KEY
from proposals.statuses import HIDDEN, Status

from .shape import Sums

PUBLIC = frozenset(status.value for status in Status if status not in HIDDEN)

FIXED = {
    "cycle": "cycle_id",
    "channel": "channel",
    "group": "group_id",
    "group_kind": "group__kind",
    "theme": "themes",
    "times": "times_proposed",
    "pk": "pk",
}
"""What a usulan is cut by and keeps for its life, by the path that leads to it."""

PATHS = FIXED | FIELDS
"""All that a report may ask for. What an act can change is told by the log: `proposals.standing`."""


@dataclass(frozen=True)
class Condition:
    """One of these values in one dimension; None is among them where "not filled in" counts."""

    dim: str
    values: frozenset[Any]

    def q(self) -> Q:
        path, known = PATHS[self.dim], [value for value in self.values if value is not None]
        found = Q(**{path: known[0]}) if len(known) == 1 else Q(**{f"{path}__in": known})
        return found | Q(**{path: None}) if None in self.values else found


def one_of(dim: str, *values: Any) -> Condition:
    """The condition that a dimension has one of these values."""
    return Condition(dim, frozenset(values))


class Source(Protocol):
    """What a report may ask."""

    def where(self, *conditions: Condition) -> "Source":
        """The part that meets all conditions."""

    def cells(self, *dims: str) -> Iterator[tuple[tuple[Any, ...], Sums]]:
        """Count by these dimensions: ((value, …), sums), each combination once."""

    def sums(self) -> Sums:
        """Count all."""

    def page(self, start: int, stop: int | None) -> list[Proposal]:
        """Some of the usulan in a fixed order, standing as they stood, with their group and places loaded."""


@dataclass(frozen=True)
class Live:
    """The usulan as they stand now."""

    found: ProposalQuerySet

    def where(self, *conditions: Condition) -> "Live":
        found = self.found
        for condition in conditions:
            found = found.filter(condition.q())
        return replace(self, found=found)

    def cells(self, *dims: str) -> Iterator[tuple[tuple[Any, ...], Sums]]:
        rows = self.found.order_by().values_list(*(PATHS[dim] for dim in dims))
        counted = rows.annotate(n=Count("pk"), asked=Sum("amount"), now=Sum("current_amount"))
        for row in counted:
            yield row[: len(dims)], Sums(*(value or 0 for value in row[len(dims) :]))

    def sums(self) -> Sums:
        counted = self.found.order_by().aggregate(n=Count("pk"), asked=Sum("amount"), now=Sum("current_amount"))
        return Sums(counted["n"], counted["asked"] or 0, counted["now"] or 0)

    def page(self, start: int, stop: int | None) -> list[Proposal]:
        return list(self.found.for_list().order_by("cycle_id", "number", "pk")[start:stop])


@dataclass(frozen=True)
class Past:
    """The usulan as they stood at a moment, by the last event of each until then."""

    base: ProposalQuerySet
    cycles: tuple[int, ...]
    at: datetime
    conditions: tuple[Condition, ...] = ()

    def where(self, *conditions: Condition) -> "Past":
        fixed = [condition.q() for condition in conditions if condition.dim in FIXED]
        base = self.base.filter(*fixed) if fixed else self.base
        told = tuple(condition for condition in conditions if condition.dim not in FIXED)
        narrowed = replace(self, base=base, conditions=self.conditions + told)
        if "stood" in vars(self):
            vars(narrowed)["stood"] = self.stood
        return narrowed

    @cached_property
    def stood(self) -> dict[int, dict[str, Any]]:
        """How each usulan stood, by its key. One query; what was not public then is left out."""
        until = Event.objects.filter(cycle__in=self.cycles, at__lte=self.at, proposal__isnull=False).order_by()
        last = until.values("proposal").annotate(last=Max("seq")).values("last")
        cities = Event.objects.filter(cycle__in=self.cycles, seq__in=last).order_by()
        rows = cities.values_list("proposal", f"body__{KEY}")
        return {pk: said for pk, said in rows if said and said["status"] in PUBLIC}

    def _rows(self, *dims: str) -> Iterator[tuple[dict[str, Any], tuple[Any, ...]]]:
        fixed = [dim for dim in dims if dim in FIXED]
        plan = [(dim, fixed.index(dim) + 1 if dim in FIXED else 0) for dim in dims]
        asked = [(one.dim, one.values) for one in self.conditions]
        for row in self.base.order_by().values_list("pk", *(FIXED[dim] for dim in fixed)):
            said = self.stood.get(row[0])
            if said is None or any(said[dim] not in values for dim, values in asked):
                continue
            yield said, tuple([row[place] if place else said[dim] for dim, place in plan])

    def cells(self, *dims: str) -> Iterator[tuple[tuple[Any, ...], Sums]]:
        counted: dict[tuple[Any, ...], list[int]] = {}
        for said, key in self._rows(*dims):
            sums = counted.setdefault(key, [0, 0, 0])
            sums[0] += 1
            sums[1] += said["asked"]
            sums[2] += said["amount"]
        for key, (count, asked, amount) in counted.items():
            yield key, Sums(count, asked, amount)

    def sums(self) -> Sums:
        return sum((sums for _, sums in self.cells()), Sums())

    def page(self, start: int, stop: int | None) -> list[Proposal]:
        keys = sorted(key for _, (key,) in self._rows("pk"))[start:stop]
        known = Proposal.objects.for_list().in_bulk(keys)
        found = [known[key] for key in keys]
        for one in found:
            for name, column in FIELDS.items():
                setattr(one, column, self.stood[one.pk][name])
            one.reason = ""
        return found
