"""The pages of forums of every kind: who is offered which, how one is noted, held and read."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from rounds import actions
from rounds.models import Forum
from rounds.offers import offers
from tests.counting import queries
from tests.rounds.kinds import PEOPLE, Kind, found, held, note, points, rembuk
from tests.rounds.town import act, opened
from tests.world import NOW, World


def test_each_office_is_offered_its_own_forums_until_they_are_noted(world: World) -> None:
    def titles(row: str) -> list[str]:
        return [offer.title for offer in offers(world.offices[row], world.cycle)]

    assert titles("rw") == ["Rembuk RW 01"]
    assert titles("lurah") == ["Forum Musrenbang Kelurahan Mawar"]
    assert titles("camat") == ["Desk Kecamatan Melati", "Musrenbang Kecamatan Melati"]
    assert titles("opd") == ["Forum Perangkat Daerah DPU"]
    assert titles("bappeda") == ["Musrenbang Kota Contoh"]
    assert titles("pimpinan") == []
    for row, body in (
        ("rw", {}),
        ("opd", {"jenis": "pd"}),
        ("bappeda", {"jenis": "kota"}),
        ("bappeda", {"jenis": "tematik", "klaster": "anak", "wilayah": world.regions["melati"].code}),
        ("kelurahan", {"jenis": "rembuk", "kelompok": world.groups["pkk"].pk}),
    ):
        answer = world.client(row).post(reverse("forum-siapkan"), body)
        assert "/kantor/forum/99" in answer["Location"], (row, body)
    assert titles("rw") == titles("opd") == titles("bappeda") == []
    assert set(Forum.objects.values_list("kind", flat=True)) == {"rembuk", "pd", "kota", "tematik"}


def test_what_the_form_lacks_is_said(world: World) -> None:
    for row, body, said in (
        ("bappeda", {"jenis": "tematik"}, "Pilih klaster"),
        ("kelurahan", {"jenis": "rembuk"}, "Pilih kelompok yang mengadakan rembuk."),
        ("kelurahan", {"jenis": "kota"}, "Pilih jenis forum dari daftar."),
    ):
        answer = world.client(row).post(reverse("forum-siapkan"), body, follow=True)
        assert said in answer.content.decode()
    assert not Forum.objects.exists()


def test_bappeda_notes_all_four_parts_by_one_button(world: World) -> None:
    assert "Siapkan keempat bagian" in world.client("bappeda").get(reverse("forum")).content.decode()
    answer = world.client("bappeda").post(reverse("forum-siapkan"), {"jenis": "terintegrasi"}, follow=True)
    html = answer.content.decode()
    assert "Sidang Kelompok Kelurahan Anggrek" in html
    assert "Sidang Pleno Penutupan Kecamatan Melati" in html
    assert "Siapkan keempat bagian" not in world.client("bappeda").get(reverse("forum")).content.decode()
    assert [offer.title for offer in offers(world.offices["lurah"], world.cycle)] == []


def test_a_meeting_is_held_on_its_pages(world: World) -> None:
    forum, client = rembuk(world), world.client("rw")

    def page(name: str) -> str:
        return str(client.get(reverse(name, args=[forum.number]), follow=True).content.decode())

    assert "Buka forum" in page("forum-satu")
    client.post(reverse("forum-buka", args=[forum.number]))
    assert "Keputusan rapat belum ditulis." in page("forum-satu")
    assert "tidak menetapkan urutan" in page("forum-urutan")
    address = reverse("forum-notulen", args=[forum.number])
    long = client.post(address, {"lines": "x" * 601}).content.decode()
    assert "Baris 1 terlalu panjang." in long
    client.post(address, {"lines": "Saluran didahulukan.\n\n  Lampu dicatat. "})
    assert [text for text, _ in points(forum)] == ["Saluran didahulukan.", "Lampu dicatat."]
    held(world, forum, "rw")
    assert "Kunci keputusan dan tutup forum" in page("forum-tutup")
    client.post(reverse("forum-tutup", args=[forum.number]))
    html = world.client("publik").get(reverse("hasil-forum-satu", args=[forum.number])).content.decode()
    assert "Saluran didahulukan." in html
    assert "Aminah" not in html
    assert "Rembuk RW 01" not in world.client("publik").get(reverse("hasil-forum")).content.decode()
    assert "Rembuk RW 01" in world.client("publik").get(f"{reverse('hasil-forum')}?jenis=rembuk").content.decode()


def test_a_forum_that_sends_nobody_on_has_no_page_of_delegates(world: World) -> None:
    forum = note(world, Kind.CITY)
    assert world.client("bappeda").get(reverse("forum-delegasi", args=[forum.number])).status_code == 404
    with pytest.raises(ValidationError, match="tidak memilih delegasi"):
        actions.delegating.elect(forum, PEOPLE, **act(world, "bappeda"))


def test_lists_ask_as_often_for_thirty_forums_as_for_three(world: World) -> None:
    group = world.groups["pkk"]

    def more(first: int, last: int) -> None:
        for n in range(first, last):
            one = type(group).objects.create(city=world.city, kind=group.kind, name=f"Lembaga {n}", region=group.region)
            note(world, Kind.REMBUK, "kelurahan", group=one, region=one.region, starts_at=NOW)

    doors = [
        (world.client("kelurahan"), reverse("forum")),
        (world.client("bappeda"), reverse("forum")),
        (world.client("publik"), f"{reverse('hasil-forum')}?jenis=rembuk"),
    ]
    more(0, 3)
    few = [queries(*door) for door in doors]
    more(3, 30)
    assert [queries(*door) for door in doors] == few


def test_the_page_of_the_parent_asks_as_often_for_many_parts(world: World) -> None:
    parent = found.plan_in_parts(world.cycle, **act(world, "bappeda"))
    address = reverse("forum-satu", args=[parent.number])
    many = queries(world.client("bappeda"), address)
    parent.parts.filter(kind__in=[Kind.GROUP, Kind.ENDING]).delete()
    assert queries(world.client("bappeda"), address) == many


def test_the_pages_of_an_open_kelurahan_forum_have_no_minutes_of_others(world: World) -> None:
    forum = opened(world)
    address = reverse("forum-notulen", args=[forum.number])
    assert "Ditulis sendiri saat forum ditutup" in world.client("lurah").get(address).content.decode()
    assert world.client("rw").get(address).status_code == 404
    assert "textarea" not in world.client("pendamping").get(address).content.decode()
