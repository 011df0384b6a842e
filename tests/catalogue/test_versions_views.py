"""The officials' pages of the versions of the kamus."""

import pytest
from django.db.models import F
from django.urls import reverse

from catalogue.actions import versions
from catalogue.models import KamusItem, KamusRule, KamusVersion
from regions.models import Region
from tests.admin_lists import same_queries
from tests.permissions import said, table
from tests.world import NOW, World

STEP = """
                kita  lain
    publik      masuk masuk
    rt          tidak 404
    rw          tidak 404
    lembaga     tidak 404
    pendamping  tidak 404
    kelurahan   tidak 404
    lurah       tidak 404
    kecamatan   tidak 404
    camat       tidak 404
    opd         tidak 404
    kepala_opd  tidak 404
    mitra       tidak 404
    bappeda     boleh 404
    tapd        tidak 404
    dprd        tidak 404
    pimpinan    tidak 404
"""


def kamus(world: World) -> KamusVersion:
    assert world.cycle.kamus is not None
    return KamusVersion.objects.get(pk=world.cycle.kamus.pk)


@pytest.mark.parametrize(("row", "door", "word"), table(STEP))
def test_who_moves_a_version_on(world: World, row: str, door: str, word: str) -> None:
    city = Region.objects.create(code="98.01", name="Kota Lain", type="kota")
    foreign = KamusVersion.objects.create(city=city, plan_year=2030, status="terbit")
    version = kamus(world) if door == "kita" else foreign
    answer = world.client(row).post(reverse("kamus-langkah", args=[version.pk]), {"langkah": "kunci"})
    assert said(answer) == word
    version.refresh_from_db()
    assert (version.status == "terkunci") is (word == "boleh")


def test_bappeda_leads_a_kamus_through_its_life_on_the_page(world: World) -> None:
    client, version = world.client("bappeda"), kamus(world)
    url = reverse("kamus-langkah", args=[version.pk])
    page = client.post(url, {"langkah": "kunci"}, follow=True).content.decode()
    assert f"Kamus {version.plan_year} terkunci." in page
    page = client.post(url, {"langkah": "buka", "alasan": "salah"}).content.decode()
    assert "Tulis alasan membuka kunci paling sedikit 10 huruf." in page
    assert 'value="salah"' in page
    page = client.post(url, {"langkah": "buka", "alasan": "Harga belum dibetulkan."}, follow=True).content.decode()
    assert f"Kunci kamus {version.plan_year} terbuka." in page
    page = client.post(url, {"langkah": "lanjut"}, follow=True).content.decode()
    assert f"Draf kamus {version.plan_year + 1} siap disunting." in page
    made = KamusVersion.objects.get(plan_year=version.plan_year + 1)
    url = reverse("kamus-langkah", args=[made.pk])
    KamusRule.objects.create(item=made.items.get(name=world.items["got"].name), kind="lahan")
    assert "Pilih paling sedikit satu status lahan." in client.get(reverse("kamus-versi")).content.decode()
    refused = client.post(url, {"langkah": "terbit"})
    assert "Langkah ini belum dapat dilakukan." in refused.content.decode()
    assert "Pilih langkah" in client.post(url, {"langkah": "hapus"}).content.decode()
    assert client.get(url).status_code == 405
    made.refresh_from_db()
    assert made.status == "draf"


def test_others_read_the_versions_without_buttons(world: World) -> None:
    page = world.client("rw").get(reverse("kamus-versi")).content.decode()
    assert "Terbit" in page
    assert "<button class" not in page.partition("<main")[2].partition("</main>")[0]


def test_any_official_reads_what_changed(world: World) -> None:
    client = world.client("rt")
    assert "Belum ada dua kamus" in client.get(reverse("kamus-banding")).content.decode()
    made = versions.open_next(kamus(world), by=None, at=NOW)
    got = made.items.get(name=world.items["got"].name)
    KamusItem.objects.filter(pk=got.pk).update(unit_price=F("unit_price") * 2)
    KamusItem.objects.filter(version=made).exclude(pk=got.pk).update(note="Baru")
    page = client.get(reverse("kamus-banding"))
    assert [one.new.name for one in page.context["found"].dearer] == [got.name]
    assert "(100 %)" in page.content.decode()
    back = client.get(reverse("kamus-banding"), {"dari": made.pk, "ke": kamus(world).pk})
    assert [one.new.name for one in back.context["found"].cheaper] == [got.name]
    assert "Versi kamus ini tidak ada." in client.get(reverse("kamus-banding"), {"ke": 0}).content.decode()


@pytest.mark.parametrize("name", ["kamus-versi", "kamus-banding"])
def test_the_pages_take_the_same_queries_for_more_items(world: World, name: str) -> None:
    client, version = world.client("bappeda"), kamus(world)
    made = versions.open_next(version, by=None, at=NOW)

    def add(count: int) -> None:
        for one in (version, made):
            first = one.items.order_by("pk").first()
            assert first is not None
            for n in range(count):
                item = KamusItem.objects.create(
                    version=one,
                    agency=first.agency,
                    subactivity=first.subactivity,
                    number=100 * count + n,
                    name=f"Item {count} {n}",
                    unit="m",
                    unit_price=1000 + one.plan_year,
                    kind="fisik",
                    sector="sarpras",
                )
                KamusRule.objects.create(item=item, kind="survei", other_item=first)

    same_queries(client, reverse(name), add)
