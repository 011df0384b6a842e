"""The invitation of a forum, checking in by oneself, and whom the forum sends on."""

from datetime import time, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.urls import reverse

from proposals.models import Event
from rounds import actions, blockers, invitation
from rounds.actions.attendance import Person
from rounds.customs import CUSTOMS
from rounds.invitation import Guest, Point
from rounds.models import Forum
from rounds.views import checkin
from tests.counting import queries
from tests.rounds.town import act, closed, complete, opened, planned
from tests.world import NOW, World


def text(response: Any) -> str:
    return str(response.content.decode())


def formset(prefix: str, rows: list[dict[str, str]], initial: int) -> dict[str, str]:
    """What a browser sends of rows of forms."""
    found = {f"{prefix}-TOTAL_FORMS": str(len(rows)), f"{prefix}-INITIAL_FORMS": str(initial)}
    return found | {f"{prefix}-{n}-{name}": value for n, row in enumerate(rows) for name, value in row.items()}


def test_before_it_is_written_the_invitation_is_what_the_circular_asks(world: World) -> None:
    forum = planned(world)
    custom = CUSTOMS["kelurahan"]
    assert [point.title for point in invitation.agenda_of(forum)] == list(custom.agenda)
    assert [guest.element for guest in invitation.guests_of(forum)] == list(custom.invited)


def test_the_agenda_follows_the_clock(world: World) -> None:
    forum = planned(world)
    points = [Point("Doa", time(9, 10)), Point("Sambutan"), Point("Pendaftaran", time(8)), Point("Lagu")]
    actions.inviting.set_agenda(forum, points, **act(world))
    assert [point.title for point in invitation.agenda_of(forum)] == ["Pendaftaran", "Lagu", "Doa", "Sambutan"]
    actions.inviting.set_agenda(forum, [Point("Doa")], **act(world))
    assert [point.title for point in invitation.agenda_of(forum)] == ["Doa"]
    with pytest.raises(ValidationError, match="paling sedikit satu acara"):
        actions.inviting.set_agenda(forum, [], **act(world))


def test_the_same_guest_is_invited_once_and_a_closed_forum_invites_nobody(world: World) -> None:
    forum = planned(world)
    actions.inviting.set_guests(
        forum, [Guest("Ketua RT"), Guest("Tokoh agama", "H. Salim"), Guest("Ketua RT")], **act(world)
    )
    assert [str(guest) for guest in invitation.guests_of(forum)] == ["Ketua RT", "Tokoh agama; H. Salim"]
    over = closed(world)
    with pytest.raises(ValidationError, match="terkunci"):
        actions.inviting.set_guests(over, [Guest("Ketua RT")], **act(world))


def test_the_page_saves_rows_and_says_which_row_is_wrong(world: World) -> None:
    forum, client = planned(world), world.client("kelurahan")
    address = reverse("forum-undangan", args=[forum.number])
    assert "Pemaparan camat" in text(client.get(address))
    rows = [{"starts": "08.00", "title": "Pendaftaran"}, {"starts": "25.99", "title": "Doa"}, {"speaker": "Lurah"}]
    page = text(client.post(address, {"aksi": "acara"} | formset("acara", rows, 9)))
    assert "Tulis jam seperti 09.00." in page
    assert "Tulis acaranya, atau kosongkan barisnya." in page
    assert 'value="Pendaftaran"' in page
    assert not forum.agenda.exists()
    saved = [{"starts": "08:00", "title": "Pendaftaran"}, {"starts": "", "title": ""}]
    assert client.post(address, {"aksi": "acara"} | formset("acara", saved, 9)).status_code == 302
    assert [one.title for one in forum.agenda.all()] == ["Pendaftaran"]
    page = text(client.post(address, {"aksi": "undang", "lines": "; H. Salim"}))
    assert "tulis unsurnya sebelum titik koma" in page
    assert client.post(address, {"aksi": "undang", "lines": "Ketua RT\n\nTokoh agama; H. Salim"}).status_code == 302
    letter = text(client.get(reverse("forum-undangan-cetak", args=[forum.number])))
    assert "Tokoh agama, H. Salim" in letter
    assert "Pendaftaran" in letter
    assert "08.00 WIB" in letter


def test_the_letter_asks_as_often_for_many_guests(world: World) -> None:
    forum, client = planned(world), world.client("kelurahan")
    address = reverse("forum-undangan", args=[forum.number])
    actions.inviting.set_guests(forum, [Guest("Ketua RT")], **act(world))
    few = queries(client, address)
    actions.inviting.set_guests(forum, [Guest("Ketua RT", f"RT {n}") for n in range(60)], **act(world))
    assert queries(client, address) == few


def test_the_code_is_made_once_and_leads_people_in(world: World) -> None:
    forum = opened(world)
    code = actions.inviting.open_checkin(forum, **act(world))
    assert actions.inviting.open_checkin(forum, **act(world)) == code
    client, address = world.client("publik"), reverse("hadir", args=[code])
    assert "Saya hadir" in text(client.get(address))
    page = text(client.post(address, {"name": "Siti", "institution": "PKK RW 01"}))
    assert "Pilih laki-laki atau perempuan." in page
    assert 'value="PKK RW 01"' in page
    body = {"name": "Siti", "sex": "P", "institution": "PKK RW 01"}
    assert "Anda tercatat hadir" in text(client.post(address, body))
    assert "Nama Anda sudah tercatat" in text(client.post(address, body))
    assert forum.attendances.count() == 1
    assert "Siti" not in text(client.get(address))
    assert client.get(reverse("hadir", args=["salahkode"])).status_code == 404


def test_nobody_checks_in_before_the_day_nor_after_the_end(world: World) -> None:
    forum = planned(world)
    actions.meeting.update_forum(forum, starts_at=NOW + timedelta(days=3), **act(world))
    code = actions.inviting.open_checkin(forum, **act(world))
    address = reverse("hadir", args=[code])
    page = text(world.client("publik").post(address, {"name": "Siti", "sex": "P"}))
    assert "Daftar hadir dibuka pada hari rapat" in page
    assert not forum.attendances.exists()
    over = closed(world)
    Forum.objects.filter(pk=over.pk).update(checkin_code="abcd2345")
    assert "sudah selesai" in text(world.client("publik").get(reverse("hadir", args=["abcd2345"])))


def test_a_flood_from_one_address_waits(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setattr(checkin, "A_MINUTE", 2)
    forum = opened(world)
    address = reverse("hadir", args=[actions.inviting.open_checkin(forum, **act(world))])
    pages = [text(world.client("publik").post(address, {"name": f"Orang {n}", "sex": "L"})) for n in range(3)]
    assert "Tunggu satu menit" in pages[2]
    assert forum.attendances.count() == 2


def test_the_poster_shows_where_to_check_in(world: World) -> None:
    forum, client = opened(world), world.client("kelurahan")
    poster = reverse("forum-poster", args=[forum.number])
    assert client.get(poster).status_code == 404
    assert client.post(reverse("forum-kode-hadir", args=[forum.number])).status_code == 302
    forum.refresh_from_db()
    page = text(client.get(poster))
    assert reverse("hadir", args=[forum.checkin_code]) in page
    assert "<svg" in page


def test_a_forum_sends_five_at_most_each_once(world: World) -> None:
    forum = opened(world)
    five = [Person(f"Orang {n}", "P" if n % 2 else "L", institution=f"RW {n:02d}") for n in range(5)]
    assert len(actions.delegating.elect(forum, five, **act(world))) == 5
    counted = blockers.elected(forum)
    assert (counted.men, counted.women) == (3, 2)
    body = Event.objects.filter(kind=Event.Kind.FORUM_RECORDED).last()
    assert body is not None
    assert (body.body["elected"], body.body["women"]) == (5, 2)
    assert "Orang" not in str(body.body)
    with pytest.raises(ValidationError, match="paling banyak 5"):
        actions.delegating.elect(forum, [*five, Person("Satu lagi", "L")], **act(world))
    with pytest.raises(ValidationError, match="dua kali"):
        actions.delegating.elect(forum, [five[0], five[0]], **act(world))


def test_what_delegates_lack_is_told_and_does_not_block(world: World) -> None:
    forum = complete(world, opened(world))

    def said() -> list[str]:
        return blockers.warnings(forum, None, blockers.present(forum), blockers.elected(forum))

    assert any("Delegasi 0 dari 5" in sentence for sentence in said())
    men = [Person(f"Orang {n}", "L") for n in range(5)]
    actions.delegating.elect(forum, men, **act(world))
    assert any("hanya laki-laki atau hanya perempuan" in sentence for sentence in said() if "Delegasi" in sentence)
    actions.closing.close_forum(forum, by=world.offices["lurah"], at=NOW)
    with pytest.raises(ValidationError, match="terkunci"):
        actions.delegating.elect(forum, men, **act(world))


def test_the_page_of_delegates_keeps_what_is_typed(world: World) -> None:
    forum, client = opened(world), world.client("kelurahan")
    address = reverse("forum-delegasi", args=[forum.number])
    rows = [{"name": "Siti", "sex": "", "age": "tua"}, {"name": "", "institution": "RW 02"}, {}, {}, {}]
    page = text(client.post(address, formset("delegasi", rows, 5)))
    assert "Pilih laki-laki atau perempuan." in page
    assert "Tulis namanya, atau kosongkan barisnya." in page
    assert "Tulis usia dalam tahun, misalnya 45." in page
    assert 'value="Siti"' in page
    rows[0] |= {"age": "45", "occupation": "Guru"}
    rows[0]["sex"], rows[1]["name"], rows[1]["sex"] = "P", "Budi", "L"
    assert client.post(address, formset("delegasi", rows, 5)).status_code == 302
    people = [(one.name, one.age, one.occupation) for one in forum.delegates.order_by("place")]
    assert people == [("Siti", 45, "Guru"), ("Budi", None, "")]
    printed = text(client.get(reverse("forum-delegasi-cetak", args=[forum.number])))
    assert "Siti" in printed
    assert "mengabarkannya kepada warga" in printed


def test_the_list_counts_which_elements_came(world: World) -> None:
    forum = opened(world)
    people = [Person("Ani", "P", element="PKK"), Person("Budi", "L", element="RW"), Person("Cici", "P", element="PKK")]
    actions.attendance.record_attendance(forum, [*people, Person("Dedi", "L")], **act(world))
    assert Forum.objects.elements(forum) == [("PKK", 2), ("RW", 1)]
    assert Forum.objects.elements(planned(world, "kenanga")) == []
    page = text(world.client("kelurahan").get(reverse("forum-hadir", args=[forum.number])))
    assert "PKK <b>2</b>" in page
