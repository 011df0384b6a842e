"""Builds the demo city: places, kamus, people, last year from first to last, this year up to now."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from proposals.models import Cycle, LevelDecision, Proposal

from . import (
    blanks,
    counted,
    cycles,
    desk,
    desk_cases,
    exchange,
    field,
    forums,
    kamus,
    kamus_cases,
    kamus_rules,
    later,
    meetings,
    needs,
    offices,
    outlines,
    people,
    places,
    printing,
    repeats,
    texts,
    usulan,
)
from .calendar import Calendar
from .town import (
    BLIMBING,
    DINOYO,
    JATIMULYO,
    KEDUNGKANDANG,
    KLOJEN,
    LOWOKWARU,
    NIL_KELURAHAN,
    SUKUN,
    TULUSREJO,
    Town,
    Year,
)


def load(now: datetime) -> bool:
    """Build the demo city as of a moment; do nothing and say False where the city has a cycle already."""
    if Cycle.objects.of_city(places.CITY).exists():
        return False
    with transaction.atomic(), _checked_by_the_database():
        _tell(now)
    return True


@contextmanager
def _checked_by_the_database() -> Iterator[None]:
    """Leave out the checks that the database makes again on each row: half of the time, for texts that are our own."""
    whole = {model: model.full_clean for model in (Proposal, LevelDecision)}
    for model in whole:
        model.full_clean = lambda self, *args, **kwargs: None  # type: ignore[method-assign]
    try:
        yield
    finally:
        for model, check in whole.items():
            model.full_clean = check  # type: ignore[method-assign]


def _tell(now: datetime) -> None:
    """Lay out the city and let both years happen, act by act, as the clock went."""
    found = places.load()
    outlines.load(found)
    city = found[places.CITY]
    printing.load(city)
    calendar = Calendar(now)
    agencies = kamus.load_agencies(city, kamus.districts_of(found))
    last_entries = kamus.load_version(city, calendar.plan_year - 1, agencies, percent=95)
    entries = kamus.load_version(city, calendar.plan_year, agencies, percent=100)
    kamus_rules.load(entries[0].item.version, agencies)
    everybody = people.load(city, found, agencies, since=Calendar(now, years_back=3).day(0))
    town = Town(now, city, found, agencies, everybody)
    bappeda = everybody.holdings["bappeda"]
    last = cycles.finished(town, last_entries, by=bappeda)
    years = [last]

    def begin(at: datetime) -> None:
        year = cycles.running(town, last, entries, by=bappeda, at=at)
        years.append(year)
        for part in (_klojen, _lowokwaru, _others, field.tell, needs.tell_all, meetings.this_year):
            part(year)

    _last_year(last)
    town.agenda.add(calendar.start(), begin)
    town.agenda.run(until=now)
    offices.tell(town)
    if len(years) > 1:
        desk_cases.tell(years[-1])
        exchange.tell(last, years[-1])
    for year in years:
        usulan.tag(year)


def _last_year(year: Year) -> None:
    """Two kelurahan of each kecamatan go the whole way, up to works that are built."""
    for number, district in enumerate((BLIMBING, KLOJEN, KEDUNGKANDANG, SUKUN, LOWOKWARU)):
        chosen = year.town.kelurahan_of(district)[5:7]
        for second, kelurahan in enumerate(chosen):
            usulan.whole_kelurahan(year, kelurahan, counts=(8, 4, 3), first_day=-48, last_day=-30)
            desk.verify(year, kelurahan, at=year.calendar.at(-24 + second, 9, number))
            forums.kelurahan(year, kelurahan, at=year.calendar.at(-16 + number, 9 + 4 * second))
        forums.district(year, year.town.places[district], at=year.calendar.at(3 + number, 9), go_on=texts.PILOT_YEAR)
    repeats.last_year(year)
    meetings.last_year(year)
    later.finish(year)


def _klojen(year: Year) -> None:
    """Every kelurahan has sent its list or was nihil; the kecamatan forum is open."""
    for number, kelurahan in enumerate(year.town.kelurahan_of(KLOJEN)):
        if kelurahan.code == NIL_KELURAHAN:
            forums.nil(year, kelurahan, at=year.calendar.at(-9, 11))
            continue
        sarpras, bodies, empowerment = cycles.quotas_of(kelurahan.code)
        counts = (sarpras + 3, bodies + 1, empowerment + 1)
        usulan.whole_kelurahan(year, kelurahan, counts=counts, first_day=-49, last_day=-27)
        desk.verify(year, kelurahan, at=year.calendar.at(-23 + number % 4, 8, 10 + number))
        forums.kelurahan(year, kelurahan, at=year.calendar.at(-17 + number, 9))
    forums.district(year, year.town.places[KLOJEN], at=year.calendar.this_morning(), close=False)


def _lowokwaru(year: Year) -> None:
    """Rembuk goes on; in Dinoyo and Jatimulyo the forum is being held; elsewhere usulan come in and are verified."""
    calendar, town = year.calendar, year.town
    for number, kelurahan in enumerate(town.kelurahan_of(LOWOKWARU)):
        if kelurahan.code == DINOYO:
            usulan.whole_kelurahan(year, kelurahan, counts=(12, 6, 4), first_day=-40, last_day=-12)
            desk.verify(year, kelurahan, at=calendar.at(-8, 9), leave=2)
            forums.kelurahan(year, kelurahan, at=calendar.this_morning(), close=False)
            blanks.tell(year)
        elif kelurahan.code == TULUSREJO:
            usulan.whole_kelurahan(year, kelurahan, counts=(9, 4, 2), first_day=-14, last_day=-3)
            desk.verify(year, kelurahan, at=calendar.at(-2, 9), leave=7, repaired=False)
            usulan.drafts_to_rank(year, calendar.at(-1, 19, 30))
            repeats.joined(year)
            kamus_cases.tell(year)
        elif kelurahan.code == JATIMULYO:
            counted.tell(year)
        elif number % 2:
            usulan.whole_kelurahan(year, kelurahan, counts=(5, 2, 1), first_day=-20, last_day=-4)
            desk.verify(year, kelurahan, at=calendar.at(-3, 9, number), leave=3, repaired=False)


def _others(year: Year) -> None:
    """Three kelurahan of each other kecamatan: sent, kecamatan forum closed in Sukun, two kelurahan too late."""
    calendar, town = year.calendar, year.town
    for district in (BLIMBING, KEDUNGKANDANG, SUKUN):
        for number, kelurahan in enumerate(town.kelurahan_of(district)[2:5]):
            usulan.whole_kelurahan(year, kelurahan, counts=(5, 2, 1), first_day=-45, last_day=-28)
            desk.verify(year, kelurahan, at=calendar.at(-20, 9, number))
            if district == KEDUNGKANDANG and number == 2:
                forums.missed(year, kelurahan, at=calendar.at(-4, 10))
            elif district != KEDUNGKANDANG or number != 1:  # that one waits for Bappeda to say so
                forums.kelurahan(year, kelurahan, at=calendar.at(-13 + number, 13))
    forums.district(year, town.places[SUKUN], at=calendar.at(-2, 9), go_on=texts.LATE_KELURAHAN)
    for number, district in enumerate((BLIMBING, KEDUNGKANDANG, LOWOKWARU)):
        forums.plan_ahead(
            year, town.places[district], starts_at=calendar.at(3 + 3 * number, 9), at=calendar.at(-4, 13, number)
        )
