"""The pages of tindak lanjut: the tabs of each office, what is ticked goes on, refusals keep what was typed."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from proposals.actions.stages import set_ceiling
from proposals.models import Confirmation, PlanLine, WorkReport
from proposals.statuses import Status
from tests.counting import queries
from tests.proposals.after import agreed, budgeted, built, priority, recommended
from tests.proposals.on_desk import TODAY, fresh
from tests.world import NOW, TINY_JPEG, World

LIST = "/kantor/tindak-lanjut/"
S = Status


def page(number: str, more: str = "") -> str:
    return f"{LIST}{number}/{more}"


@pytest.mark.parametrize(
    ("row", "tabs"),
    [
        ("opd", ["rekomendasi", "forum-pd", "kerja", "selesai"]),
        ("camat", ["rekomendasi", "forum-pd", "kerja", "selesai"]),
        ("mitra", ["mitra"]),
        ("tapd", ["tapd"]),
        ("bappeda", ["mitra", "rkpd", "apbd", "kerja", "selesai"]),
    ],
)
def test_each_office_sees_its_tabs(world: World, row: str, tabs: list[str]) -> None:
    response = world.client(row).get(LIST)
    assert [tab[0] for tab in response.context["tabs"]] == tabs


def test_what_is_ticked_goes_on_as_it_stands(world: World) -> None:
    one, two, other = priority(world), priority(world), priority(world)
    client = world.client("opd")
    refused = client.post(LIST, {})
    assert "Centang paling sedikit satu usulan." in refused.text
    response = client.post(LIST, {"usulan": [one.number, two.number]}, follow=True)
    assert "2 usulan direkomendasikan." in response.text
    assert other.number in response.text
    assert one.number not in response.text
    world.client("mitra").post(LIST, {"usulan": [one.number]})
    assert (fresh(one).status, fresh(two).status) == (S.RECOMMENDED, S.PRIORITY_KEC)


def test_a_paper_is_asked_for_its_number_and_keeps_what_was_ticked(world: World) -> None:
    proposal, client = agreed(world), world.client("bappeda")
    refused = client.post(f"{LIST}?tab=rkpd", {"usulan": [proposal.number], "number": "", "dated": f"{TODAY}"})
    assert "Isi nomor dokumennya" in refused.text
    assert f'value="{proposal.number}" checked' in refused.text
    client.post(f"{LIST}?tab=rkpd", {"usulan": [proposal.number], "number": "26 Tahun 2026", "dated": f"{TODAY}"})
    assert PlanLine.objects.get().proposal == proposal


def test_an_agency_sees_its_pagu_and_is_stopped_by_it(world: World) -> None:
    proposal = recommended(world)
    limit: dict[str, Any] = {"region": world.city, "agency": world.agencies["pu"], "by": world.offices["bappeda"]}
    set_ceiling(world.cycle, amount=1_000_000, at=NOW, **limit)
    client = world.client("opd")
    assert "sisa Rp\N{NO-BREAK SPACE}1.000.000" in client.get(f"{LIST}?tab=forum-pd").text
    refused = client.post(f"{LIST}?tab=forum-pd", {"usulan": [proposal.number]})
    assert "terlampaui" in refused.text
    assert fresh(proposal).status == S.RECOMMENDED


def test_one_usulan_is_changed_with_a_reason_and_a_refusal_keeps_what_was_typed(world: World) -> None:
    proposal, client = priority(world), world.client("opd")
    said = {"outcome": "diterima_ubah", "volume": "50", "amount": "24.000.000", "version": proposal.version}
    refused = client.post(page(proposal.number), said)
    assert "Tulis alasan perubahannya" in refused.text
    assert 'value="50"' in refused.text
    client.post(page(proposal.number), said | {"reason": "Sebagian sudah dipaving warga."})
    assert (fresh(proposal).current_volume, fresh(proposal).current_amount) == (Decimal(50), 10_000_000)
    assert world.client("tapd").post(page(proposal.number), said).status_code == 403


def test_bappeda_cancels_what_is_planned_and_nothing_else(world: World) -> None:
    proposal, client = budgeted(world), world.client("bappeda")
    why = {"aksi": "batal", "batal-reason_code": "lahan", "batal-reason": "Pemilik menarik izinnya."}
    assert "Pilih alasan dari daftar." in client.post(page(proposal.number), {"aksi": "batal"}).text
    client.post(page(proposal.number), why)
    assert fresh(proposal).status == S.CANCELLED
    assert client.post(page(agreed(world).number), why).status_code == 403


def test_the_work_is_reported_handed_over_and_confirmed(world: World) -> None:
    proposal, client = budgeted(world), world.client("opd")
    address = page(proposal.number, "pekerjaan/")
    wrong = client.post(address, {"aksi": "lapor", "lapor-percent": "100", "lapor-note": "Sudah selesai semua"})
    assert "Isi angka 0 sampai 99." in wrong.text
    assert "Sudah selesai semua" in wrong.text
    assert client.post(address, {"aksi": "serah"}).status_code == 403, "not before it has begun"
    photo = SimpleUploadedFile("kerja.jpg", TINY_JPEG, "image/jpeg")
    client.post(address, {"aksi": "lapor", "lapor-percent": "40", "lapor-photos": photo})
    done = {"serah-final_cost": "23.000.000", "serah-handover": "027/BAST/1", "serah-handover_on": f"{TODAY}"}
    paper = SimpleUploadedFile("bast.pdf", b"%PDF-1.4 %%EOF", "application/pdf")
    client.post(address, {"aksi": "serah", **done, "serah-paper": paper})
    assert WorkReport.objects.get(is_done=True).paper is not None
    public = world.client("publik").get(f"/usulan/{proposal.number}/")
    assert "027/BAST/1" in public.text
    picture = WorkReport.objects.get(number=1).photos.get()
    shown: Any = world.client("publik").get(picture.get_absolute_url())
    assert b"".join(shown.streaming_content)[:2] == b"\xff\xd8"
    result = f"/usulan/{proposal.number}/hasil/"
    assert "Tulis apa yang tidak sesuai" in world.client("rw").post(result, {"verdict": "tidak_sesuai"}).text
    world.client("rw").post(result, {"verdict": "tidak_sesuai", "text": "Salurannya bocor lagi."})
    client.post(address, {"aksi": "jawab", "jawab-answer": "Diperbaiki minggu ini."})
    assert Confirmation.objects.get().answer == "Diperbaiki minggu ini."
    assert "Diperbaiki minggu ini." in world.client("publik").get(f"/usulan/{proposal.number}/").text


def test_queries_of_list_and_pages_do_not_grow(world: World) -> None:
    client = world.client("opd")
    first = built(world)
    pages = (f"{LIST}?tab=selesai", page(first.number), page(first.number, "pekerjaan/"), f"/usulan/{first.number}/")
    few = [queries(client, address) for address in pages]
    for _ in range(4):
        built(world)
    assert [queries(client, address) for address in pages] == few
