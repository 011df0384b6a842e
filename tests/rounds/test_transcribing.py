"""Numbered paper: printed once, typed by two people, written once; what differs is read again."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from proposals.lifeline import lifeline
from proposals.models import Event, Proposal
from proposals.statuses import Status
from rounds import actions, blockers, piles, readings
from rounds.models import Blank, Forum, Reading
from tests.racing import together
from tests.rounds.town import complete, opened, planned
from tests.world import NOW, World

pytestmark = pytest.mark.django_db

transcribing = actions.transcribing


def act(world: World, row: str = "kelurahan") -> dict[str, Any]:
    return {"by": world.offices[row], "at": NOW}


def printed(world: World, kind: str = "usulan", count: int = 3, forum: Forum | None = None) -> list[Blank]:
    return transcribing.print_blanks(forum or planned(world), kind, count, **act(world))


def usulan(world: World, **more: Any) -> dict[str, Any]:
    """What one person read on a sheet for a usulan."""
    return {
        "group": world.groups["rw01"].pk,
        "item": world.items["got"].pk,
        "problem": "Got buntu, air masuk rumah.",
        "locations": [world.regions["rt01"].pk],
        "address": "Gang 4",
        "volume": "120,5",
        "households": 40,
        "land_status": "fasum",
    } | more


PEOPLE = {
    "1-name": "Siti Aminah", "1-institution": "PKK", "1-contact": "0811 22", "1-sex": "P",
    "3-name": "bagus", "3-sex": "L",
}  # fmt: skip


def test_numbers_go_on_where_the_last_print_ended_and_are_bounded(world: World) -> None:
    forum = planned(world)
    assert [one.code for one in printed(world, forum=forum)] == ["U-001", "U-002", "U-003"]
    assert [one.code for one in printed(world, count=2, forum=forum)] == ["U-004", "U-005"]
    assert [one.code for one in printed(world, "hadir", 1, forum)] == ["H-001"]
    for count in (0, 61):
        with pytest.raises(ValidationError, match="1 sampai 60"):
            printed(world, count=count, forum=forum)
    Blank.objects.create(forum=forum, kind="hadir", number=999, printed_by=world.offices["lurah"], printed_at=NOW)
    with pytest.raises(ValidationError, match="Tinggal 0 lembar"):
        printed(world, "hadir", 1, forum)
    with pytest.raises(ValidationError, match="rembuk dan forum kelurahan"):
        printed(world, forum=planned(world, "melati"))
    told = Event.objects.filter(subject=f"forum:{forum.number}", body__has_key="lembar").order_by("seq")
    assert [event.body["lembar"] for event in told][1] == "U-004 sampai U-005"


def test_two_who_read_the_same_make_one_draft_that_says_where_it_came_from(world: World) -> None:
    blank = printed(world)[1]
    first = transcribing.type_sheet(blank, usulan(world, address="GANG 4."), **act(world))
    assert (first.state, Proposal.objects.count()) == (Blank.State.ONCE, 0)
    with pytest.raises(ValidationError, match="sudah Anda ketik"):
        transcribing.type_sheet(blank, usulan(world), **act(world))
    done = transcribing.type_sheet(blank, usulan(world), **act(world, "lurah"))
    made = Proposal.objects.get()
    assert (done.state, done.proposal) == (Blank.State.USED, made)
    assert (made.status, made.group.name, made.title, str(made.volume)) == (
        Status.DRAFT, "RW 01", "Gorong-gorong Diameter 40 cm", "120.50",
    )  # fmt: skip
    assert (made.address, made.place, made.households, made.entered_by) == (
        "Gang 4", "RT 01 RW 01", 40, world.offices["lurah"],
    )  # fmt: skip
    told = lifeline(made)[0].title
    assert told == (
        "Ditulis dari lembar U-002 Forum Musrenbang Kelurahan Mawar, diketik Operator Kel. Mawar dan Lurah Mawar"
    )
    with pytest.raises(ValidationError, match="sudah diketik dua orang"):
        transcribing.type_sheet(blank, usulan(world), **act(world, "pendamping"))
    with pytest.raises(ValidationError, match="tidak menunggu pilihan"):
        transcribing.settle(blank, usulan(world), **act(world, "pendamping"))
    assert Proposal.objects.count() == 1


def test_names_from_an_attendance_sheet_come_on_the_list_once_both_agree(world: World) -> None:
    forum = planned(world)
    blank = printed(world, "hadir", 1, forum)[0]
    transcribing.type_sheet(blank, PEOPLE, **act(world))
    assert not forum.attendances.exists()
    nobody = blockers.Present(0, 0)
    assert "belum selesai diketik: H-001. Sesudah" in " ".join(blockers.warnings(forum, None, nobody, nobody))
    transcribing.type_sheet(blank, PEOPLE | {"3-name": "Bagus", "1-contact": "0811-22"}, **act(world, "pendamping"))
    assert list(forum.attendances.values_list("name", "sex", "contact")) == [
        ("Siti Aminah", "P", "0811 22"), ("Bagus", "L", ""),
    ]  # fmt: skip
    assert "belum selesai diketik" not in " ".join(blockers.warnings(forum, None, nobody, nobody))
    events = str(list(Event.objects.values_list("body", flat=True)))
    assert "H-001" in events
    assert "Siti" not in events


def test_what_differs_waits_and_is_written_as_the_third_reads_it(world: World) -> None:
    blank = printed(world)[0]
    transcribing.type_sheet(blank, usulan(world), **act(world))
    waiting = transcribing.type_sheet(blank, usulan(world, volume="102,5"), **act(world, "lurah"))
    assert (waiting.state, Proposal.objects.count()) == (Blank.State.DIFFERS, 0)
    with pytest.raises(ValidationError, match="sudah diketik dua orang"):
        transcribing.type_sheet(blank, usulan(world), **act(world, "pendamping"))
    one, other = Reading.objects.order_by("hand")
    assert readings.differing(one.values, other.values) == ["volume"]
    transcribing.settle(blank, usulan(world, volume="125"), **act(world, "lurah"))
    assert str(Proposal.objects.get().volume) == "125.00"
    assert [one.values["volume"] for one in blank.readings.order_by("hand")] == ["120,5", "102,5", "125"]
    body = Event.objects.filter(body__lembar="U-001", kind=Event.Kind.FORUM_RECORDED).order_by("seq").last()
    assert body is not None
    assert (body.body["pembacaan"], body.body["pengetik"]) == (3, ["Operator Kel. Mawar", "Lurah Mawar"])


def test_left_over_and_spoiled_sheets_make_the_count_add_up(world: World) -> None:
    forum = planned(world)
    sheets = printed(world, count=8, forum=forum)
    for row in ("kelurahan", "lurah"):
        transcribing.type_sheet(sheets[0], usulan(world), **act(world, row))
    transcribing.set_aside(forum, "usulan", 5, 8, "kosong", **act(world))
    transcribing.type_sheet(sheets[1], {}, mark="rusak", **act(world))
    transcribing.type_sheet(sheets[2], usulan(world), **act(world))
    for first, last, said in ((2, 4, "Sudah diketik: U-003"), (8, 9, "tidak semuanya dicetak"), (4, 3, "dicetak")):
        with pytest.raises(ValidationError, match=said):
            transcribing.set_aside(forum, "usulan", first, last, "rusak", **act(world))
    pile = piles.read(forum)[0]
    assert (pile.printed, pile.used, pile.unused, pile.spoiled) == (8, 1, 4, 1)
    assert [one.code for one in pile.open] == ["U-003", "U-004"]
    transcribing.type_sheet(sheets[2], {}, mark="kosong", **act(world, "lurah"))
    assert [one.code for one in piles.read(forum)[0].differing] == ["U-003"]
    transcribing.settle(sheets[2], {}, mark="kosong", **act(world))
    transcribing.type_sheet(sheets[7], usulan(world), **act(world))  # one of those left over was written on after all
    assert [one.code for one in piles.read(forum)[0].open] == ["U-004", "U-008"]


def test_what_could_never_be_written_is_refused_to_the_first(world: World) -> None:
    forum = complete(world, opened(world))
    sheets = printed(world, forum=forum)
    with pytest.raises(ValidationError, match="Pilih dari daftar"):
        transcribing.type_sheet(sheets[0], usulan(world, group=world.groups["kenanga_rw01"].pk), **act(world))
    late = act(world) | {"at": NOW.replace(year=NOW.year + 1)}
    with pytest.raises(ValidationError, match="sudah ditutup"):
        transcribing.type_sheet(sheets[0], usulan(world), **late)
    blank = printed(world, "hadir", 1, forum)[0]
    actions.closing.close_forum(forum, by=world.offices["lurah"], at=NOW)
    with pytest.raises(ValidationError, match="Daftar hadirnya terkunci"):
        transcribing.type_sheet(blank, PEOPLE, **act(world))
    assert not Reading.objects.exists()
    assert transcribing.type_sheet(blank, {}, mark="rusak", **act(world)).state == Blank.State.SPOILED


def test_a_third_reading_with_a_refused_usulan_changes_nothing(world: World) -> None:
    blank = printed(world)[0]
    transcribing.type_sheet(blank, usulan(world, item=None), **act(world))
    transcribing.type_sheet(blank, usulan(world), **act(world, "lurah"))
    outside = usulan(world, locations=[world.regions["anggrek_rw01"].pk])
    with pytest.raises(ValidationError, match="di luar wilayah"):
        transcribing.settle(blank, outside, **act(world))
    assert (blank.readings.count(), Blank.objects.get(pk=blank.pk).state) == (2, Blank.State.DIFFERS)


@pytest.mark.parametrize(
    ("name", "one", "other", "same"),
    [
        ("address", "Gang 4, RT.02", "gang 4  rt 02", True),
        ("3-name", "SITI AMINAH", "Siti Aminah", True),
        ("3-contact", "Jl. Mawar 2.5", "Jl. Mawar 25", False),
        ("volume", "2,5", "25", False),
        ("households", 40, "40", False),
        ("receiver", None, "", True),
        ("locations", [], None, True),
        ("locations", [1], [1, 2], False),
        ("1-sex", "L", "P", False),
        ("problem", "ꦱꦶꦠꦶ", "ꦧꦒꦸꦱ꧀", False),
    ],
)
def test_capitals_blanks_and_stops_make_no_difference_in_words_alone(
    name: str, one: Any, other: Any, same: bool
) -> None:
    assert readings.differing({name: one}, {name: other}) == ([] if same else [name])


@pytest.mark.postgres
def test_the_database_keeps_numbers_and_readings(world: World) -> None:
    sheets = printed(world)
    for row in ("kelurahan", "lurah"):
        transcribing.type_sheet(sheets[0], usulan(world), **act(world, row))
    wrong: list[Any] = [
        lambda: Reading.objects.update(values={}),
        lambda: Reading.objects.all()._raw_delete("default"),
        lambda: Blank.objects.filter(pk=sheets[1].pk)._raw_delete("default"),
        lambda: Blank.objects.filter(pk=sheets[1].pk).update(number=9),
        lambda: Blank.objects.filter(pk=sheets[0].pk).update(state="rusak", proposal=None),
    ]
    for change in wrong:
        with pytest.raises(DatabaseError, match=r"tidak dapat|sudah dipakai"), transaction.atomic():
            change()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_type_at_the_same_moment_make_one_usulan(city: World) -> None:
    blank = printed(city)[0]
    said = together(
        *(lambda row=row: transcribing.type_sheet(blank, usulan(city), **act(city, row)) for row in ("lurah", "rw"))
    )
    assert {one.state for one in said} == {Blank.State.ONCE, Blank.State.USED}
    assert Proposal.objects.count() == 1
