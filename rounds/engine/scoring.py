"""What a candidate is worth: prioritisation.md 2.3, 2.4 and 4.2. Pure: integers and Fraction, no float anywhere.

S comes from the assessors, B from the ballots, C blends both; each lies between 0 and 100. Only `display` rounds.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

MEDIAN, MEAN = "MEDIAN", "RATA"
WIDE_SPREAD = 30
"""A spread above this many points is flagged."""
APPROVAL, RANKED = "SETUJU", "PERINGKAT"
FIXED, SHARED = "TETAP", "RATA"
FULL = 100
PLACES = 3


@dataclass(frozen=True)
class Terms:
    """What a ballot of the round may hold: up to `k` choices and at least `minimum`; k where nothing else is said.

    `form` is SETUJU (unordered) or PERINGKAT (first choice first); only the latter reads `convention`, TETAP or RATA.
    """

    form: str
    k: int
    convention: str = FIXED
    minimum: int | None = None

    @property
    def least(self) -> int:
        return self.k if self.minimum is None else self.minimum


@dataclass(frozen=True)
class Tally:
    """What the ballots say together. `points` and `listed` (on how many ballots) hold every candidate of the ballot."""

    ballots: int
    points: Mapping[str, Fraction]
    listed: Mapping[str, int]


class BallotRefused(ValueError):
    """A ballot counts whole or not at all; the sentence names the ballot and the line."""


def middle(values: Sequence[int], how: str = MEDIAN) -> Fraction:
    """r: what the assessors together give one candidate on one criterion, 0–100; half way between two middle values.

    ValueError where nobody gave a value, and for another `how` than MEDIAN or RATA.
    """
    if not values:
        raise ValueError("Belum ada penilai yang memberi nilai.")
    if how == MEAN:
        return Fraction(sum(values), len(values))
    if how != MEDIAN:
        raise ValueError(f"Agregasi {how} tidak dikenal.")
    ordered = sorted(values)
    return Fraction(ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2], 2)


def spread(values: Sequence[int]) -> int:
    """How far the assessors of one candidate and criterion are apart, in points; above WIDE_SPREAD it is flagged."""
    return max(values) - min(values)


def criteria_score(values: Sequence[Fraction], weights: Sequence[Fraction | int]) -> Fraction:
    """S = Σ wᵢ·rᵢ / 100. The weights sum to 100 (ValueError else), one for each value."""
    if len(values) != len(weights) or sum(weights) != FULL:
        raise ValueError("Bobot harus satu per kriteria dan berjumlah 100.")
    return sum((w * r for w, r in zip(weights, values, strict=True)), Fraction(0)) / FULL


def blend(alpha: Fraction | int, criteria: Fraction | None, ballots: Fraction | None) -> Fraction:
    """C = (α·S + (100−α)·B) / 100. A part that weighs nothing may be missing, another may not (ValueError)."""
    if not 0 <= alpha <= FULL:
        raise ValueError("Alfa harus antara 0 dan 100.")
    parts = [(share, value) for share, value in ((alpha, criteria), (FULL - alpha, ballots)) if share]
    if any(value is None for _, value in parts):
        raise ValueError("Nilai kriteria atau nilai suara belum ada.")
    return sum((share * value for share, value in parts if value is not None), Fraction(0)) / FULL


def display(value: Fraction, places: int = PLACES) -> str:
    """The number as people read it: half up, Indonesian comma. `display(Fraction(679, 9)) == "75,444"`."""
    scale = 10**places
    digits = f"{(abs(value) * scale * 2 + 1) // 2:0{places + 1}d}"
    sign = "-" if value < 0 and int(digits) else ""
    return f"{sign}{digits[:-places]},{digits[-places:]}"


def displays(values: Iterable[Fraction]) -> Mapping[Fraction, str]:
    """Each value as shown beside the others: those that would look equal and are not get as many digits as it takes."""
    shown: dict[Fraction, str] = {}
    alike, places = [set(values)], PLACES
    while alike:
        again = []
        for group in alike:
            looks: dict[str, set[Fraction]] = defaultdict(set)
            for value in group:
                looks[display(value, places)].add(value)
            shown.update((next(iter(same)), text) for text, same in looks.items() if len(same) == 1)
            again += [same for same in looks.values() if len(same) > 1]
        alike, places = again, places + 1
    return shown


def fault(choices: Sequence[str], terms: Terms, known: Collection[str]) -> str:
    """Why a ballot is refused whole, naming its line (from 1); empty where it counts."""
    for line, choice in enumerate(choices, start=1):
        if line > terms.k:
            return f"baris {line} melebihi {terms.k} pilihan"
        if choice not in known:
            return f"baris {line}: kode {choice} tidak ada di surat suara"
        if choice in choices[: line - 1]:
            return f"baris {line}: kode {choice} sudah ditulis di baris {choices.index(choice) + 1}"
    if len(choices) < terms.least:
        return f"baris {len(choices) + 1} kosong, paling sedikit {terms.least} pilihan"
    return ""


def tally(ballots: Iterable[Sequence[str]], terms: Terms, candidates: Collection[str]) -> Tally:
    """Count the ballots, each a sequence of codes. BallotRefused for the first one that may not count.

    `candidates` are all that stood on the ballot: one that is dropped later stays in it, so lower choices do not move
    up and the denominator does not change. RATA needs two of them (ValueError).
    """
    known = frozenset(candidates)
    worth = _worth(terms, len(known))
    doubled, listed = dict.fromkeys(candidates, 0), dict.fromkeys(candidates, 0)
    count = base = 0
    for count, choices in enumerate(ballots, start=1):
        if why := fault(choices, terms, known):
            raise BallotRefused(f"Surat suara ke-{count} ditolak: {why}.")
        rest = len(known) - len(choices) - 1 if worth.shares_rest else 0  # twice what each unlisted one gets
        base += rest
        for rank, choice in enumerate(choices, start=1):
            doubled[choice] += 2 * worth.of(rank) - rest
            listed[choice] += 1
    return Tally(count, {code: Fraction(base + twice, 2) for code, twice in doubled.items()}, listed)


def ballot_scores(points: Mapping[str, Fraction], ballots: int, terms: Terms) -> dict[str, Fraction]:
    """B for each candidate of the ballot: its points in percent of the most that `ballots` ballots can give it.

    ValueError where no ballot counts. The points may be those that were published instead of the ballots.
    """
    if ballots < 1:
        raise ValueError("Belum ada surat suara yang sah.")
    most = ballots * _worth(terms, len(points)).most
    return {code: FULL * got / most for code, got in points.items()}


@dataclass(frozen=True)
class _Worth:
    """What one place on a ballot is worth: always `most`, or one less for every place further down."""

    most: int
    falls: bool
    shares_rest: bool = False

    def of(self, rank: int) -> int:
        return self.most + 1 - rank if self.falls else self.most


def _worth(terms: Terms, on_ballot: int) -> _Worth:
    if terms.form == APPROVAL:
        return _Worth(1, falls=False)
    if terms.form != RANKED or terms.convention not in {FIXED, SHARED}:
        raise ValueError(f"Bentuk surat suara {terms.form} {terms.convention} tidak dikenal.")
    if terms.convention == FIXED:
        return _Worth(terms.k, falls=True)
    if on_ballot < 2:
        raise ValueError("RATA memerlukan paling sedikit dua usulan pada surat suara.")
    return _Worth(on_ballot - 1, falls=True, shares_rest=True)
