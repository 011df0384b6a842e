import pytest

from catalogue.models import Agency, KamusItem, KamusRule, KamusVersion, Nomenclature
from regions.models import Region
from tests.admin_lists import address, registered, same_queries, shown
from tests.permissions import said, table
from tests.world import ROLE_ROWS, World

MODELS = {"item": KamusItem, "opd": Agency, "versi": KamusVersion, "nomenklatur": Nomenclature}
CHANGE = """
                item  milik_pu draf_pu tambah
    publik      masuk masuk    masuk   masuk
    rt          tidak tidak    tidak   tidak
    rw          tidak tidak    tidak   tidak
    lembaga     tidak tidak    tidak   tidak
    pendamping  tidak tidak    tidak   tidak
    kelurahan   tidak tidak    tidak   tidak
    lurah       tidak tidak    tidak   tidak
    kecamatan   tidak tidak    tidak   tidak
    camat       tidak tidak    tidak   tidak
    opd         tidak tidak    boleh   tidak
    kepala_opd  tidak tidak    boleh   tidak
    mitra       tidak tidak    tidak   tidak
    bappeda     boleh boleh    boleh   boleh
    tapd        tidak tidak    tidak   tidak
    dprd        tidak tidak    tidak   tidak
    pimpinan    tidak tidak    tidak   tidak
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
    return data | parts() | changes


def parts(**rows: list[dict[str, object]]) -> dict[str, object]:
    """The forms of rules and variants below an item: `parts(rules=[{"kind": "survei"}])`; none is stored yet."""
    data: dict[str, object] = {}
    for prefix in ("rules", "variants"):
        typed_rows = rows.get(prefix, [])
        stored = sum("id" in row for row in typed_rows)
        data |= {f"{prefix}-TOTAL_FORMS": len(typed_rows), f"{prefix}-INITIAL_FORMS": stored}
        data |= {
            f"{prefix}-{n}-{name}": value
            for n, row in enumerate(typed_rows)
            for name, value in {"order": n + 1, **row}.items()
        }
    return data


def draft() -> None:
    KamusVersion.objects.update(status=KamusVersion.Status.DRAFT)


@pytest.mark.parametrize("row", ROLE_ROWS)
@pytest.mark.parametrize("model", MODELS.values())
def test_every_office_reads_the_kamus(world: World, row: str, model: type) -> None:
    assert said(world.client(row).get(address(model))) == ("masuk" if row == "publik" else "boleh")


def test_the_tables_have_every_list() -> None:
    assert set(registered("catalogue")) == set(MODELS.values())


@pytest.mark.parametrize(("row", "door", "word"), table(CHANGE))
def test_who_changes_an_item(world: World, row: str, door: str, word: str) -> None:
    item = world.items["got" if door == "item" else "paving"]
    if door == "draf_pu":
        draft()
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
    item, client = world.items["paving"], world.client("bappeda")
    page = client.post(address(KamusItem, "change", item.pk), typed(item, unit_price=1, change_reason="x"))
    assert "Tulis alasan perubahan" in page.content.decode()
    client.post(address(KamusItem, "change", item.pk), typed(item, unit_price=260_000))
    last = item.history.first()
    assert (last.unit_price, last.history_change_reason, last.history_user) == (
        260_000,
        REASON,
        world.offices["bappeda"].user,
    )
    history = client.get(address(KamusItem, "history", item.pk))
    assert REASON in history.content.decode()


def test_an_agency_cannot_give_its_item_away_nor_rewrite_history(world: World) -> None:
    draft()
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


RULE: dict[str, object] = {
    "kind": "ukuran",
    "measure": "volume",
    "comparison": "min",
    "value": "200",
    "quote": "minimal 200 m",
}


def test_an_agency_writes_rules_and_variants_of_its_item_while_the_kamus_is_a_draft(world: World) -> None:
    draft()
    item, client = world.items["paving"], world.client("opd")
    rows = parts(rules=[RULE, {"kind": "lahan", "allowed": ["aset_pemkot", "fasum"], "quote": ""}], variants=[])
    said = typed(item, note="Paving minimal 200 m tiap usulan", **rows)
    assert client.post(address(KamusItem, "change", item.pk), said).status_code == 302
    first, second = item.rules.order_by("order")
    assert (first.measure, str(first.value), second.allowed) == ("volume", "200.00", ["aset_pemkot", "fasum"])
    assert first.history.get().history_user == world.offices["opd"].user
    history = client.get(address(KamusItem, "history", item.pk)).content.decode()
    assert "Volume paling sedikit 200 m²." in history
    assert "Status lahan: aset pemerintah kota atau fasilitas umum, belum diserahkan." in history


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (RULE | {"quote": "minimal 300 m"}, "Kalimat ini tidak ada di keterangan item."),
        (RULE | {"measure": ""}, "Pilih apa yang diukur."),
        (RULE | {"comparison": ""}, "Pilih perbandingannya."),
        (RULE | {"value": ""}, "Isi batasnya dengan angka."),
        (RULE | {"measure": "kerusakan", "value": "101"}, "Kerusakan paling banyak 100 %."),
        ({"kind": "lahan"}, "Pilih paling sedikit satu status lahan."),
        ({"kind": "syarat"}, "Tulis pertanyaan atau nama dokumennya."),
        ({"kind": "usia", "value": "45", "value_area": "17"}, "Usia tertua tidak boleh lebih kecil"),
        ({"kind": "kuota", "value": "25", "value_area": "125"}, "Kuota kecamatan tidak boleh lebih"),
        ({"kind": "jarak", "value": "0"}, "Isi batasnya dengan angka lebih dari 0."),
    ],
)
def test_a_rule_that_cannot_be_checked_is_refused_in_words(
    world: World, rule: dict[str, object], sentence: str
) -> None:
    draft()
    item = world.items["paving"]
    said = typed(item, note="Paving minimal 200 m", **parts(rules=[rule]))
    page = world.client("opd").post(address(KamusItem, "change", item.pk), said)
    assert (page.status_code, item.rules.count()) == (200, 0)
    assert sentence in page.content.decode()


def test_the_fitting_item_is_another_one_of_the_same_kamus(world: World) -> None:
    item, got = world.items["paving"], world.items["got"]
    rule = KamusRule(item=item, kind="survei", other_item=item)
    assert rule.faults() == {"other_item": "Ini item yang sama. Pilih item lain."}
    rule.other_item = got
    assert rule.faults() == {}
    got.version = KamusVersion.objects.create(city=world.city, plan_year=2040)
    assert "kamus tahun lain" in rule.faults()["other_item"]


def test_the_first_variant_gives_the_price_so_that_the_item_may_be_chosen(world: World) -> None:
    item, client = world.items["paving"], world.client("bappeda")
    KamusItem.objects.filter(pk=item.pk).update(unit_price=None, is_active=False)
    item.refresh_from_db()
    rows = parts(
        variants=[{"label": "Uji nutrisi", "unit_price": 5_500_000}, {"label": "Halal", "unit_price": 3_100_000}]
    )
    data = typed(item, **rows)
    data |= {"unit_price": "", "is_active": ""}
    assert client.post(address(KamusItem, "change", item.pk), data).status_code == 302
    item.refresh_from_db()
    assert (item.unit_price, item.is_active, item.variants.count()) == (5_500_000, False, 2)
    first, second = item.variants.order_by("order")
    stored = parts(
        variants=[
            {"id": one.pk, "item": item.pk, "label": one.label, "unit_price": one.unit_price} for one in (first, second)
        ]
    )
    assert client.post(address(KamusItem, "change", item.pk), typed(item, **stored)).status_code == 302
    item.refresh_from_db()
    assert item.is_active
    assert first.history.get().history_change_reason == REASON


def test_others_read_the_rules_and_cannot_write_them(world: World) -> None:
    item = world.items["paving"]
    KamusRule.objects.create(item=item, kind="syarat", question="Apakah ada sumber air?")
    page = world.client("rw").get(address(KamusItem, "change", item.pk)).content.decode()
    assert "Apakah ada sumber air?" in page
    assert "rules-0-question" not in page


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
