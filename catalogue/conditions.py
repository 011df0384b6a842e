"""The rules of an item in plain words: for the public kamus, the check, and the comparison of two versions. Pure."""

from decimal import Decimal

from .land import land_words
from .models import KamusItem, KamusRule
from .money import decimal_text, rupiah

Kind, Measure, Comparison = KamusRule.Kind, KamusRule.Measure, KamusRule.Comparison

NAMES = {
    Measure.VOLUME: "Volume",
    Measure.LENGTH: "Panjang",
    Measure.WIDTH: "Lebar",
    Measure.HEIGHT: "Tinggi",
    Measure.AREA: "Luas",
    Measure.DAMAGE: "Kerusakan",
    Measure.PARTICIPANTS: "Peserta",
}
_UNITS = {Measure.AREA: "m²", Measure.DAMAGE: "%", Measure.PARTICIPANTS: "orang"}


def limit_of(rule: KamusRule) -> Decimal:
    """The first limit of a rule; 0 where it has none."""
    return rule.value if rule.value is not None else Decimal(0)


def unit_of(rule: KamusRule, item: KamusItem) -> str:
    """The unit in which a rule measures; a volume counts in the unit of the item."""
    measure = Measure(rule.measure)
    return item.unit if measure == Measure.VOLUME else _UNITS.get(measure, "m")


def bound(rule: KamusRule, item: KamusItem) -> str:
    """The limit of a measure: `paling sedikit 200 m`."""
    return f"{Comparison(rule.comparison).label} {decimal_text(limit_of(rule))} {unit_of(rule, item)}"


def ages(rule: KamusRule) -> str:
    """The ages of a rule: `17–45 tahun`, `paling muda 17 tahun`."""
    young = decimal_text(limit_of(rule))
    return f"paling muda {young} tahun" if rule.value_area is None else f"{young}–{decimal_text(rule.value_area)} tahun"


def quota(rule: KamusRule, item: KamusItem) -> str:
    """A quota: `Kuota kota 125 orang, tiap kecamatan 25 orang.`"""
    area = f", tiap kecamatan {decimal_text(rule.value_area)} {item.unit}" if rule.value_area is not None else ""
    return f"Kuota kota {decimal_text(limit_of(rule))} {item.unit}{area}."


def per_group(item: KamusItem) -> bool:
    """Say whether a list of people is asked for each unit: the item is counted in kelompok."""
    return item.unit.startswith("kelompok")


def condition(rule: KamusRule, item: KamusItem) -> str:
    """One rule as a sentence that a resident understands: `Volume paling sedikit 200 m.`"""
    number = decimal_text(limit_of(rule))
    each = " tiap kelompok" if per_group(item) else ""
    said = {
        Kind.MEASURE: f"{NAMES[Measure(rule.measure)]} {bound(rule, item)}." if rule.measure else "",
        Kind.SPACING: f"Saran: jarak antar titik kurang lebih {number} m.",
        Kind.LAND: f"Status lahan: {land_words(rule.allowed)}.",
        Kind.RECEIVER: "Ada lembaga yang menerima.",
        Kind.DOCUMENT: f"Lampirkan: {rule.question}.",
        Kind.AGES: f"Usia peserta {ages(rule)}.",
        Kind.PEOPLE: f"Daftar peserta {number} orang{each}.",
        Kind.QUOTA: quota(rule, item),
        Kind.SURVEY: "Perangkat daerah menyurvei lokasi sebelum memutuskan.",
    }.get(Kind(rule.kind), rule.question)
    return f"{said} Tepat di batas, petugas yang memilih." if rule.person_at_limit else said


def conditions(item: KamusItem) -> list[str]:
    """All rules of an item as sentences, in their order. Needs its rules loaded."""
    return [condition(rule, item) for rule in item.rules.all()]


def price_words(price: int, item: KamusItem) -> str:
    """A price in full: `Rp 850.000 per titik`, for a price per period `Rp 850.000 per titik tiap bulan`."""
    every = f" tiap {item.price_period}" if item.price_period else ""
    return f"{rupiah(price)} per {item.unit}{every}"


def prices(item: KamusItem) -> list[str]:
    """What an item costs: one price, or each variant with its own: `Uji nutrisi: Rp 5.500.000 per sertifikat`."""
    variants = [f"{one.label}: {price_words(one.unit_price, item)}" for one in item.variants.all()]
    if variants:
        return variants
    return [price_words(item.unit_price, item)] if item.unit_price is not None else []
