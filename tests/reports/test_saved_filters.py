import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from reports.models import SavedFilter
from reports.tables import saving
from tests.world import NOW, World

SAVE = "/kantor/laporan/wilayah/simpan/?kecamatan=99.01.01&tahap=kelurahan&page=3&lain=x"


def test_an_office_keeps_a_filter_opens_it_and_lets_it_go(world: World) -> None:
    client, other = world.client("bappeda"), world.client("camat")
    assert client.post(SAVE, {"nama": "  Melati  "}).status_code == 302
    saved = SavedFilter.objects.get()
    assert (saved.name, saved.query) == ("Melati", "tahap=kelurahan&kecamatan=99.01.01")
    index = client.get("/kantor/laporan/").content.decode()
    assert "Saringan tersimpan" in index
    assert f"/kantor/laporan/wilayah/?{saved.query.replace('&', '&amp;')}" in index
    assert "Melati</a>" in client.get("/kantor/laporan/wilayah/").content.decode()
    assert "Saringan tersimpan" not in other.get("/kantor/laporan/").content.decode()
    assert other.post(f"/kantor/laporan/saringan/{saved.pk}/hapus/").status_code == 404
    assert client.post(f"/kantor/laporan/saringan/{saved.pk}/hapus/").status_code == 302
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize(
    ("name", "sentence"), [("", "Tulis nama saringannya"), ("Melati", "sudah dipakai"), ("x" * 81, "paling banyak 80")]
)
def test_a_name_that_will_not_do_is_refused_and_kept(world: World, name: str, sentence: str) -> None:
    client = world.client("bappeda")
    client.post(SAVE, {"nama": "Melati"})
    page = client.post(SAVE, {"nama": name}).content.decode()
    assert sentence.lower() in page.lower()
    assert f'value="{name}"' in page or not name
    assert SavedFilter.objects.count() == 1


def test_the_fifty_first_is_refused(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saving, "MOST", 1)
    by = world.offices["bappeda"]
    saving.save_filter("wilayah", "Satu", QueryDict(""), by=by, at=NOW)
    with pytest.raises(ValidationError, match="Hapus satu"):
        saving.save_filter("wilayah", "Dua", QueryDict(""), by=by, at=NOW)
