"""What keeps a counted round from being computed: H01 to H06 of prioritisation.md 3.2, all at once."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from rounds.blockers import Blocker, present
from rounds.models import Round, Voter

from . import records
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
    numbers = {row.pk: row.facts["nomor"] for row in round_.candidates.order_by("pk")}
    unfit = {row.facts["nomor"] for row in round_.candidates.order_by("pk") if row.facts["tidak_layak"]}
    given: Counter[tuple[str, str]] = Counter()
    for value in records.values(round_, numbers):
        given[value.number, value.criterion] += 1
    needed = round_.terms.assessors_needed
    criteria = list(round_.criteria.order_by("place", "code"))
    kinds = {row.facts["nomor"]: row.facts["jenis"] for row in round_.candidates.order_by("pk")}
    short = sorted(
        {
            number
            for number in numbers.values()
            for one in criteria
            if number not in unfit and one.list_kind in {"", kinds[number]} and given[number, one.code] < needed
        }
    )
    if short:
        said = f"{len(short)} usulan belum dinilai {needed} penilai pada semua kriteria: {named(short)}."
        yield Blocker("H02", f"{said} Minta penilai melengkapi.", SCORES)


def _of_given_ballots(round_: Round) -> Iterator[Blocker]:
    if not has_ballots(round_):
        return
    read, agreed = records.readings(round_), records.paper(round_)
    if queue := sorted(set(read) - set(agreed)):
        said = ", ".join(str(serial) for serial in queue[:8])
        yield Blocker("H03", f"Surat suara kertas nomor {said} belum dibaca sama oleh dua orang.", PAPER)
    stack = getattr(round_, "stack", None)
    handed = round_.voters.filter(channel=Voter.Channel.PAPER).count()
    if stack is not None or handed:
        issued, unused = (stack.issued, stack.unused) if stack else (0, 0)
        if unused is None or issued != len(agreed) + unused:
            said = f"Kertas dicetak {issued}, terbaca {len(agreed)}"
            left = "belum diisi" if unused is None else unused
            yield Blocker("H03", f"{said}, tidak terpakai {left}. Jumlahnya harus cocok.", PAPER)
        used = round_.voters.filter(channel=Voter.Channel.PAPER, is_used=True).count()
        if len(agreed) != used:
            yield Blocker("H03", f"{used} orang menerima kertas, {len(agreed)} lembar terbaca. Periksa lagi.", PAPER)
    if not records.ballots(round_):
        yield Blocker("H04", "Belum ada surat suara yang sah.", VOTERS)
