"""What stands on a ballot: the candidates in their frozen order, what may be chosen, what will be published."""

from dataclasses import dataclass
from typing import Any

from catalogue.money import NBSP, decimal_text
from rounds.engine.score_rule import TOTALS, WHOLE
from rounds.engine.scoring import RANKED, Terms
from rounds.models import Candidate, Round

from . import records
from .publication import hides_ballots
from .rule import ballot_record

PUBLISHED = {
    TOTALS: "Yang terbit hanya jumlah suara tiap usulan, tidak pernah pilihan satu orang.",
    WHOLE: "Yang terbit setiap surat suara tanpa nama, dalam urutan acak.",
}


@dataclass(frozen=True)
class Line:
    """One candidate as a delegate reads it; `place` is its short number on screen and on paper."""

    place: int
    number: str
    title: str
    group: str
    cost: int


@dataclass(frozen=True)
class Blank:
    """An empty ballot."""

    terms: Terms
    lines: tuple[Line, ...]
    published: str

    @property
    def is_ranked(self) -> bool:
        return self.terms.form == RANKED

    @property
    def places(self) -> range:
        """The choices that may be made, from 1."""
        return range(1, self.terms.k + 1)

    @property
    def task(self) -> str:
        """What is asked, in a sentence."""
        least, most = self.terms.least, self.terms.k
        many = f"{most} usulan" if least == most else f"{least} sampai {most} usulan"
        if self.is_ranked:
            return f"Pilih {many} dan beri urutan. Pilihan 1 yang paling penting."
        return f"Pilih {many}. Semua pilihan sama kuatnya."


def terms(round_: Round) -> Terms:
    """The frozen terms of the ballot as the engine reads them."""
    said = _rule(round_)
    return Terms(form=said["bentuk"], k=said["k"], convention=said["konvensi"], minimum=said["min"])


def read(round_: Round) -> Blank:
    """The ballot of a frozen round; one query, and one more where whole ballots are to be published."""
    lines = tuple(
        Line(place, row.facts["nomor"], title(row), row.facts["kelompok"], row.cost)
        for place, row in enumerate(records.playing(round_), start=1)
    )
    promised = WHOLE if _rule(round_)["terbit"] == WHOLE and not hides_ballots(round_) else TOTALS
    return Blank(terms(round_), lines, PUBLISHED[promised])


def _rule(round_: Round) -> dict[str, Any]:
    """What the rule says of ballots: as frozen, or as it is being written."""
    return records.frozen_rule(round_)["suara"] or ballot_record(round_)


def title(row: Candidate) -> str:
    """What is asked for, with the volume as frozen. Needs the usulan loaded."""
    what, unit = row.proposal.title, row.proposal.unit
    return f"{what}, {decimal_text(row.volume)}{NBSP}{unit}".strip() if row.volume is not None else what
