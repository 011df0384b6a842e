from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from proposals.models import Ceiling, Cycle, Event, Quota, Stage, StageWindow
from tests.counting import queries
from tests.permissions import said, table
from tests.world import NOW, World

TAHAPAN, BARU, BATAS = "/kantor/tahapan/", "/kantor/tahapan/siklus-baru/", "/kantor/batas/"


def stage(world: World, kind: str = "kelurahan") -> Stage:
    return Stage.objects.get(cycle=world.cycle, kind=kind)


def address(world: World, act: str, kind: str = "kelurahan") -> str:
    return f"{TAHAPAN}{stage(world, kind).pk}/{act}/"


def typed(moment: Any) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"


TABLE = """
                tahapan tutup  siklus batas
    publik      masuk   masuk  masuk  masuk
    rt          tidak   tidak  tidak  tidak
    rw          tidak   tidak  tidak  tidak
    lembaga     tidak   tidak  tidak  tidak
    pendamping  tidak   tidak  tidak  tidak
    kelurahan   tidak   tidak  tidak  tidak
    lurah       tidak   tidak  tidak  tidak
    kecamatan   tidak   tidak  tidak  tidak
    camat       tidak   tidak  tidak  tidak
    opd         tidak   tidak  tidak  tidak
    kepala_opd  tidak   tidak  tidak  tidak
    mitra       tidak   tidak  tidak  tidak
    bappeda     boleh   boleh  boleh  boleh
    tapd        tidak   tidak  tidak  tidak
    dprd        tidak   tidak  tidak  tidak
    pimpinan    tidak   tidak  tidak  tidak
"""


@pytest.mark.parametrize(("row", "door", "word"), table(TABLE))
def test_only_bappeda_moves_the_calendar_and_the_limits(world: World, row: str, door: str, word: str) -> None:
    client = world.client(row)
    urls = {"tahapan": TAHAPAN, "tutup": address(world, "tutup"), "siklus": BARU, "batas": BATAS}
    assert said(client.get(urls[door])) == word
    if word != "boleh":
        assert said(client.post(urls[door], {"reason": "Alasan yang cukup panjang"})) in {word, "status 405"}
        assert stage(world).closed_at is None


def test_the_page_shows_each_stage_with_its_state_and_areas(world: World) -> None:
    Stage.objects.filter(kind="kecamatan").update(opens_at=NOW + timedelta(days=2), closes_at=NOW + timedelta(days=9))
    Stage.objects.filter(kind="rembuk").update(closes_at=NOW - timedelta(days=1))
    client = world.client("bappeda")
    client.post(
        address(world, "perpanjang", "rembuk"),
        {
            "region": world.regions["mawar"].code,
            "closes_at": typed(NOW + timedelta(days=3)),
            "reason": "Kelurahan Mawar kebanjiran.",
        },
    )
    states = {one.stage.kind: one for one in client.get(TAHAPAN).context["stages"]}
    assert [states[kind].state for kind in ("rembuk", "kelurahan", "kecamatan")] == ["tutup", "buka", "nanti"]
    [area] = states["rembuk"].areas
    assert (area.window.region.name, area.word, area.window.reason) == (
        "Mawar",
        "Sedang dibuka",
        "Kelurahan Mawar kebanjiran.",
    )
    assert states["rembuk"].last is not None
    assert states["rembuk"].last.holding == world.offices["bappeda"]
    page = client.get(TAHAPAN).content.decode()
    assert "Kelurahan Mawar kebanjiran." in page
    assert "Belum dibuka" in page


def test_closing_asks_for_a_reason_and_keeps_what_was_typed(world: World) -> None:
    client = world.client("bappeda")
    page = client.post(address(world, "tutup"), {"reason": "singkat"})
    assert page.status_code == 200
    assert "paling sedikit 10 huruf" in page.content.decode()
    assert ">singkat<" in page.content.decode().replace("\n", "")
    assert stage(world).closed_at is None

    done = client.post(address(world, "tutup"), {"reason": "Semua kelurahan sudah selesai."})
    assert done.status_code == 302
    assert stage(world).closed_at is not None
    event = Event.objects.get(kind="tahap_ditutup")
    assert (event.holding, event.body["reason"]) == (world.offices["bappeda"], "Semua kelurahan sudah selesai.")


def test_opening_early_works_and_a_stage_that_is_over_must_be_extended(world: World) -> None:
    client = world.client("bappeda")
    Stage.objects.filter(kind="kecamatan").update(opens_at=NOW + timedelta(days=2), closes_at=NOW + timedelta(days=9))
    assert client.post(address(world, "buka", "kecamatan"), {"reason": "Forum dimajukan camat."}).status_code == 302
    assert stage(world, "kecamatan").is_open(timezone.now())

    Stage.objects.filter(kind="kelurahan").update(closes_at=NOW - timedelta(hours=1))
    page = client.post(address(world, "buka"), {"reason": "Masih ada yang kurang."})
    assert "Perpanjang tahapnya" in page.content.decode()


def test_extending_needs_a_later_time_and_a_place_of_this_city(world: World) -> None:
    client = world.client("bappeda")
    data = {"region": "", "closes_at": typed(NOW - timedelta(days=1)), "reason": "Dua kelurahan belum selesai."}
    assert "harus sesudah sekarang" in client.post(address(world, "perpanjang"), data).content.decode()
    foreign = client.post(address(world, "perpanjang"), data | {"region": "35.73.02"})
    assert "region" in foreign.context["form"].errors
    assert not StageWindow.objects.exists()

    later = NOW + timedelta(days=30)
    assert client.post(address(world, "perpanjang"), data | {"closes_at": typed(later)}).status_code == 302
    assert stage(world).closes_at.replace(second=0) == later.replace(second=0)


def test_a_schedule_runs_forward_and_reads_a_typed_day(world: World) -> None:
    client = world.client("bappeda")
    wrong = client.post(address(world, "jadwal"), {"opens_at": "10/1/2027 08.00", "closes_at": "9/1/2027 16.00"})
    assert "Waktu tutup harus sesudah waktu buka." in wrong.content.decode()
    assert "9/1/2027 16.00" in wrong.content.decode()
    odd = client.post(address(world, "jadwal"), {"opens_at": "besok", "closes_at": ""})
    assert {"opens_at", "closes_at"} <= set(odd.context["form"].errors)
    done = client.post(address(world, "jadwal"), {"opens_at": "10/1/2027 08.00", "closes_at": "12/1/2027 16.00"})
    assert done.status_code == 302
    assert f"{timezone.localtime(stage(world).closes_at):%d/%m/%Y %H.%M}" == "12/01/2027 16.00"


def test_an_unknown_act_or_stage_is_not_found(world: World) -> None:
    client = world.client("bappeda")
    assert client.get(f"{TAHAPAN}{stage(world).pk}/hapus/").status_code == 404
    assert client.get(f"{TAHAPAN}999999/tutup/").status_code == 404
    assert client.get(f"{TAHAPAN}?siklus=1999").status_code == 404


def test_a_new_cycle_is_copied_and_shown(world: World) -> None:
    client = world.client("bappeda")
    page = client.get(BARU)
    assert {label.split()[0]: count for label, count in page.context["copied"]}["tahap"] == 8
    year = world.cycle.held_year + 1
    done = client.post(BARU, {"held_year": year, "plan_year": year + 1, "kamus": ""})
    assert done["Location"] == f"{TAHAPAN}?siklus={year + 1}"
    cycle = Cycle.objects.get(held_year=year)
    assert (cycle.stages.count(), cycle.quotas.count(), cycle.ceilings.count()) == (8, 4, 3)
    assert cycle.stages.get(kind="rembuk").opens_at.year == stage(world, "rembuk").opens_at.year + 1
    shown = client.get(done["Location"])
    assert shown.context["cycle"] == cycle

    twice = client.post(BARU, {"held_year": year, "plan_year": year + 1})
    assert "sudah ada" in twice.content.decode()
    assert client.post(BARU, {"held_year": 1, "plan_year": ""}).context["form"].errors.keys() == {
        "held_year",
        "plan_year",
    }


def test_pagu_is_typed_as_people_write_it_and_only_changes_are_saved(world: World) -> None:
    client = world.client("bappeda")
    melati, mawar, kenanga = (world.regions[name] for name in ("melati", "mawar", "kenanga"))
    url = f"{BATAS}?kecamatan={melati.code}"
    page = client.get(url).content.decode()
    assert 'value="300.000.000"' in page
    assert "Jumlah pagu kelurahan Rp\u00a0600.000.000" in page
    data = {
        "bagian": "pagu",
        f"pagu-{melati.code}-": "500.000.000",
        f"pagu-{mawar.code}-": "Rp 350.000.000,00",
        f"pagu-{mawar.code}-SARPRAS": "200000000",
        f"pagu-{kenanga.code}-": "300000000",
    }
    assert client.post(url, data).status_code == 302
    found = {(one.region.name, one.list_kind): one.amount for one in Ceiling.objects.select_related("region")}
    assert found[("Mawar", "")] == 350_000_000
    assert found[("Mawar", "SARPRAS")] == 200_000_000
    assert Event.objects.filter(kind="batas_diatur").count() == 2


@pytest.mark.parametrize("wrong", ["0", "-5", "dua juta", "1.2.3", "99999999999999", "1,5"])
def test_a_wrong_pagu_is_refused_kept_and_nothing_saved(world: World, wrong: str) -> None:
    client = world.client("bappeda")
    melati, seroja = world.regions["melati"], world.regions["seroja"]
    page = client.post(BATAS, {"bagian": "pagu", f"pagu-{melati.code}-": wrong, f"pagu-{seroja.code}-": "700.000.000"})
    assert page.status_code == 200
    assert f"pagu-{melati.code}-" in page.context["ceilings"].errors
    assert f'value="{wrong}"' in page.content.decode()
    assert not Ceiling.objects.filter(region=seroja).exists()


def test_a_pagu_that_is_set_cannot_be_emptied(world: World) -> None:
    page = world.client("bappeda").post(BATAS, {"bagian": "pagu", f"pagu-{world.regions['melati'].code}-": ""})
    assert "tidak dapat dikosongkan" in page.content.decode()


def test_quotas_are_changed_in_the_table_and_added_below(world: World) -> None:
    client = world.client("bappeda")
    quotas = {quota.per: quota for quota in Quota.objects.all()}
    data = {"bagian": "kuota"} | {f"kuota-{one.pk}": str(one.maximum) for one in quotas.values()}
    assert client.post(BATAS, data | {f"kuota-{quotas['kelompok'].pk}": "7"}).status_code == 302
    assert Quota.objects.get(pk=quotas["kelompok"].pk).maximum == 7
    assert Event.objects.filter(kind="batas_diatur").count() == 1
    wrong = client.post(BATAS, data | {f"kuota-{quotas['daftar'].pk}": "0"})
    assert wrong.context["table"].errors

    new = {
        "bagian": "kuota-baru",
        "baru-per": "daftar",
        "baru-list_kind": "LK",
        "baru-region": world.regions["kenanga"].code,
        "baru-maximum": "4",
    }
    assert client.post(BATAS, new).status_code == 302
    made = Quota.objects.get(list_kind="LK")
    assert (made.per, made.region, made.maximum) == ("daftar", world.regions["kenanga"], 4)
    unread = client.post(BATAS, new | {"baru-per": "forum"})
    assert "Jenis daftar hanya untuk" in unread.context["new"].errors["list_kind"][0]
    assert client.post(BATAS, new | {"baru-maximum": "", "baru-region": "35.73"}).context["new"].errors.keys() == {
        "maximum",
        "region",
    }


def test_a_city_without_a_cycle_is_told_what_to_do(world: World) -> None:
    Cycle.objects.all().delete()
    client = world.client("bappeda")
    for url in (TAHAPAN, BARU, BATAS):
        assert "siklus" in client.get(url).content.decode()


def test_many_area_windows_take_no_more_queries(world: World) -> None:
    client = world.client("bappeda")

    def windows(number: int) -> int:
        for n in range(number):
            StageWindow.objects.create(
                stage=stage(world),
                region=world.regions[("mawar", "kenanga", "anggrek")[n % 3]],
                opens_at=NOW,
                closes_at=NOW + timedelta(days=n + 1),
                reason="Alasan panjang.",
                set_at=NOW,
            )
        with CaptureQueriesContext(connection) as found:
            assert client.get(TAHAPAN).status_code == 200
        return len(found)

    assert windows(3) == windows(27)


def test_the_page_of_limits_takes_as_many_queries_for_more_rows(world: World) -> None:
    client = world.client("bappeda")

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(f"{BATAS}?kecamatan={world.regions['melati'].code}").status_code == 200
        return len(found)

    few = queries()
    for n in range(30):
        Quota.objects.create(cycle=world.cycle, per="daftar", list_kind=f"D{n}", maximum=n + 1)
    assert queries() == few


def test_the_pagu_of_an_agency_is_set_shown_with_what_is_left_and_refused_when_wrong(world: World) -> None:
    client, agency = world.client("bappeda"), world.agencies["pu"]
    sent = {"bagian": "pagu-opd", "agency": agency.pk, "amount": "0"}
    assert "Pagu harus lebih dari Rp 0" in client.post(BATAS, sent).text
    client.post(BATAS, sent | {"amount": "2.500.000.000"})
    assert Ceiling.objects.get(agency=agency).amount == 2_500_000_000
    page = client.get(BATAS)
    assert [(one.agency, room.left) for one, room in page.context["agency_ceilings"]] == [(agency, 2_500_000_000)]
    count = queries(client, BATAS)
    client.post(BATAS, sent | {"agency": world.agencies["kecamatan"].pk, "amount": "1.000.000.000"})
    assert queries(client, BATAS) == count
