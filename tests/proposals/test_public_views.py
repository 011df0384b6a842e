"""What everybody reads of usulan: the list and its filter, the CSV, the page of one, and finding it by number."""

import csv
import gzip
from datetime import timedelta
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from proposals import actions
from proposals.actions.outcomes import ForumOutcome, record_outcomes
from proposals.models import Need, Proposal
from tests.permissions import said, table
from tests.world import NOW, TINY_JPEG, World

NIK, PHONE, NAME = "3573011234567890", "081234567890", "Budi Rahasia"


def text(response: Any) -> str:
    return str(response.content.decode())


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def reject(world: World, proposal: Proposal, **more: Any) -> None:
    fields: dict[str, Any] = {
        "reason_code": "lahan",
        "reason": "Lahan milik perorangan tanpa izin.",
        "may_repeat": True,
    }
    actions.deciding.reject(proposal, **(fields | more), by=world.offices["kelurahan"], at=NOW, expected=None)


def left_out(world: World, **numbers: Any) -> Proposal:
    """A usulan that the forum left below its pagu."""
    proposal = world.accepted(volume="50")
    sentence = "Belum terpilih karena pagu kelurahan tidak cukup."
    outcome = ForumOutcome(
        proposal, False, None, proposal.volume, proposal.amount, "pagu", "Sisa pagu tidak cukup.", numbers, sentence
    )
    record_outcomes(
        [outcome],
        level="kelurahan",
        forum_number="F-1",
        forum_label="Forum Musrenbang Kelurahan Mawar",
        round_code="R-1",
        by=world.offices["lurah"],
        at=NOW,
    )
    return Proposal.objects.for_list().get(pk=proposal.pk)


def test_the_list_shows_sent_usulan_with_status_and_reason(world: World, client: Client) -> None:
    refused, open_, draft = world.sent(), world.sent(group="pkk", item="pelatihan", volume="10"), world.draft()
    reject(world, refused)
    page = text(client.get("/usulan/"))
    assert "<b>2 usulan</b>" in page
    assert "Tidak diterima" in page
    assert "Lahan milik perorangan tanpa izin." in page
    assert "Dipegang Kelurahan Mawar." in page
    assert open_.number.replace("-", "\u2011") in page
    assert str(draft.public_id) not in page


def test_the_filter_cuts_by_each_of_its_words(world: World, client: Client) -> None:
    refused = world.sent(address="Gang Mangga")
    world.sent(group="pkk", item="pelatihan", volume="10")
    reject(world, refused)
    year, pu = world.cycle.plan_year, world.agencies["pu"].pk
    for query, count in (
        ("q=mangga", 1),
        (f"q={refused.number}", 1),
        (f"tahun={year}", 2),
        ("tahun=", 2),
        ("kecamatan=99.01.01", 2),
        ("kecamatan=99.01.02", 0),
        ("kelurahan=99.01.01.1001", 2),
        ("kecamatan=99.01.02&kelurahan=99.01.01.1001", 0),
        ("status=tidak-diterima", 1),
        ("status=tidak-diterima&status=sedang-dibahas", 2),
        ("jenis=fisik", 1),
        (f"opd={pu}", 0),
        (f"opd={world.agencies['kecamatan'].pk}", 2),
    ):
        assert f"<b>{count} usulan</b>" in text(client.get(f"/usulan/?{query}")), query


def test_each_filter_in_force_can_be_taken_away(world: World, client: Client) -> None:
    world.sent()
    page = text(client.get("/usulan/?kecamatan=99.01.01&kelurahan=99.01.01.1001&status=sedang-dibahas&page=1"))
    assert 'aria-label="Hapus saringan Kec. Melati"' in page
    assert f'href="?kecamatan=99.01.01&amp;status=sedang-dibahas&amp;tahun={world.cycle.plan_year}"' in page
    assert 'aria-label="Hapus saringan Sedang dibahas"' in page


@pytest.mark.parametrize(
    "query",
    [
        "tahun=abc",
        "tahun=1e9",
        "kecamatan=../..",
        "kelurahan=%00",
        "status=rahasia",
        "jenis=%F0%9F%92%A3",
        "opd=" + "9" * 30,
        "q=" + "a" * 101,
        "q=%00",
    ],
)
@pytest.mark.parametrize("address", ["/usulan/", "/usulan/unduh.csv"])
def test_a_filter_that_is_not_understood_is_told_in_indonesian(
    world: World, client: Client, query: str, address: str
) -> None:
    response = client.get(f"{address}?{query}")
    assert response.status_code == 400
    assert not any(word in text(response) for word in ("Select a valid", "Ensure this", "Null characters"))


@pytest.mark.parametrize("page", ["0", "2", "-1", "abc", "10" * 20])
def test_pages_that_do_not_exist_are_not_found(world: World, client: Client, page: str) -> None:
    world.sent()
    assert client.get(f"/usulan/?page={page}").status_code == 404


def test_the_csv_holds_the_filtered_list_and_no_formula(world: World, client: Client) -> None:
    world.sent(
        address='=HYPERLINK("http://evil/";"klik")', problem="+62 812 3456 7890 kata Pak RT, got buntu sejak lama"
    )
    world.sent(group="pkk", item="pelatihan", volume="10")
    response = client.get("/usulan/unduh.csv?jenis=fisik")
    content = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    head, row = csv.reader(StringIO(content), delimiter=";")
    line = dict(zip(head, row, strict=True))
    assert line["Alamat Lokasi"].startswith("'=HYPERLINK")
    assert line["Permasalahan"].startswith("[nomor telepon ditutup]")
    assert line["Volume"] == "120"
    assert line["Perkiraan Biaya (Rp)"] == "43800000"
    assert line["Status"] == "Sedang dibahas"


def test_a_page_tells_status_holder_decisions_and_life(world: World, client: Client) -> None:
    proposal = world.accepted()
    page = text(client.get(f"/usulan/{proposal.number}/"))
    for words in (
        "Sekarang dipegang",
        "Forum Musrenbang Kelurahan Mawar",
        "Keputusan per tingkat",
        "Operator Kel. Mawar",
        "Diusulkan RW 01, prioritas 1",
        "Rp\xa043.800.000",
        "<svg viewBox",
        'aria-current="step"',
    ):
        assert words in page, words


def test_what_was_left_out_says_how_much_lacks_and_what_would_help(world: World, client: Client) -> None:
    proposal = left_out(
        world, kode="CADANGAN", batas="pagu kelurahan", sisa=6_600_000, biaya=18_250_000, kurang=11_650_000
    )
    page = text(client.get(f"/usulan/{proposal.number}/"))
    assert "Mengapa belum masuk?" in page
    assert "Rp\xa011.650.000" in page
    assert "Sampai 18 m (Rp\xa06.570.000), usulan ini masuk dengan sisa pagu." in page
    assert "RW 01 dapat mengusulkannya lagi" in page


def test_a_full_quota_promises_no_smaller_volume(world: World, client: Client) -> None:
    proposal = left_out(world, kode="CADANGAN", batas="kuota daftar", terisi=10, maks=10)
    page = text(client.get(f"/usulan/{proposal.number}/"))
    assert "10 dari 10 terisi." in page
    assert "Volume lebih kecil" not in page


def test_refused_and_returned_say_why_and_until_when(world: World, client: Client) -> None:
    refused, back = world.sent(), world.sent(group="pkk", item="gerobak", volume="2", receiver="PKK")
    reject(world, refused)
    actions.deciding.send_back(
        back,
        reason_code="dokumen",
        reason="Foto hanya satu sisi.",
        due_at=NOW + timedelta(days=2),
        by=world.offices["kelurahan"],
        at=NOW,
        expected=None,
    )
    page = text(client.get(f"/usulan/{refused.number}/"))
    assert "Mengapa tidak diterima?" in page
    assert "Lahan milik perorangan tanpa izin." in page
    page = text(client.get(f"/usulan/{back.number}/"))
    assert "Apa yang perlu diperbaiki?" in page
    assert "Perbaiki sebelum" in page


def test_drafts_and_withdrawn_usulan_have_no_public_page(world: World, client: Client) -> None:
    withdrawn = world.sent()
    actions.sending.withdraw(withdrawn, reason="Sudah diperbaiki warga sendiri.", by=world.offices["rw"], at=NOW)
    assert client.get(f"/usulan/{withdrawn.number}/").status_code == 404
    assert client.get("/usulan/9901-2027-999999/").status_code == 404


def test_nothing_private_stands_on_any_public_page(world: World, client: Client) -> None:
    secret = f"Hubungi {PHONE}, NIK {NIK}, got buntu tiap hujan."
    need = actions.needs.tell(
        world.cycle,
        region=world.regions["rt01"],
        problem=secret,
        address=f"Rumah {PHONE}",
        wish=f"Got baru {PHONE}",
        teller_name=NAME,
        teller_phone=PHONE,
        photos=[ContentFile(TINY_JPEG, name="foto.jpg")],
        submission_key=None,
        at=NOW,
    )
    taken = actions.needs.take_over(need, group=world.groups["rw01"], by=world.offices["rw"], at=NOW)
    fields: dict[str, Any] = {
        "item": world.items["paving"],
        "volume": Decimal(30),
        "target_group": "Warga",
        "households": 4,
        "land_status": "fasum",
    }
    actions.drafting.change(taken, by=world.offices["rw"], at=NOW, title=f"Got {NIK}", **fields)
    sent = world.send(Proposal.objects.get(pk=taken.pk))
    reject(world, sent, reason=f"Lahan milik {NIK}, telepon {PHONE}.")
    pages = ["/", "/usulan/", f"/usulan/{sent.number}/", "/usulan/unduh.csv", "/api/usulan/", need.get_absolute_url()]
    for address in [*pages, f"/api/usulan/{sent.number}/"]:
        response = client.get(address)
        content = b"".join(response.streaming_content).decode() if response.streaming else text(response)  # type: ignore[attr-defined]
        assert response.status_code == 200
        shown = content.replace("Yang Anda sampaikan", "\0").partition("\0")[0]  # the resident's own words follow
        for private in (NIK, PHONE, NAME):
            assert private not in shown, (address, private)


def test_a_number_or_a_code_leads_to_its_page(world: World, client: Client) -> None:
    sent = world.sent()
    need = actions.needs.tell(
        world.cycle,
        region=world.regions["rt01"],
        problem="Lampu jalan padam sejak Lebaran.",
        address="Gang 4",
        wish="Lampu jalan",
        submission_key=None,
        at=NOW,
    )
    for typed, address in (
        (sent.number, sent.get_absolute_url()),
        (f" {sent.number.replace('-', ' ')} ", sent.get_absolute_url()),
        (sent.number.replace("-", ""), sent.get_absolute_url()),
        (need.code.upper(), need.get_absolute_url()),
        (f"{need.number} {need.code}", need.get_absolute_url()),
        (f"{need.code[:7]} {need.code[7:]}", need.get_absolute_url()),
    ):
        response = client.post("/lacak/", {"nomor": typed})
        assert (response.status_code, response.get("Location")) == (302, address), typed


@pytest.mark.parametrize("typed", ["", "9901-2027-999999", "halo", "K-9901-2027-000001", "x" * 200, "\0", "१२३४"])
def test_what_is_not_found_says_what_to_check(world: World, client: Client, typed: str) -> None:
    response = client.post("/lacak/", {"nomor": typed})
    assert response.status_code == 200
    assert "Belum ditemukan." in text(response)


def test_guessing_numbers_and_codes_is_slowed(world: World, client: Client) -> None:
    for _ in range(20):
        assert client.post("/lacak/", {"nomor": "9901-2027-999999"}).status_code == 200
    assert client.post("/lacak/", {"nomor": "9901-2027-999999"}).status_code == 429
    for number in range(20):
        assert client.get(f"/kebutuhan/aaaaaaaaaaaa{number:02d}/").status_code == 404
    assert client.get("/kebutuhan/aaaaaaaaaaaa99/").status_code == 403


def test_the_number_of_queries_is_not_of_rows(world: World, client: Client) -> None:
    def more(count: int) -> None:
        for _ in range(count):
            world.send(world.draft(group="pkk", item="pelatihan", volume="3"))

    first = world.accepted()
    more(2)
    page = f"/usulan/{first.number}/"
    few = {address: queries(client, address) for address in ("/usulan/", page)}
    more(27)
    assert {address: queries(client, address) for address in few} == few
    assert few["/usulan/"] <= 8
    assert few[page] <= 8


def test_the_first_load_is_light(world: World, client: Client) -> None:
    """HTML, style and scripts of a first visit stay under 60 KB as they travel; HTML alone under 20."""
    for _ in range(30):
        world.send(world.draft(group="pkk", item="pelatihan", volume="3"))
    one = Proposal.objects.public().first()
    assert one is not None
    for address in ("/", "/usulan/", one.get_absolute_url(), "/kebutuhan/baru/", "/jadwal/", "/kamus/", "/lacak/"):
        html = client.get(address).content
        names = [part.partition('"')[0] for part in html.decode().split('"/static/')[1:]]
        parts = [Path(str(finders.find(name))).read_bytes() for name in names]
        assert len(gzip.compress(html)) < 20_000
        assert len(gzip.compress(html)) + sum(len(gzip.compress(part)) for part in parts) < 60_000, address
    assert Path(str(finders.find("js/form.js"))).stat().st_size <= 7 * 1024


DOORS = {
    "daftar": "/usulan/",
    "csv": "/usulan/unduh.csv",
    "usulan": "/usulan/{number}/",
    "lacak": "/lacak/",
    "isi": "/kebutuhan/baru/1/",
    "terima": "/kebutuhan/{code}/",
    "asal": "/kebutuhan/2222222222222w/",
}
TABLE = """
                daftar csv    usulan lacak  isi    terima asal
    publik      boleh  boleh  boleh  boleh  boleh  boleh  404
    rt          boleh  boleh  boleh  boleh  boleh  boleh  404
    rw          boleh  boleh  boleh  boleh  boleh  boleh  404
    lembaga     boleh  boleh  boleh  boleh  boleh  boleh  404
    pendamping  boleh  boleh  boleh  boleh  boleh  boleh  404
    kelurahan   boleh  boleh  boleh  boleh  boleh  boleh  404
    lurah       boleh  boleh  boleh  boleh  boleh  boleh  404
    kecamatan   boleh  boleh  boleh  boleh  boleh  boleh  404
    camat       boleh  boleh  boleh  boleh  boleh  boleh  404
    opd         boleh  boleh  boleh  boleh  boleh  boleh  404
    kepala_opd  boleh  boleh  boleh  boleh  boleh  boleh  404
    mitra       boleh  boleh  boleh  boleh  boleh  boleh  404
    bappeda     boleh  boleh  boleh  boleh  boleh  boleh  404
    tapd        boleh  boleh  boleh  boleh  boleh  boleh  404
    dprd        boleh  boleh  boleh  boleh  boleh  boleh  404
    pimpinan    boleh  boleh  boleh  boleh  boleh  boleh  404
"""


def test_every_row_reads_the_public_pages(world: World) -> None:
    number = world.sent().number
    need: Need = actions.needs.tell(
        world.cycle,
        region=world.regions["rt01"],
        problem="Lampu jalan padam sejak Lebaran.",
        address="Gang 4",
        wish="Lampu jalan",
        submission_key=None,
        at=NOW,
    )
    for row, door, word in table(TABLE):
        response = world.client(row).get(DOORS[door].format(number=number, code=need.code))
        if response.streaming:
            b"".join(response.streaming_content)  # type: ignore[attr-defined]
        assert said(response) == word, (row, door)
