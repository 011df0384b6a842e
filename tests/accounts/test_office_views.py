"""Pages about offices: who came in, cards in one answer, Ganti pemegang, each inside the own area."""

import re
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from accounts.models import LoginCode, Office, OfficeHolding, User
from accounts.permissions import allows
from accounts.roles import Role
from tests.accounts.test_office_sheets import row, sheet
from tests.admin_lists import same_queries
from tests.world import ROLE_ROWS, TODAY, World

BOARD = "/kantor/pengurus/99.01.01.1001/"
CODE = re.compile(r'kartu__kode">([a-z0-9-]+)<')


def page(client: Client, url: str, **data: Any) -> str:
    answer = client.post(url, data) if data else client.get(url)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def at(holding: OfficeHolding, end: str = "") -> str:
    return f"/kantor/jabatan/{holding.office_id}/{end}"


@pytest.mark.parametrize("row_name", ROLE_ROWS[1:])
def test_looking_after_one_office_and_finding_it_agree(world: World, row_name: str) -> None:
    world.add_office("rw_jauh", "Ketua RW 01 Kel. Anggrek", Role.RW, "anggrek_rw01", group=world.groups["anggrek_rw01"])
    holding = world.offices[row_name]
    found = set(Office.objects.managed_by(holding))
    allowed = {one for one in Office.objects.order_by("pk") if allows(holding, "accounts.manage_office", one)}
    assert found == allowed
    assert bool(found) == (holding.role in {Role.KEL, Role.KEC, Role.BAP})


def test_a_kecamatan_grants_no_bappeda_nor_its_own_role_nor_leaves_its_places(world: World) -> None:
    client, before = world.client("kecamatan"), OfficeHolding.objects.count()
    for target in ("bappeda", "camat", "kecamatan", "opd", "pendamping", "camat_tetangga"):
        data = {"name": "Orang Baru", "starts": str(TODAY), "status": "definitif", "follows": world.offices[target].pk}
        assert client.post(at(world.offices[target], "ganti/"), data).status_code == 404, target
        assert client.post(at(world.offices[target], "kartu/"), {"atur-ulang": "1"}).status_code == 404, target
    own = Office.objects.get(code="kecamatan")
    for office in (own, world.offices["rw"].office):
        data = {"code": office.code, "name": office.name, "role": "BAP", "region": world.city.pk, "city": world.city.pk}
        assert client.post(f"/admin/accounts/office/{office.pk}/change/", data).status_code == 403
        term = {"office": office.pk, "user": world.offices["kecamatan"].user_id, "starts": str(TODAY)}
        assert client.post("/admin/accounts/officeholding/add/", term).status_code == 403
    assert OfficeHolding.objects.count() == before
    assert {one.role for one in Office.objects.filter(code__in=["kecamatan", "rw"])} == {"KEC", "RW"}


def test_the_board_counts_who_came_in(world: World) -> None:
    user = world.offices["rw"].user
    user.set_password("gerobak-kuning-lima")
    user.save()
    text = page(world.client("kelurahan"), BOARD)
    assert "1 dari 4 jabatan sudah masuk, 3 belum." in text
    assert "Ketua RW 02 Kel. Mawar" in text
    assert "Lurah Mawar" not in text.split("<table")[1]
    assert "Lurah Mawar" in page(world.client("kecamatan"), BOARD)
    never = page(world.client("kelurahan"), f"{BOARD}?keadaan=belum").split("<table")[1]
    assert "Ketua RW 01" not in never
    assert "Ketua RW 02" in never
    assert "Ketua RW 01" in page(world.client("kelurahan"), f"{BOARD}?cari=pemegang+rw&keadaan=sudah")
    overview = page(world.client("bappeda"), "/kantor/pengurus/")
    assert "Kel. Mawar" in overview
    assert "Kec. Seroja" in overview


def test_cards_of_a_kelurahan_are_printed_once_by_rw_and_rt(world: World) -> None:
    client = world.client("kelurahan")
    answer = client.post(f"{BOARD}kartu/", {"siapa": "tanpa"})
    text = answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"
    names = re.findall(r'kartu__jabatan">([^<]+)<', text)
    assert names == [
        "PKK Pokja 2 Kel. Mawar",
        "Ketua RW 01 Kel. Mawar",
        "Ketua RT 01 RW 01 Kel. Mawar",
        "Ketua RW 02 Kel. Mawar",
    ]
    assert len(set(CODE.findall(text))) == 4
    assert text.count("<svg") >= 4
    for code in CODE.findall(text):
        assert code not in page(client, BOARD)
    again = client.post(f"{BOARD}kartu/", {"siapa": "tanpa"}, follow=True).content.decode()
    assert "Tidak ada kartu yang perlu dicetak" in again
    client.post(f"{BOARD}kartu/", {"siapa": "semua"})
    assert (LoginCode.objects.count(), LoginCode.objects.open().count()) == (8, 4)


def test_the_print_of_many_cards_takes_no_more_queries(world: World) -> None:
    def add(count: int) -> None:
        start = Office.objects.count()
        for n in range(start, start + count):
            world.add_office(f"o{n}", f"Ketua {n}", "RT", "rt01", group=world.groups["rt01"])

    class Poster:
        """Posts where the helper gets: the print is the answer to a form."""

        def __init__(self, client: Client) -> None:
            self.client = client

        def get(self, url: str) -> Any:
            return self.client.post(url, {"siapa": "semua"})

    same_queries(Poster(world.client("kelurahan")), f"{BOARD}kartu/", add)  # type: ignore[arg-type]
    same_queries(world.client("kelurahan"), BOARD, add)
    same_queries(world.client("bappeda"), "/kantor/pengurus/", add)


def test_one_card_and_a_new_start(world: World) -> None:
    client, rw = world.client("lurah"), world.offices["rw"]
    assert len(CODE.findall(client.post(at(rw, "kartu/")).content.decode())) == 1
    rw.user.set_password("gerobak-kuning-lima")
    rw.user.save()
    assert "Atur ulang dan cetak kartu" in page(client, at(rw))
    refused = client.post(at(rw, "kartu/"), follow=True).content.decode()
    assert "Pakai Atur ulang" in refused
    assert len(CODE.findall(client.post(at(rw, "kartu/"), {"atur-ulang": "1"}).content.decode())) == 1
    assert not User.objects.get(pk=rw.user_id).has_usable_password()


def test_ganti_pemegang_keeps_what_was_typed_and_the_terms(world: World) -> None:
    client, rw = world.client("kelurahan"), world.offices["rw"]
    data = {
        "name": "Ratna <svg>",
        "phone": "12",
        "starts": str(TODAY),
        "status": "plt",
        "follows": rw.pk,
        "decree": "SK 5",
    }
    wrong = page(client, at(rw, "ganti/"), **data)
    assert "Tulis nama orangnya saja" in wrong
    assert "8 sampai 15 angka" in wrong
    assert "Ratna &lt;svg&gt;" in wrong
    assert 'value="SK 5"' in wrong
    done = client.post(at(rw, "ganti/"), data | {"name": "Ratna Dewi", "phone": "0812 0000 0001"}, follow=True)
    text = done.content.decode()
    assert "Ketua RW 01 Kel. Mawar dipegang Ratna Dewi" in text
    assert text.count("Pemegang rw") == 1
    assert "Plt." in text
    stale = client.post(
        at(rw, "ganti/"), data | {"name": "Sari", "phone": "", "starts": str(TODAY + timedelta(days=2))}
    )
    assert "baru saja berganti" in stale.content.decode()


def test_what_a_head_signs_with_is_written_by_the_level_above(world: World) -> None:
    client, lurah = world.client("camat"), world.offices["lurah"]
    assert "Tanda tangan di dokumen" in page(client, at(lurah))
    wrong = page(client, at(lurah), rank="Penata (III/c)", nip="1980 0101")
    assert "NIP terdiri atas 18 angka." in wrong
    assert 'value="1980 0101"' in wrong
    data = {"rank": "Penata (III/c)", "nip": "19800101 200501 1 002"}
    assert client.post(at(lurah), data).status_code == 302
    lurah.refresh_from_db()
    assert (lurah.rank, lurah.nip, lurah.nip_said) == ("Penata (III/c)", "198001012005011002", data["nip"])
    assert "Tanda tangan di dokumen" not in page(client, at(world.offices["rw"]))
    assert world.client("lurah").post(at(lurah), data).status_code == 404


def test_a_sheet_is_checked_shown_and_written_on_the_page(world: World) -> None:
    client = world.client("kecamatan")
    form = page(client, "/kantor/impor/?jenis=jabatan")
    assert "Hanya untuk daftar usulan." not in form
    assert "Tidak perlu untuk jabatan." in form
    file = SimpleUploadedFile("rt.csv", sheet(row(nama="O'Neil & Anak"), row(kelurahan="Anggrek", rt="")))
    sent = client.post("/kantor/impor/", {"jenis": "jabatan", "berkas": file})
    assert sent.status_code == 302
    text = page(client, sent["Location"])
    assert "2 jabatan dibaca" in text
    assert "O&#x27;Neil &amp; Anak" in text
    assert "tidak ada di wilayah Anda" in text
    refused = client.get(f"{sent['Location']}ditolak.xlsx").content
    assert len(CalamineWorkbook.from_filelike(BytesIO(refused)).get_sheet_by_index(0).to_python()) == 2
    client.post(sent["Location"], {"lewati": "1"})
    assert OfficeHolding.objects.filter(user__name="O'Neil & Anak").count() == 1
    assert "nama" in client.get("/kantor/impor/contoh/jabatan.csv").content.decode("utf-8-sig")
