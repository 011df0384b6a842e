"""How an agreed list differs from the computed one, and which soft rules it goes against (prioritisation.md 6). Pure.

None of this is forbidden: it is shown, with the reasons of the moves, on the page and in the berita acara.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from .limits import keys_under, label_of
from .moves import CHANGE, IN, MOVE, OUT, Agreed, counted
from .scoring import displays
from .sentences import rupiah
from .values import PROPOSALS, Allocation, Key

OVER_QUOTA, BELOW_THRESHOLD, GUARANTEE_LOST = "KUOTA", "AMBANG", "JAMINAN"


@dataclass(frozen=True, slots=True)
class Deviation:
    """One difference: KELUAR, MASUK, UBAH, PINDAH of a nomor, or KUOTA, AMBANG, JAMINAN."""

    kind: str
    subject: str
    sentence: str


def deviations(allocation: Allocation, agreed: Agreed) -> tuple[Deviation, ...]:
    """All differences: of lines in the order of the computed list and then of the agreed one, then the soft rules."""
    return (*_of_lines(allocation, agreed), *_of_quotas(allocation, agreed), *_of_guarantees(allocation, agreed))


def _of_lines(allocation: Allocation, agreed: Agreed) -> Iterable[Deviation]:
    amounts = agreed.amounts
    stayed = [number for number in allocation.awarded if number in amounts]
    kept = [line.number for line in agreed.lines if line.number in set(stayed)]
    places = {line.number: place for place, line in enumerate(agreed.lines, start=1)}
    for number in allocation.awarded:
        if number not in amounts:
            yield Deviation(OUT, number, f"{number} keluar dari daftar.")
    for number, amount in amounts.items():
        result = allocation.results[number]
        before = result.amount if result.won else result.candidate.cost
        if not result.won:
            yield Deviation(IN, number, f"{number} masuk daftar pada tempat ke-{places[number]}.")
        if amount != before:
            yield Deviation(CHANGE, number, f"Biaya {number} berubah dari {rupiah(before)} menjadi {rupiah(amount)}.")
        score, threshold = result.candidate.score, Fraction(allocation.rule.threshold)
        if score is not None and score < threshold:
            shown = displays((score, threshold))
            sentence = f"Nilai {number} {shown[score]} di bawah ambang {shown[threshold]}."
            yield Deviation(BELOW_THRESHOLD, number, sentence)
    for number in _displaced(stayed, kept):
        yield Deviation(MOVE, number, f"{number} berpindah ke tempat ke-{places[number]}.")


def _displaced(before: list[str], after: list[str]) -> list[str]:
    """The fewest that had to be moved to get from one order to another, in the new order."""
    place = {number: index for index, number in enumerate(before)}
    ends: list[str] = []  # the last of the best chain of each length
    previous: dict[str, str] = {}
    for number in after:
        length = bisect_left(ends, place[number], key=place.__getitem__)
        if length:
            previous[number] = ends[length - 1]
        ends[length:] = [number, *ends[length + 1 :]]
    stays: set[str] = set()
    last = ends[-1] if ends else None
    while last is not None:
        stays.add(last)
        last = previous.get(last)
    return [number for number in after if number not in stays]


def _of_quotas(allocation: Allocation, agreed: Agreed) -> Iterable[Deviation]:
    known = [result.candidate for result in allocation.results.values()]
    quotas = [limit for limit in allocation.rule.limits if limit.unit == PROPOSALS]
    for room in counted(quotas, known, agreed.amounts).rooms():
        if room.left < 0:
            sentence = f"{room.label} terlampaui: {room.used} dari {room.maximum}."
            yield Deviation(OVER_QUOTA, room.label, sentence)


def _of_guarantees(allocation: Allocation, agreed: Agreed) -> Iterable[Deviation]:
    """Guarantees that the computed list reached, or came nearer to."""
    known = [result.candidate for result in allocation.results.values()]
    listed = agreed.amounts
    for guarantee in allocation.rule.guarantees:
        computed: dict[Key, int] = {}
        now: dict[Key, int] = {}
        for number, key in keys_under(guarantee, known).items():
            computed[key] = computed.get(key, 0) + allocation.results[number].won
            now[key] = now.get(key, 0) + (number in listed)
        for key in sorted(computed):
            if now[key] < min(computed[key], guarantee.count):
                label = label_of(guarantee, key)
                sentence = f"Jaminan {label} tidak terpenuhi: {now[key]} dari {guarantee.count}."
                yield Deviation(GUARANTEE_LOST, label, sentence)
