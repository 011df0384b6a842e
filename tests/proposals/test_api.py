"""The API of usulan: what is public, and nothing else."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from proposals import actions
from proposals.models import Proposal
from tests.world import NOW, ROLE_ROWS, World

PLANTED = ("Sumarni Rahasia", "081234567890", "3573012345678901", "0812-3456-7890")


def asked(client: Client, address: str = "", status: int = 200) -> Any:
    response = client.get(f"/api/usulan/{address}")
    assert response.status_code == status, response.content
    return response.json()


def test_a_sent_usulan_is_served_with_its_reason_and_whole_rupiah(world: World, client: Client) -> None:
    sent = world.sent(volume="118.5")
    actions.deciding.reject(
        sent,
        reason_code="lahan",
        reason="Lahan milik perorangan tanpa izin.",
        may_repeat=True,
        by=world.offices["kelurahan"],
        at=NOW,
        expected=None,
    )
    one = asked(client, f"{sent.number}/")
    assert (one["nomor"], one["status_umum"]) == (sent.number, "Tidak diterima")
    assert one["alasan"] == "Lahan milik perorangan tanpa izin."
    assert (one["volume"], one["biaya_diusulkan"]) == ("118.5", 43_252_500)
    assert one["kelurahan_kode"] == "99.01.01.1001"
    assert asked(client)["results"] == [one]


@pytest.mark.parametrize("row", ROLE_ROWS)
def test_drafts_and_withdrawn_usulan_are_served_to_nobody(world: World, row: str) -> None:
    world.draft()
    gone = world.sent()
    actions.sending.withdraw(gone, reason="Sudah dikerjakan sendiri", by=world.offices["rw"], at=NOW)
    client = world.client(row)
    assert asked(client)["count"] == 0
    asked(client, f"{gone.number}/", status=404)


def test_nothing_private_is_served(world: World, client: Client) -> None:
    name, phone, nik, spaced = PLANTED
    need = actions.needs.tell(
        world.cycle,
        region=world.regions["rt01"],
        problem=f"Gang tergenang, NIK saya {nik}, hubungi {spaced}",
        address=f"Gang 4, telepon {phone}",
        item=world.items["got"],
        teller_name=name,
        teller_phone=phone,
        submission_key=uuid4(),
        at=NOW,
    )
    draft = actions.needs.take_over(need, group=world.groups["rw01"], by=world.offices["rw"], at=NOW)
    Proposal.objects.filter(pk=draft.pk).update(
        status="diajukan", number="9901-2027-000009", submitted_at=NOW, reason=f"Hubungi {phone}"
    )
    said = str(asked(client)) + str(asked(client, "9901-2027-000009/"))
    assert [one for one in PLANTED if one in said] == []
    assert "ditutup" in said
    assert need.code not in said
    assert "Pemegang" not in said


def test_filters_cut_and_bad_ones_are_told_in_indonesian(world: World, client: Client) -> None:
    sent = world.sent()
    year = world.cycle.plan_year
    for good in (f"tahun={year}", "kelurahan=99.01.01.1001", "status=sedang-dibahas", "jenis=fisik", "q=gorong buntu"):
        assert asked(client, f"?{good}")["count"] == 1, good
    for other in ("kelurahan=99.01.01.1002", "status=selesai", "jenis=non_fisik", "q=jembatan"):
        assert asked(client, f"?{other}")["count"] == 0, other
    for bad, said in (
        ("tahun=abc", "tidak dikenal"),
        ("tahun=1999", "tidak dikenal"),
        ("kelurahan=1", "tidak dikenal"),
        ("status=draf", "tidak dikenal"),
        ("q=%00", "null"),
        (f"q={'x' * 101}", "100"),
        ("opd=99999999999999999999", "tidak dikenal"),
    ):
        assert said in str(asked(client, f"?{bad}", status=400)), bad
    asked(client, "?page=999999999", status=404)
    assert "Tidak ditemukan" in asked(client, "9901-2027-999999/", status=404)["detail"]
    assert asked(client, f"{sent.number}/")["rt_rw"] == "RW 01"


def test_pages_are_capped_and_the_number_of_queries_is_not_of_rows(
    world: World, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    world.send(*[world.draft() for _ in range(3)])
    with django_assert_num_queries(5):
        assert len(asked(client, "?page_size=1000000")["results"]) == 3
    world.send(*[world.draft(group="kelurahan", locations=[world.regions["rt01"]]) for _ in range(27)])
    with django_assert_num_queries(5):
        assert len(asked(client, "?page_size=1000000")["results"]) == 30
    assert len(asked(client, "?page_size=2")["results"]) == 2


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(world: World, method: str) -> None:
    sent = world.sent()
    for row in ("publik", "bappeda"):
        client = world.client(row)
        for address in ("/api/usulan/", f"/api/usulan/{sent.number}/"):
            answer = getattr(client, method)(address, {"status": "selesai"}, content_type="application/json")
            assert answer.status_code == 405, address
    sent.refresh_from_db()
    assert sent.status == "diajukan"


def test_the_schema_spoils_no_filter(world: World, client: Client) -> None:
    assert client.get("/api/skema/").status_code == 200
    assert "tidak dikenal" in str(asked(client, "?status=draf", status=400))
    assert asked(client, f"?tahun={world.cycle.plan_year}")["count"] == 0
