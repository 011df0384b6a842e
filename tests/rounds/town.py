"""What the tests of forums start from: a kelurahan with accepted usulan, a forum that may be closed, a kecamatan."""

from typing import Any

from proposals.models import Proposal
from rounds import actions, sheet
from rounds.actions.attendance import Person
from rounds.models import Candidate, Forum, Round
from tests.world import NOW, World

ROWS = (("rw01", "got", "120"), ("rw01", "paving", "100"), ("rw02", "got", "60"), ("pkk", "pelatihan", "30"))
"""Group, item, volume: Rp 43.800.000, 20.000.000 and 21.900.000 for SARPRAS, 12.000.000 for LK."""


def accepted(world: World, count: int = len(ROWS)) -> list[Proposal]:
    """So many usulan that Kelurahan Mawar has accepted."""
    found = []
    for n in range(count):
        group, item, volume = ROWS[n % len(ROWS)]
        more: dict[str, Any] = {"by": world.offices["rw_tetangga"]} if group == "rw02" else {}
        found.append(world.accepted(group=group, item=item, volume=str(int(volume) + n // len(ROWS)), **more))
    return found


def planned(world: World, where: str = "mawar") -> Forum:
    """The forum of a place, noted but not opened."""
    kind = Forum.Kind.DISTRICT if where in {"melati", "seroja"} else Forum.Kind.KELURAHAN
    return actions.founding.plan_forum(
        world.cycle, kind=kind, region=world.regions[where], by=world.offices["bappeda"], at=NOW
    )


def opened(world: World, count: int = len(ROWS)) -> Forum:
    """The forum of Kelurahan Mawar, running on so many usulan."""
    accepted(world, count)
    return actions.opening.open_forum(planned(world), by=world.offices["lurah"], at=NOW)


def complete(world: World, forum: Forum, by: str = "kelurahan") -> Forum:
    """Write down all that a closing asks for."""
    office = world.offices[by]
    people = [Person("Sumiati", "P", "PKK", "perempuan"), Person("Bagus", "L", "RW 01", "RW")]
    actions.attendance.record_attendance(forum, people, by=office, at=NOW)
    return actions.meeting.update_forum(
        forum, chair="Hj. Aminah", secretary="Joko", method=Forum.Method.CONSENSUS, by=office, at=NOW
    )


def closed(world: World, count: int = len(ROWS)) -> Forum:
    """The forum of Kelurahan Mawar, closed: its list is with the kecamatan."""
    forum = complete(world, opened(world, count))
    return actions.closing.close_forum(forum, by=world.offices["lurah"], at=NOW)


def district(world: World) -> Forum:
    """The forum of Kecamatan Melati, running on Mawar's list; Kenanga is nihil."""
    closed(world)
    kenanga = planned(world, "kenanga")
    actions.closing.nil_forum(kenanga, reason="Tidak ada warga yang datang", by=world.offices["lurah_tetangga"], at=NOW)
    return actions.opening.open_forum(planned(world, "melati"), by=world.offices["camat"], at=NOW)


def round_of(forum: Forum) -> Round:
    """The round of a forum, fresh."""
    return Round.objects.of_hall().select_related("forum__region", "forum__cycle__city").get(forum=forum)


def lane(forum: Forum, name: str) -> list[Candidate]:
    """The candidates of one lane in the forum's order."""
    return list(round_of(forum).candidates.filter(lane=name).select_related("proposal").in_order())


def results(forum: Forum) -> dict[str, str]:
    """Code of each usulan by its number."""
    return {row.key: row.result.code for row in sheet.read(round_of(forum)).rows}


def act(world: World, row: str = "kelurahan", **more: Any) -> dict[str, Any]:
    return {"by": world.offices[row], "at": NOW} | more
