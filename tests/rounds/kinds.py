"""What the tests of forums of every kind start from: one noted by an office, one held."""

from typing import Any

from rounds import actions
from rounds.actions.attendance import Person
from rounds.models import Forum
from tests.rounds.town import act
from tests.world import NOW, World

Kind = Forum.Kind
found = actions.founding
PEOPLE = [Person("Sumiati", "P", "PKK"), Person("Bagus", "L", "RW 01")]


def note(world: World, kind: str, row: str = "bappeda", **more: Any) -> Forum:
    """A forum noted by an office, at its own place where nothing else is said."""
    own = {"region": world.offices[row].office.region} | more
    return found.plan_forum(world.cycle, kind=kind, by=world.offices[row], at=NOW, **own)


def rembuk(world: World, row: str = "rw", group: str = "rw01") -> Forum:
    return note(world, Kind.REMBUK, row, group=world.groups[group], region=world.groups[group].region)


def held(world: World, forum: Forum, row: str, decisions: tuple[str, ...] = ("Saluran didahulukan.",)) -> Forum:
    """Open it, write down who came and what was decided."""
    actions.opening.open_forum(forum, **act(world, row))
    actions.attendance.record_attendance(forum, PEOPLE, **act(world, row))
    actions.minutes.write_minutes(forum, decisions, **act(world, row))
    return actions.meeting.update_forum(forum, chair="Hj. Aminah", secretary="Joko", **act(world, row))


def points(forum: Forum) -> list[tuple[str, bool]]:
    return list(forum.resolutions.order_by("place").values_list("text", "is_condition"))
