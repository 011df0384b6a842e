"""Items of the known city with the rules of the printed kamus (domain.md 5.3), for tests of what asks them."""

from decimal import Decimal
from typing import Any

from catalogue.models import KamusItem, KamusRule
from tests.world import World

K = KamusRule.Kind


def rule(item: KamusItem, kind: str, **more: Any) -> KamusRule:
    """Add a rule to an item; `value` may be written as a number."""
    for name in ("value", "value_area"):
        if name in more:
            more[name] = Decimal(str(more[name]))
    return KamusRule.objects.create(item=item, kind=kind, order=item.rules.count() + 1, **more)


def copy_of(item: KamusItem, name: str, **more: Any) -> KamusItem:
    """Another item beside one of the world's."""
    same = {
        key: getattr(item, key)
        for key in ("version", "agency", "subactivity", "unit", "unit_price", "kind", "sector", "list_kind")
    }
    return KamusItem.objects.create(name=name, number=90 + KamusItem.objects.count(), **(same | more))


def gutters(world: World) -> tuple[KamusItem, KamusItem]:
    """Gorong-gorong of the kecamatan (below 200 m) and of the agency (200 m and more), each the other's way out."""
    short = world.items["got"]
    long = copy_of(short, "Gorong-gorong Diameter 40 cm", agency=world.agencies["pu"], unit_price=401_500)
    rule(
        short,
        K.MEASURE,
        measure="volume",
        comparison="kurang",
        value=200,
        other_item=long,
        quote="kurang dari 200 m",
    )
    rule(
        long,
        K.MEASURE,
        measure="volume",
        comparison="min",
        value=200,
        other_item=short,
        quote="minimal total panjang saluran 200m",
    )
    return short, long


def hotmix(world: World) -> KamusItem:
    """A road counted in m²: at least 2,4 m wide and 1.000 m² in all."""
    item = world.items["paving"]
    quote = "Lebar jalan minimal 2,4m volume luas total minimal 1.000 m²"
    rule(item, K.MEASURE, measure="lebar", comparison="min", value="2.4", quote=quote)
    rule(item, K.MEASURE, measure="luas", comparison="min", value=1000, quote=quote)
    return item


def training(world: World) -> KamusItem:
    """A training with ages, a question, a list of names, a paper, and a quota of 125 and 25 persons."""
    item = world.items["pelatihan"]
    rule(item, K.AGES, value=17, value_area=45, quote="Usia 17-45 Tahun")
    rule(
        item,
        K.QUESTION,
        question="Belum pernah mengikuti pelatihan yang sama",
        quote="Belum pernah mengikuti pelatihan yang sama di OPD lain",
    )
    rule(item, K.PEOPLE, value=15, comparison="min", quote="daftar peserta berjumlah 15 orang")
    rule(item, K.DOCUMENT, question="Surat keterangan domisili", quote="surat keterangan domisili dari kelurahan")
    rule(item, K.QUOTA, value=125, value_area=25, quote="maksimal 125 orang (perkecamatan maksimal 25 orang)")
    return item


def trained(item: KamusItem, **more: Any) -> dict[str, Any]:
    """Answers with which the training has everything it asks for but the paper."""
    question = item.rules.get(kind=K.QUESTION)
    return {"jawaban": {str(question.pk): "ya"}, "usia": [18, 40], "daftar": 15, **more}
