"""What keeps a counted round from being computed: H01 to H06 of prioritisation.md 3.2, all at once."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from rounds.blockers import Blocker, present
from rounds.models import Round

from . import records, stack
from .freeze_blockers import RULE, VOTERS, named
from .rule import has_ballots, has_scores

PAPER, SCORES = "putaran-kertas", "putaran-nilai"


def compute_blockers(round_: Round, at: datetime) -> list[Blocker]:
    """All that must be done before the round is computed."""
    return [*_of_window(round_, at), *_of_given_scores(round_), *_of_given_ballots(round_)]


def _of_window(round_: Round, at: datetime) -> Iterator[Blocker]:
    if round_.closes_at and at < round_.closes_at:
        yield Blocker("H01", "Waktu pengumpulan belum berakhir. Tunggu, atau akhiri setelah semua memilih.", RULE)
    came, least = present(round_.forum).total, round_.forum.least_present
    if least and came < least and not round_.note.strip():
        yield Blocker("H05", f"Hadir {came} dari {least} orang. Tulis catatan kuorum untuk berita acara.", RULE)


def _of_given_scores(round_: Round) -> Iterator[Blocker]:
    if not has_scores(round_):
        return
    rows, criteria = records.playing(round_), list(round_.criteria.order_by("place", "code"))
    numbers, needed = records.numbers(round_), round_.terms.assessors_needed
    given = Counter((value.number, value.criterion) for value in records.values(round_, numbers))
    short = sorted(
        row.facts["nomor"]
        for row in rows
        if any(given[row.facts["nomor"], one.code] < needed for one in records.criteria_of(row, criteria))
    )
    if short:
        said = f"{len(short)} usulan belum dinilai {needed} penilai pada semua kriteria: {named(short)}."
        yield Blocker("H02", f"{said} Minta penilai melengkapi.", SCORES)


def _of_given_ballots(round_: Round) -> Iterator[Blocker]:
    if not has_ballots(round_):
        return
    paper = stack.read(round_)
    if paper.waiting:
        said = ", ".join(str(one.serial) for one in paper.waiting[:8])
        yield Blocker("H03", f"Surat suara kertas nomor {said} belum dibaca sama oleh dua orang.", PAPER)
    if paper.issued is not None and paper.missing != 0:
        left = "belum diisi" if paper.unused is None else paper.unused
        said = f"Kertas dicetak {paper.issued}, terbaca {paper.read}, tidak terpakai {left}"
        yield Blocker("H03", f"{said}. Jumlahnya harus cocok.", PAPER)
    if paper.read != paper.handed:
        said = f"{paper.handed} orang menerima kertas, {paper.read} lembar terbaca"
        yield Blocker("H03", f"{said}. Periksa lagi.", PAPER)
    if not paper.valid and not round_.ballots.exists():
        yield Blocker("H04", "Belum ada surat suara yang sah.", VOTERS)
