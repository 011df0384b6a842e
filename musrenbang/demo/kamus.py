"""The kamus of the demo city: our own wording and prices, in `kamus.csv`, one version for each plan year."""

import csv
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from catalogue.models import Agency, KamusItem, KamusVersion, Nomenclature
from regions import codes
from regions.models import Region

AGENCIES = {
    "pu": ("Dinas Pekerjaan Umum, Penataan Ruang, Perumahan dan Kawasan Permukiman", "DPUPRPKP", "sarpras"),
    "kec": ("Kecamatan dan Kelurahan", "Kecamatan", "manusia"),
    "dlh": ("Dinas Lingkungan Hidup", "DLH", "sarpras"),
    "kes": ("Dinas Kesehatan", "Dinkes", "manusia"),
    "dik": ("Dinas Pendidikan dan Kebudayaan", "Disdikbud", "manusia"),
    "sos": (
        "Dinas Sosial, Pemberdayaan Perempuan, Perlindungan Anak, Pengendalian Penduduk dan Keluarga Berencana",
        "Dinsos",
        "manusia",
    ),
    "kop": ("Dinas Koperasi, Perindustrian dan Perdagangan", "Diskopindag", "ekonomi"),
    "por": ("Dinas Kepemudaan, Olahraga dan Pariwisata", "Disporapar", "ekonomi"),
    "tan": ("Dinas Ketahanan Pangan dan Pertanian", "Dispangtan", "ekonomi"),
    "hub": ("Dinas Perhubungan", "Dishub", "sarpras"),
    "kom": ("Dinas Komunikasi dan Informatika", "Diskominfo", "manusia"),
    "bpbd": ("Badan Penanggulangan Bencana Daerah", "BPBD", "sarpras"),
    "ker": ("Dinas Tenaga Kerja, Penanaman Modal dan Pelayanan Terpadu Satu Pintu", "Disnaker", "ekonomi"),
}
"""Name, short name, and the bidang of Bappeda that is its partner."""


@dataclass(frozen=True)
class Entry:
    """An item of the kamus with what the demo needs to ask for it: its story and the volumes people write."""

    item: KamusItem
    story: str
    volumes: tuple[Decimal, ...]


def load_agencies(city: Region, districts: list[Region]) -> dict[str, Agency]:
    """Make the agencies, and each kecamatan as a branch; the branches stand under their region's code."""
    made = {
        key: Agency.objects.create(city=city, name=name, short_name=short, partner=f"Bidang {partner}")
        for key, (name, short, partner) in AGENCIES.items()
    }
    for district in districts:
        made[district.code] = Agency.objects.create(
            city=city,
            name=f"Kecamatan {district.name}",
            short_name=f"Kec. {district.name}",
            parent=made["kec"],
            region=district,
            partner=made["kec"].partner,
        )
    return made


def load_version(city: Region, plan_year: int, agencies: dict[str, Agency], *, percent: int) -> list[Entry]:
    """Write one version; its prices are `percent` of those in the file, in whole thousands of rupiah."""
    version = KamusVersion.objects.create(city=city, plan_year=plan_year, status=KamusVersion.Status.PUBLISHED)
    codes_given: dict[tuple[str, str], int] = {}
    subs: dict[str, Nomenclature] = {}
    entries: list[Entry] = []
    for row in rows():
        sub = nomenclature(city, plan_year, row, codes_given, subs)
        flags = row["syarat"].split()
        item = KamusItem(
            version=version,
            agency=agencies[row["opd"]],
            subactivity=sub,
            number=1 + sum(entry.item.subactivity == sub for entry in entries),
            name=row["uraian"],
            unit=row["satuan"],
            unit_price=max(int(row["harga"]) * percent // 100_000 * 1000, 1000),
            note=row["keterangan"],
            kind=row["jenis"],
            sector=row["bidang"],
            list_kind=row["daftar"],
            needs_survey="survei" in flags,
            needs_land="lahan" in flags,
            needs_receiver="penerima" in flags,
        )
        item.full_clean()
        item.save()
        low, high, step = (int(part) for part in row["volume"].split("-"))
        volumes = tuple(Decimal(number) for number in range(low, high + 1, step))
        entries.append(Entry(item, row["cerita"], volumes))
    return entries


def rows() -> list[dict[str, str]]:
    """Read the file: one row per item."""
    with (Path(__file__).parent / "kamus.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def nomenclature(
    city: Region,
    plan_year: int,
    row: dict[str, str],
    given: dict[tuple[str, str], int],
    made: dict[str, Nomenclature],
) -> Nomenclature:
    """Return the sub kegiatan of a row; it and what stands above it get their codes in the order of coming."""
    above: Nomenclature | None = None
    code = row["program_kode"]
    for level, name, tail in (
        (Nomenclature.Level.PROGRAM, row["program"], ""),
        (Nomenclature.Level.ACTIVITY, row["kegiatan"], ".2.{:02d}"),
        (Nomenclature.Level.SUBACTIVITY, row["sub"], ".{:04d}"),
    ):
        if tail:
            parent = code
            number = given.setdefault((parent, name), 1 + sum(key[0] == parent for key in given))
            code = parent + tail.format(number)
        if code not in made:
            made[code] = Nomenclature.objects.create(
                city=city, plan_year=plan_year, level=level, code=code, name=name, parent=above
            )
        above = made[code]
    return made[code]


def districts_of(places: dict[str, Region]) -> list[Region]:
    """Return the kecamatan among places."""
    return [region for region in places.values() if region.level == codes.DISTRICT]
