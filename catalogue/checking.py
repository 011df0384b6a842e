"""What the kamus says of a wish: each rule of an item asked against what is known. Pure: no query, no clock, no float.

`check` answers rule by rule with *lolos*, *perlu bukti* or *tidak sesuai*, a sentence, the printed note, and where one
exists the item that fits instead. Who asks: the form while one types, Kirim, and the desk.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from .conditions import NAMES, ages, bound, limit_of, per_group, quota, unit_of
from .land import LandStatus, land_words
from .models import KamusItem, KamusRule
from .money import decimal_text

Kind, Measure, Comparison = KamusRule.Kind, KamusRule.Measure, KamusRule.Comparison


class Verdict(StrEnum):
    """What the kamus answers."""

    PASSED = "lolos"
    PROOF = "perlu bukti"
    UNFIT = "tidak sesuai"


@dataclass(frozen=True)
class Facts:
    """What is known of one wish; None and "" mean that nobody has told yet.

    Volume in the item's unit, lengths in metres, damage in whole percent, ages in years, `listed` = names on the list
    of participants. `answers` holds "ya" or "tidak" by the rule's key as text, `documents` the keys of rules that have
    a file, `taken_*` what others have asked for already in this cycle, by the key of a quota.
    """

    volume: Decimal | None = None
    length: Decimal | None = None
    width: Decimal | None = None
    height: Decimal | None = None
    damage: int | None = None
    participants: int | None = None
    youngest: int | None = None
    oldest: int | None = None
    listed: int | None = None
    land: str = ""
    receiver: str = ""
    group_kind: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    documents: frozenset[str] = frozenset()
    taken_city: Mapping[str, Decimal] = field(default_factory=dict)
    taken_area: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """What one rule says: the verdict, a sentence, the printed note, and the item that fits instead."""

    rule: KamusRule | None
    verdict: Verdict
    text: str
    quote: str
    other: KamusItem | None


Said = tuple[Verdict, str]
FILL = {
    Measure.VOLUME: "Isi volumenya",
    Measure.LENGTH: "Isi panjangnya dalam meter",
    Measure.WIDTH: "Isi lebarnya dalam meter",
    Measure.HEIGHT: "Isi tingginya dalam meter",
    Measure.AREA: "Isi panjang dan lebarnya dalam meter",
    Measure.DAMAGE: "Isi kerusakannya dalam persen",
    Measure.PARTICIPANTS: "Isi jumlah pesertanya",
}
HOLDS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    Comparison.AT_LEAST: lambda found, limit: found >= limit,
    Comparison.MORE_THAN: lambda found, limit: found > limit,
    Comparison.AT_MOST: lambda found, limit: found <= limit,
    Comparison.LESS_THAN: lambda found, limit: found < limit,
}


def check(item: KamusItem, facts: Facts) -> list[Answer]:
    """Ask every rule of an item, in its order; [] for an item without rules.

    Needs the item from `KamusItem.objects.with_rules()`. An item that does not fit either is not offered; one whose own
    rules are not loaded is offered unasked, so that a long list takes no query for each row.
    """
    return [_answer(rule, item, facts) for rule in item.rules.all()]


def worst(answers: Iterable[Answer]) -> Verdict:
    """The verdict of the whole: the worst of its answers; nothing asked is `lolos`."""
    verdicts = {answer.verdict for answer in answers}
    return next((one for one in (Verdict.UNFIT, Verdict.PROOF) if one in verdicts), Verdict.PASSED)


def fits(item: KamusItem, facts: Facts) -> bool:
    """Say whether no rule of an item speaks against the wish; what is still unknown does not."""
    return all(_ASK[rule.kind](rule, item, facts)[0] != Verdict.UNFIT for rule in item.rules.all())


def _answer(rule: KamusRule, item: KamusItem, facts: Facts) -> Answer:
    verdict, text = _ASK[rule.kind](rule, item, facts)
    other = rule.other_item if verdict == Verdict.UNFIT or _is_at_limit(rule, item, facts) else None
    if other is not None and not _is_offered(other, item, facts):
        other = None
    return Answer(rule, verdict, text, rule.quote, other)


def _is_offered(other: KamusItem, item: KamusItem, facts: Facts) -> bool:
    is_loaded = "rules" in getattr(other, "_prefetched_objects_cache", {})
    return other.is_active and other.version_id == item.version_id and (not is_loaded or fits(other, facts))


def _found(rule: KamusRule, facts: Facts) -> Decimal | None:
    """What was measured, in the unit of the rule; None while it is unknown."""
    known: dict[str, Decimal | int | None] = {
        Measure.VOLUME: facts.volume,
        Measure.LENGTH: facts.length,
        Measure.WIDTH: facts.width,
        Measure.HEIGHT: facts.height,
        Measure.AREA: None if facts.length is None or facts.width is None else facts.length * facts.width,
        Measure.DAMAGE: facts.damage,
        Measure.PARTICIPANTS: facts.participants,
    }
    found = known[rule.measure]
    return Decimal(found) if isinstance(found, int) else found


def _is_at_limit(rule: KamusRule, item: KamusItem, facts: Facts) -> bool:
    return rule.kind == Kind.MEASURE and rule.person_at_limit and _found(rule, facts) == rule.value


def _measure(rule: KamusRule, item: KamusItem, facts: Facts) -> Said:
    measure, found = Measure(rule.measure), _found(rule, facts)
    if found is None:
        return Verdict.PROOF, f"{FILL[measure]}. Batasnya {bound(rule, item)}."
    said = f"{NAMES[measure]} {decimal_text(found)} {unit_of(rule, item)}"
    if rule.person_at_limit and found == rule.value:
        instead = f" item ini atau {rule.other_item}" if rule.other_item else ""
        return Verdict.PROOF, f"{said} tepat di batas. Petugas yang memilih{instead}."
    if HOLDS[rule.comparison](found, limit_of(rule)):
        return Verdict.PASSED, f"{said}, batasnya {bound(rule, item)}."
    return Verdict.UNFIT, f"{said}, padahal batasnya {bound(rule, item)}."


def _spacing(rule: KamusRule, item: KamusItem, facts: Facts) -> Said:
    """Advice only: how many points a stretch takes; it never refuses."""
    every = f"Jarak antar titik kurang lebih {decimal_text(limit_of(rule))} m."
    if facts.length is None or not rule.value:
        return Verdict.PASSED, every
    points = max((facts.length / rule.value).quantize(Decimal(1), ROUND_HALF_UP), Decimal(1))
    return (
        Verdict.PASSED,
        f"{every} Saran untuk panjang {decimal_text(facts.length)} m: {decimal_text(points)} {item.unit}.",
    )


def _land(rule: KamusRule, item: KamusItem, facts: Facts) -> Said:
    allowed = land_words(rule.allowed)
    if facts.land in {"", LandStatus.UNKNOWN}:
        if facts.land:
            return Verdict.PROOF, f"Status lahan belum diketahui. Kelurahan memeriksanya: {allowed}."
        return Verdict.PROOF, f"Pilih status lahannya. Yang dapat dikerjakan: {allowed}."
    if facts.land in rule.allowed:
        return Verdict.PASSED, f"Status lahan: {land_words([facts.land])}."
    return Verdict.UNFIT, f"Status lahan: {land_words([facts.land])}. Yang dapat dikerjakan: {allowed}."


def _receiver(rule: KamusRule, item: KamusItem, facts: Facts) -> Said:
    if facts.receiver.strip():
        return Verdict.PASSED, f"Lembaga penerima: {facts.receiver.strip()}."
    return Verdict.PROOF, "Tulis nama lembaga yang menerima."


def _registered(rule: KamusRule, item: KamusItem, facts: Facts) -> Said:
    """The proposer is such a group itself, or names one that receives."""
    if rule.allowed and facts.group_kind not in rule.allowed and not facts.receiver.strip():
        return Verdict.PROOF, "Tulis nama kelompok terdaftar yang menerima."
    return _question(rule, item, facts)


def _question(rule: KamusRule, item: KamusItem, facts: Facts) -> Said:
    said = facts.answers.get(str(rule.pk))
    if said == "ya":
        return Verdict.PASSED, f"Dijawab ya: {rule.question}"
    if said == "tidak":
        return Verdict.UNFIT, f"Dijawab tidak: {rule.question}"
    return Verdict.PROOF, f"Jawab ya atau tidak: {rule.question}"


def _document(rule: KamusRule, item: KamusItem, facts: Facts) -> Said:
    if str(rule.pk) in facts.documents:
        return Verdict.PASSED, f"Sudah dilampirkan: {rule.question}."
    return Verdict.PROOF, f"Lampirkan: {rule.question}."


def _ages(rule: KamusRule, item: KamusItem, facts: Facts) -> Said:
    limit = ages(rule)
    youngest, oldest = facts.youngest, facts.oldest
    if youngest is not None and youngest < limit_of(rule):
        return Verdict.UNFIT, f"Peserta termuda {youngest} tahun, padahal batasnya {limit}."
    if oldest is not None and rule.value_area is not None and oldest > rule.value_area:
        return Verdict.UNFIT, f"Peserta tertua {oldest} tahun, padahal batasnya {limit}."
    if youngest is None or oldest is None:
        return Verdict.PROOF, f"Isi usia peserta termuda dan tertua. Batasnya {limit}."
    if oldest < youngest:
        return Verdict.PROOF, "Usia tertua lebih kecil dari usia termuda. Periksa keduanya."
    return Verdict.PASSED, f"Usia peserta {youngest}–{oldest} tahun, batasnya {limit}."


def _people(rule: KamusRule, item: KamusItem, facts: Facts) -> Said:
    """A list of so many names, for each kelompok where the item is counted in kelompok."""
    groups = facts.volume if per_group(item) and facts.volume is not None else Decimal(1)
    wanted = limit_of(rule) * groups
    if facts.listed is None:
        return Verdict.PROOF, f"Isi jumlah nama pada daftar peserta. Yang diminta {decimal_text(wanted)} orang."
    if facts.listed < wanted and rule.comparison != Comparison.AT_MOST:
        return Verdict.PROOF, f"Daftar peserta kurang {decimal_text(wanted - facts.listed)} nama."
    if facts.listed > wanted and rule.comparison != Comparison.AT_LEAST:
        return Verdict.UNFIT, f"Daftar peserta {facts.listed} nama, padahal yang diminta {decimal_text(wanted)} orang."
    return Verdict.PASSED, f"Daftar peserta {facts.listed} nama."


def _quota(rule: KamusRule, item: KamusItem, facts: Facts) -> Said:
    """Running totals: what others have asked for and this wish stay within the quota of kecamatan and city."""
    if facts.volume is None:
        return Verdict.PROOF, f"{FILL[Measure.VOLUME]}. {quota(rule, item)}"
    places = (
        ("kecamatan", rule.value_area, facts.taken_area.get(str(rule.pk), Decimal(0))),
        ("kota", rule.value, facts.taken_city.get(str(rule.pk), Decimal(0))),
    )
    for place, limit, taken in places:
        if limit is not None and facts.volume + taken > limit:
            rest = decimal_text(max(limit - taken, Decimal(0)))
            wanted = decimal_text(facts.volume)
            return Verdict.UNFIT, f"Diminta {wanted} {item.unit}. Sisa kuota {place} {rest} dari {decimal_text(limit)}."
    return Verdict.PASSED, f"Masih dalam kuota. {quota(rule, item)}"


def _survey(rule: KamusRule, item: KamusItem, facts: Facts) -> Said:
    """A survey is a task of the agency; the proposer has nothing to fill."""
    return Verdict.PROOF, "Perangkat daerah menyurvei lokasi sebelum memutuskan."


_ASK: dict[str, Callable[[KamusRule, KamusItem, Facts], Said]] = {
    Kind.MEASURE: _measure,
    Kind.SPACING: _spacing,
    Kind.LAND: _land,
    Kind.RECEIVER: _receiver,
    Kind.REGISTERED: _registered,
    Kind.QUESTION: _question,
    Kind.DOCUMENT: _document,
    Kind.AGES: _ages,
    Kind.PEOPLE: _people,
    Kind.QUOTA: _quota,
    Kind.SURVEY: _survey,
}
