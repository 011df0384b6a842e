"""Staff write for a group: both are recorded."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from proposals.models import Proposal
from tests.world import TINY_JPEG, World, key

GOT = {
    "volume": "120",
    "problem": "Got buntu dan air masuk rumah tiap hujan.",
    "address": "Gang 4",
    "target_group": "Warga RT 01",
    "households": "40",
    "land_status": "aset_pemkot",
}


def page(world: World, row: str, url: str, **data: Any) -> Any:
    return world.client(row).get(url, data)


def text(response: Any) -> str:
    return str(response.content.decode())


def group_url(world: World, name: str = "kelompok-satu", group: str = "rw01") -> str:
    return reverse(name, args=[world.groups[group].pk])


def test_staff_write_for_a_group_and_both_are_recorded(world: World) -> None:
    picture = SimpleUploadedFile("a.jpg", TINY_JPEG, content_type="image/jpeg")
    data = {"item": world.items["got"].pk, **GOT, "submission_key": key(), "photos": picture}
    world.client("kelurahan").post(group_url(world, "kelompok-baru", "rw02"), data)
    draft = Proposal.objects.get()
    assert (draft.group, draft.entered_by) == (world.groups["rw02"], world.offices["kelurahan"])
    world.client("kelurahan").post(group_url(world, "kirim", "rw02"), {"usulan": [str(draft.public_id)]})
    draft.refresh_from_db()
    assert draft.submitted_by == world.offices["kelurahan"]


def test_a_companion_writes_but_does_not_send(world: World) -> None:
    data = {"item": world.items["got"].pk, **GOT, "submission_key": key()}
    world.client("pendamping").post(group_url(world, "kelompok-baru"), data)
    assert Proposal.objects.count() == 1
    assert page(world, "pendamping", group_url(world, "kirim")).status_code == 403
    assert "Ketua kelompok atau kelurahan yang mengirim." in text(
        page(world, "pendamping", group_url(world, "urutkan"))
    )


def test_a_kelurahan_adds_a_lembaga_once(world: World) -> None:
    client, url = world.client("kelurahan"), reverse("usulan-atas-nama")
    first = client.post(url, {"name": "Karang Taruna Mawar", "kind": "lembaga"})
    second = client.post(url, {"name": "karang taruna mawar", "kind": "lembaga"})
    assert first["Location"] == second["Location"]
    assert "paling sedikit 3 huruf" in text(client.post(url, {"name": "x", "kind": "lembaga"}))
    assert "Tambah lembaga" not in text(page(world, "pendamping", url))


def test_a_kecamatan_cuts_the_groups_by_kelurahan(world: World) -> None:
    said = text(page(world, "kecamatan", reverse("usulan-atas-nama"), kelurahan="99.01.01.1002", jenis="rw"))
    assert said.count("Tulis usulan</a>") == 1
