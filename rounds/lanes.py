"""The lists that a forum ranks one by one: their keys, their names, their order among themselves."""

from collections.abc import Iterable

from catalogue.models import Agency
from proposals.models import Proposal

from .models import Forum

LISTS = {"SARPRAS": "Sarana prasarana", "LK": "Lembaga (LK)", "PM": "Pemberdayaan (PM)"}
"""Lists of a kelurahan in the order in which a hall reads them; others follow by name."""

NO_AGENCY = "Belum ada perangkat daerah"


def lane_of(forum: Forum, proposal: Proposal) -> str:
    """The lane of a usulan: its jenis daftar in a kelurahan, its perangkat daerah in a kecamatan (agency loaded)."""
    if forum.ranks_kelurahan:
        return proposal.list_kind or "LAIN"
    return agency_lane(proposal.agency) if proposal.agency else NO_AGENCY


def agency_lane(agency: Agency) -> str:
    """The lane of an agency, at most 60 signs."""
    return (agency.short_name or agency.name)[:60]


def in_order(lanes: Iterable[str]) -> list[str]:
    """Sort lanes as they stand from left to right, and as they take turns at the money."""
    known = list(LISTS)
    return sorted(set(lanes), key=lambda lane: (known.index(lane) if lane in LISTS else len(known), lane))


def name_of(lane: str) -> str:
    """The head of a lane's column."""
    return LISTS.get(lane, lane)
