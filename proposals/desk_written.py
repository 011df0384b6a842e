"""The tabs of a desk as SQL, written once in a process for each role and each set of filters.

The text comes from the table in `desk_work`, asked by a desk of holes. To count all tabs and name the usulan of one is
then one statement, put together from the texts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import BigIntegerField, CharField, DateField, DateTimeField, Field

from .desk_counts import MOST, Counts
from .desk_work import Desk, tabs_of
from .holes import Hole, Written, fetch
from .querysets import ProposalQuerySet

DESK: dict[str, Field[Any, Any]] = {
    "cycle": BigIntegerField(),
    "city": BigIntegerField(),
    "place": BigIntegerField(),
    "code": CharField(),
    "agency": BigIntegerField(),
    "office": BigIntegerField(),
    "holding": BigIntegerField(),
    "key": CharField(),
    "today": DateField(),
    "late_before": DateTimeField(),
}
FILTER: dict[str, Field[Any, Any]] = {
    "kelompok": BigIntegerField(),
    "jenis": CharField(),
    "sifat": CharField(),
    "opd": BigIntegerField(),
}


LISTED = "SELECT {place} AS place, id AS figure, submitted_at, number FROM proposals_proposal WHERE id IN ({sql})"
COUNTED = "SELECT {place} AS place, COUNT(*) AS figure, NULL AS submitted_at, NULL AS number FROM ({sql}) counted"
READ = "SELECT place, figure FROM ({parts}) parts ORDER BY place, submitted_at, number"


@dataclass(frozen=True)
class Lists:
    """The tabs of one desk, to be counted and listed; each as a query for keys of usulan, at most `MOST`."""

    tabs: Mapping[str, Written]
    known: Mapping[str, Any]

    def read(self, shown: str = "") -> tuple[Counts, list[int]]:
        """How many stand in each tab, and the keys of one in the order of coming in; one query.

        Of a tab longer than `MOST` those are read that are found first.
        """
        names = sorted(self.tabs, key=lambda name: name != shown)  # first what gives the columns their types
        parts = [
            (LISTED if name == shown else COUNTED).format(place=place, sql=self.tabs[name].sql)
            for place, name in enumerate(names)
        ]
        params = [value for name in names for value in self.tabs[name].params]
        found: dict[str, list[int]] = {name: [] for name in names}
        for place, figure in fetch(READ.format(parts=" UNION ALL ".join(parts)), params, self.known):
            found[names[place]].append(figure)
        keys = found.get(shown, [])
        return Counts(**{name: len(keys) if name == shown else figures[0] for name, figures in found.items()}), keys


def lists_of(desk: Desk, wanted: Mapping[str, Any]) -> Lists:
    """The tabs of a desk cut by a filter. Words that are searched for have no hole; a text with them is not kept."""
    values = {name: getattr(value, "pk", value) for name, value in wanted.items()}
    words = values.pop("cari", "")
    write = _write if words else _remembered
    return Lists(write(desk.role, frozenset(values), words), vars(desk) | values)


def _write(role: str, filters: frozenset[str], words: str) -> dict[str, Written]:
    desk = Desk(role, **{name: Hole(name, field) for name, field in DESK.items()})
    wanted: dict[str, Any] = {name: Hole(name, FILTER[name]) for name in filters} | {"cari": words}
    tabs = {name: tab.cut(lambda rows: filtered(rows, wanted)) for name, tab in tabs_of(desk).items()}
    return {name: Written.of(tab.ids()[:MOST]) for name, tab in tabs.items()}


_remembered = cache(_write)


def filtered(proposals: ProposalQuerySet, wanted: Mapping[str, Any]) -> ProposalQuerySet:
    """Cut by what the filter form read: group, kind of group, sifat, agency, words."""
    if wanted.get("kelompok"):
        proposals = proposals.filter(group=wanted["kelompok"])
    if wanted.get("jenis"):
        proposals = proposals.filter(group__kind=wanted["jenis"])
    if wanted.get("sifat"):
        proposals = proposals.filter(kind=wanted["sifat"])
    if wanted.get("opd"):
        proposals = proposals.filter(agency=wanted["opd"])
    return proposals.search(wanted["cari"]) if wanted.get("cari") else proposals
