"""Items of the demo kamus with rules and variants: one for each kind of check (kamus RKPD 2023 of Kota Malang).

`kamus_contoh.csv` holds the items, `kamus_aturan.csv` their rules; nothing of the demo is asked for with them, so that
whoever tries the form meets every kind.
"""

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

from catalogue.models import Agency, KamusItem, KamusRule, KamusVariant, KamusVersion, Nomenclature

from . import kamus

ITEMS, RULES = "kamus_contoh.csv", "kamus_aturan.csv"


def rows(name: str) -> list[dict[str, str]]:
    """Read one of the two files."""
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def item_fields(row: dict[str, str]) -> dict[str, Any]:
    """What an item is, from its row: all but version, agency, sub kegiatan and number."""
    flags = row["syarat"].split()
    return {
        "name": row["uraian"],
        "unit": row["satuan"],
        "unit_price": int(row["harga"]),
        "price_period": row["tiap"],
        "note": row["keterangan"],
        "kind": row["jenis"],
        "sector": row["bidang"],
        "list_kind": row["daftar"],
        "needs_survey": "survei" in flags,
        "needs_land": "lahan" in flags,
        "needs_receiver": "penerima" in flags,
    }


def rule_fields(row: dict[str, str]) -> dict[str, Any]:
    """What a rule is, from its row: all but its item and the item offered instead."""
    return {
        "kind": row["jenis"],
        "measure": row["ukur"],
        "comparison": row["banding"],
        "value": Decimal(row["batas"]) if row["batas"] else None,
        "value_area": Decimal(row["batas_kedua"]) if row["batas_kedua"] else None,
        "allowed": row["boleh"].split(),
        "question": row["pertanyaan"],
        "person_at_limit": row["petugas"] == "ya",
        "quote": row["bunyi"],
    }


def variants_of(row: dict[str, str]) -> list[tuple[str, int]]:
    """The price variants of an item: (label, rupiah)."""
    pairs = (pair.split("=") for pair in row["pilihan"].split("|") if pair)
    return [(label, int(price)) for label, price in pairs]


def load(version: KamusVersion, agencies: dict[str, Agency]) -> None:
    """Write the items with their rules and variants into a version that `kamus.load_version` made."""
    given: dict[tuple[str, str], int] = {}
    subs: dict[str, Nomenclature] = {}
    known = Nomenclature.objects.filter(city=version.city, plan_year=version.plan_year)
    for one in known.select_related("parent").order_by("code", "pk"):
        subs[one.code] = one
        if one.parent is not None:
            given[one.parent.code, one.name] = int(one.code.rpartition(".")[2])
    made: dict[str, KamusItem] = {}
    for row in rows(ITEMS):
        sub = kamus.nomenclature(version.city, version.plan_year, row, given, subs)
        number = 1 + KamusItem.objects.filter(version=version, subactivity=sub).count()
        agency = agencies[row["opd"]]
        item = KamusItem(version=version, agency=agency, subactivity=sub, number=number, **item_fields(row))
        item.full_clean()
        item.save()
        made[item.name] = item
        for order, (label, price) in enumerate(variants_of(row), start=1):
            KamusVariant.objects.create(item=item, label=label, unit_price=price, order=order)
    for order, row in enumerate(rows(RULES), start=1):
        rule = KamusRule(item=made[row["uraian"]], other_item=made.get(row["lain"]), order=order, **rule_fields(row))
        rule.full_clean()
        rule.save()
