"""What is asked of each kind of forum, by SE Walikota Malang 66/2021 and the practice of Jakarta. One row a kind; what
it asks of a meeting is written into the minutes where it is not met, and never blocks.
"""

from dataclasses import dataclass

from accounts.roles import GROUP_ROLES, Role
from regions import codes

from . import agendas

ANNOUNCED_DAYS = 7
"""A forum is announced so many days before it, at least."""
KELURAHAN_LIST, DISTRICT_LIST = "kelurahan", "kecamatan"
"""Whose list a forum ranks."""


@dataclass(frozen=True)
class Sending:
    """Whom a forum sends on: where to, how many (None: as many as the place decides), with which tasks."""

    to: str
    count: int | None
    tasks: tuple[str, ...]


@dataclass(frozen=True)
class Custom:
    """One kind of forum.

    `mark` stands in its number; `act` is the key of `proposals.windows.ALLOWS` that says in which stage it meets.
    `roles` lead it, `opener` says so in words, `head` signs. `levels` are the levels of region at which it is held.
    `ranks` names the list it puts in order (a hall with candidates); empty where it only meets: attendance, minutes,
    points of decision. `decides`: it says of each surveyed usulan whether it goes on, is done this year, or is refused.
    `is_announced` asks for the seven days. `is_part` marks the parts of a kecamatan forum in four parts, `may_repeat`
    kinds with several sittings, `may_be_nil` those to which nobody may bring anything.
    """

    mark: str
    act: str
    roles: frozenset[Role]
    opener: str
    head: str
    levels: frozenset[int]
    invited: tuple[str, ...]
    agenda: tuple[str, ...]
    least_present: int | None = None
    sends: Sending | None = None
    ranks: str = ""
    decides: bool = False
    is_announced: bool = False
    is_part: bool = False
    may_repeat: bool = False
    may_be_nil: bool = False


_TO_DISTRICT = (
    "Membantu menyusun daftar prioritas kelurahan.",
    "Menyampaikan daftar itu dalam musrenbang kecamatan.",
    "Mencatat usulan yang diterima, lalu mengabarkannya kepada warga.",
)

CUSTOMS: dict[str, Custom] = {
    "rembuk": Custom(
        mark="R",
        act="rembuk_forum",
        roles=frozenset({*map(Role, GROUP_ROLES), Role.KEL}),
        opener="ketua kelompok atau lurah",
        head="Ketua",
        levels=frozenset({codes.DISTRICT, codes.KELURAHAN, codes.RW, codes.RT}),
        invited=agendas.INVITED_REMBUK,
        agenda=agendas.REMBUK,
        sends=Sending(
            "forum kelurahan",
            None,
            (
                "Menyampaikan urutan usulan kelompok dalam forum kelurahan.",
                "Mencatat usulan yang diterima, lalu mengabarkannya kepada warga.",
            ),
        ),
        may_be_nil=True,
    ),
    "tematik": Custom(
        mark="T",
        act="thematic_forum",
        roles=frozenset({Role.BAP}),
        opener="Bappeda",
        head="Kepala Bappeda",
        levels=frozenset({codes.CITY, codes.DISTRICT, codes.KELURAHAN}),
        invited=agendas.INVITED_THEMATIC,
        agenda=agendas.THEMATIC,
        sends=Sending(
            "forum kelurahan, kecamatan, dan kota",
            None,
            (
                "Menyampaikan usulan klaster dalam forum kelurahan, kecamatan, dan kota.",
                "Mencatat usulan yang diterima, lalu mengabarkannya kepada klaster.",
            ),
        ),
    ),
    "kelurahan": Custom(
        mark="F",
        act="kelurahan_forum",
        roles=frozenset({Role.KEL}),
        opener="lurah",
        head="Lurah",
        levels=frozenset({codes.KELURAHAN}),
        invited=agendas.INVITED_KELURAHAN,
        agenda=agendas.KELURAHAN,
        least_present=30,
        sends=Sending("musrenbang kecamatan", 5, _TO_DISTRICT),
        ranks=KELURAHAN_LIST,
        is_announced=True,
        may_be_nil=True,
    ),
    "desk": Custom(
        mark="D",
        act="desk_forum",
        roles=frozenset({Role.KEC}),
        opener="camat",
        head="Camat",
        levels=frozenset({codes.DISTRICT}),
        invited=agendas.INVITED_DESK,
        agenda=agendas.DESK,
        may_repeat=True,
    ),
    "kecamatan": Custom(
        mark="F",
        act="district_forum",
        roles=frozenset({Role.KEC}),
        opener="camat",
        head="Camat",
        levels=frozenset({codes.DISTRICT}),
        invited=agendas.INVITED_DISTRICT,
        agenda=agendas.DISTRICT,
        least_present=75,
        sends=Sending(
            "musrenbang kota",
            5,
            (
                "Menyampaikan daftar prioritas kecamatan dalam musrenbang kota.",
                "Mencatat usulan yang diterima, lalu mengabarkannya kepada kelurahan dan warga.",
            ),
        ),
        ranks=DISTRICT_LIST,
        is_announced=True,
    ),
    "pd": Custom(
        mark="PD",
        act="agency_forum",
        roles=frozenset({Role.OPD}),
        opener="kepala perangkat daerah",
        head="Kepala",
        levels=frozenset({codes.CITY}),
        invited=agendas.INVITED_AGENCY,
        agenda=agendas.AGENCY,
    ),
    "kota": Custom(
        mark="K",
        act="city_forum",
        roles=frozenset({Role.BAP}),
        opener="Bappeda",
        head="Kepala Bappeda",
        levels=frozenset({codes.CITY}),
        invited=agendas.INVITED_CITY,
        agenda=agendas.CITY,
        least_present=150,
        is_announced=True,
    ),
    "terintegrasi": Custom(
        mark="MT",
        act="district_forum",
        roles=frozenset({Role.BAP}),
        opener="Bappeda",
        head="Kepala Bappeda",
        levels=frozenset({codes.CITY}),
        invited=agendas.INVITED_PLENARY,
        agenda=(
            "Sidang pleno pembuka, satu kali untuk semua kecamatan",
            "Sidang kelompok di tiap kelurahan",
            "Musrenbang di tiap kecamatan",
            "Sidang pleno penutupan di tiap kecamatan",
        ),
    ),
    "pleno_pembuka": Custom(
        mark="PB",
        act="district_forum",
        roles=frozenset({Role.BAP}),
        opener="Bappeda",
        head="Kepala Bappeda",
        levels=frozenset({codes.CITY}),
        invited=agendas.INVITED_PLENARY,
        agenda=agendas.OPENING,
        is_part=True,
    ),
    "sidang_kelompok": Custom(
        mark="SK",
        act="district_forum",
        roles=frozenset({Role.KEL}),
        opener="lurah",
        head="Lurah",
        levels=frozenset({codes.KELURAHAN}),
        invited=agendas.INVITED_KELURAHAN,
        agenda=agendas.GROUP,
        sends=Sending("musrenbang kecamatan", None, _TO_DISTRICT),
        ranks=KELURAHAN_LIST,
        decides=True,
        is_announced=True,
        is_part=True,
        may_be_nil=True,
    ),
    "pleno_penutupan": Custom(
        mark="PP",
        act="district_forum",
        roles=frozenset({Role.KEC}),
        opener="camat",
        head="Camat",
        levels=frozenset({codes.DISTRICT}),
        invited=agendas.INVITED_PLENARY,
        agenda=agendas.ENDING,
        is_part=True,
    ),
}


def ranking(whose: str) -> list[str]:
    """The kinds that put the list of a kelurahan, or of a kecamatan, in order."""
    return [kind for kind, custom in CUSTOMS.items() if custom.ranks == whose]


def led_by(role: str) -> list[str]:
    """The kinds that a role leads."""
    return [kind for kind, custom in CUSTOMS.items() if role in custom.roles]


LEADERS = tuple(role for role in Role if any(role in custom.roles for custom in CUSTOMS.values()))
"""Roles that lead some kind of forum."""
