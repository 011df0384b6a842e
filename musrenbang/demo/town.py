"""What all parts of the demo share: the city with its people, and a year of it with cycle, calendar and kamus."""

from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from catalogue.models import Agency
from proposals.models import Cycle
from regions import codes
from regions.models import Region

from .calendar import Agenda, Calendar
from .kamus import Entry
from .people import People

KLOJEN, KAUMAN = "35.73.02", "35.73.02.1007"
NIL_KELURAHAN = "35.73.02.1004"
LOWOKWARU, DINOYO, JATIMULYO, TULUSREJO = "35.73.05", "35.73.05.1004", "35.73.05.1007", "35.73.05.1010"
BLIMBING, KEDUNGKANDANG, SUKUN = "35.73.01", "35.73.03", "35.73.04"


@dataclass
class Town:
    """The city and everybody in it; `rng` makes the same city again for the same day."""

    now: datetime
    city: Region
    places: dict[str, Region]
    agencies: dict[str, Agency]
    people: People
    rng: Random = field(default_factory=lambda: Random("musrenbang"))
    agenda: Agenda = field(default_factory=Agenda)

    def kelurahan_of(self, district: str) -> list[Region]:
        """The kelurahan of a kecamatan, by code."""
        return [
            place
            for place in self.places.values()
            if place.level == codes.KELURAHAN and codes.parent_of(place.code) == district
        ]

    def rt_of(self, rw: str) -> list[Region]:
        """The RT of an RW, by number."""
        return [place for place in self.places.values() if codes.parent_of(place.code) == rw]


@dataclass
class Year:
    """One cycle of the town with its calendar and the kamus that is in force."""

    town: Town
    cycle: Cycle
    calendar: Calendar
    entries: list[Entry]

    def story_of(self, item_id: int | None) -> str:
        """Name the story of a kamus item; `lembaga` for what has none."""
        return next((entry.story for entry in self.entries if entry.item.pk == item_id), "lembaga")
