import pytest

from catalogue.models import Agency, KamusItem, KamusVersion, Nomenclature
from regions.models import Region
from tests.admin_lists import address, registered, same_queries, shown
from tests.permissions import said, table
from tests.world import ROLE_ROWS, World

MODELS = {"item": KamusItem, "opd": Agency, "versi": KamusVersion, "nomenklatur": Nomenclature}
CHANGE = """
                item  milik_pu tambah
    publik      masuk masuk    masuk
    rt          tidak tidak    tidak
    rw          tidak tidak    tidak
    lembaga     tidak tidak    tidak
    pendamping  tidak tidak    tidak
    kelurahan   tidak tidak    tidak
    lurah       tidak tidak    tidak
    kecamatan   tidak tidak    tidak
    camat       tidak tidak    tidak
    opd         tidak boleh    tidak
    kepala_opd  tidak boleh    tidak
    mitra       tidak tidak    tidak
    bappeda     boleh boleh    boleh
    tapd        tidak tidak    tidak
    dprd        tidak tidak    tidak
    pimpinan    tidak tidak    tidak
"""
REASON = "Harga menurut standar satuan terbaru."


def typed(item: KamusItem, **changes: object) -> dict[str, object]:
    data = {
        "version": item.version_id,
        "agency": item.agency_id,
        "subactivity": item.subactivity_id,
        "number": item.number,
        "name": item.name,
        "unit": item.unit,
        "unit_price": item.unit_price,
        "note": item.note,
        "kind": item.kind,
        "sector": item.sector,
        "list_kind": item.list_kind,
        "is_active": "on",
        "change_reason": REASON,
    }
    return data | changes


@pytest.mark.parametrize("row", ROLE_ROWS)
@pytest.mark.parametrize("model", MODELS.values())
def test_every_office_reads_the_kamus(world: World, row: str, model: type) -> None:
    assert said(world.client(row).get(address(model))) == ("masuk" if row == "publik" else "boleh")


def test_the_tables_have_every_list() -> None:
    assert set(registered("catalogue")) == set(MODELS.values())


@pytest.mark.parametrize(("row", "door", "word"), table(CHANGE))
def test_who_changes_an_item(world: World, row: str, door: str, word: str) -> None:
    item = world.items["paving" if door == "milik_pu" else "got"]
    client = world.client(row)
    if door == "tambah":
        assert said(client.get(address(KamusItem, "add"))) == word
        return
    response = client.post(address(KamusItem, "change", item.pk), typed(item, unit_price=250_000))
    assert said(response) == word
    item.refresh_from_db()
    assert (item.unit_price == 250_000) is (word == "boleh")


def test_the_page_of_an_item_is_read_by_all_but_a_foreign_city(world: World) -> None:
    assert world.client("rt").get(address(KamusItem, "change", world.items["got"].pk)).status_code == 200
    city = Region.objects.create(code="98.01", name="Kota Lain", type="kota")
    version = KamusVersion.objects.create(city=city, plan_year=2030)
    got = world.items["got"]
    foreign = KamusItem.objects.create(
        version=version,
        agency=Agency.objects.create(city=city, name="Dinas Lain", short_name="DL"),
        subactivity=got.subactivity,
        name="Rahasia kota lain",
        unit="m",
        kind="fisik",
        sector="sarpras",
        is_active=False,
    )
    assert foreign not in shown(world.client("bappeda"), KamusItem)
    assert world.client("bappeda").get(address(KamusItem, "change", foreign.pk)).status_code == 404


def test_a_published_item_asks_why_and_keeps_its_history(world: World) -> None:
    item, client = world.items["paving"], world.client("opd")
    page = client.post(address(KamusItem, "change", item.pk), typed(item, unit_price=1, change_reason="x"))
    assert "Tulis alasan perubahan" in page.content.decode()
    client.post(address(KamusItem, "change", item.pk), typed(item, unit_price=260_000))
    last = item.history.first()
    assert (last.unit_price, last.history_change_reason, last.history_user) == (
        260_000,
        REASON,
        world.offices["opd"].user,
    )
    history = client.get(address(KamusItem, "history", item.pk))
    assert REASON in history.content.decode()


def test_an_agency_cannot_give_its_item_away_nor_rewrite_history(world: World) -> None:
    item, client = world.items["paving"], world.client("opd")
    data = typed(item, agency=world.agencies["melati"].pk, unit_price=210_000)
    client.post(address(KamusItem, "change", item.pk), data)
    item.refresh_from_db()
    assert (item.agency, item.unit_price) == (world.agencies["pu"], 210_000)
    old = item.history.last()
    url = f"{address(KamusItem, 'history', item.pk)}{old.history_id}/"
    assert client.get(url).status_code == 200
    assert client.post(url, typed(item)).status_code == 403
    assert world.client("rt").get(url).status_code == 403
    assert world.client("rt").get(address(KamusItem, "history", item.pk)).status_code == 403


def test_a_locked_kamus_is_read_only_for_bappeda_too(world: World) -> None:
    item = world.items["got"]
    KamusVersion.objects.update(status=KamusVersion.Status.LOCKED)
    client = world.client("bappeda")
    assert client.get(address(KamusItem, "change", item.pk)).status_code == 200
    assert client.post(address(KamusItem, "change", item.pk), typed(item)).status_code == 403


def test_the_search_understands_everyday_words(world: World) -> None:
    page = world.client("rw").get(f"{address(KamusItem)}?q=got mampet")
    assert [item.name for item in page.context["cl"].result_list] == ["Gorong-gorong Diameter 40 cm"]


def test_the_list_takes_the_same_queries_for_more_rows(world: World) -> None:
    got = world.items["got"]

    def add(count: int) -> None:
        start = KamusItem.objects.count()
        for n in range(start, start + count):
            KamusItem.objects.create(
                version=got.version,
                agency=got.agency,
                subactivity=got.subactivity,
                number=100 + n,
                name=f"Item {n}",
                unit="m",
                unit_price=1000,
                kind="fisik",
                sector="sarpras",
            )

    same_queries(world.client("bappeda"), address(KamusItem), add)
