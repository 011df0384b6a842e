"""What a resident reads: the stored numbers of a result as Indonesian sentences (prioritisation.md 5.2 and 5.3)."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from .scoring import PLACES, display, displays
from .values import (
    BELOW,
    CEILING,
    CONSENSUS,
    FORUM,
    LOT,
    MERIT,
    QUOTA,
    REQUIREMENT,
    RUPIAH,
    UNFIT,
    Allocation,
    Failure,
    Result,
    Rule,
    Unfitness,
)

NAMED = 6
"""So many usulan are named one by one; of more the first are named and the rest counted."""
Shown = Mapping[Fraction, str]


def sentences(allocation: Allocation) -> dict[str, tuple[str, ...]]:
    """For each nomor: what became of it, its place among the reserves, what would have changed it."""
    shown = shown_scores(allocation)
    return {
        number: (
            reason(result, allocation.rule, shown, drawn=bool(allocation.seed)),
            *([] if result.reserve is None else [reserve_sentence(result.reserve)]),
            *change_sentences(result, shown),
        )
        for number, result in allocation.results.items()
    }


def shown_scores(allocation: Allocation) -> Shown:
    """Every C of the round and τ as it is written; different scores never look the same."""
    scores = (result.candidate.score for result in allocation.results.values())
    return displays({Fraction(allocation.rule.threshold), *(score for score in scores if score is not None)})


def rupiah(amount: int) -> str:
    """`Rp20.000.000`."""
    return f"{'-' if amount < 0 else ''}Rp{abs(amount):,}".replace(",", ".")


def difference(value: Fraction) -> str:
    """A difference of scores: three decimals, or as many as it takes not to look like none."""
    places = PLACES
    while value and not display(value, places).strip("-0,"):
        places += 1
    return display(value, places)


def reason(result: Result, rule: Rule, shown: Shown, *, drawn: bool = True) -> str:
    """The sentence of its code. Before the lot is drawn a tie only says that it waits."""
    candidate, failure = result.candidate, result.decisive
    if result.won:
        return _won(result, rule)
    if result.code == UNFIT:
        return _unfit(candidate.unfit or Unfitness("tidak layak"))
    if result.code == BELOW and candidate.score is not None:
        least = Fraction(rule.threshold)
        lacking = difference(least - candidate.score)
        return f"Nilai {shown[candidate.score]} di bawah ambang {shown[least]}, kurang {lacking}."
    if result.code == LOT and not drawn:
        return f"{_same(result)}; urutannya menunggu undian."
    return _lost(result, failure, rule) if failure else ""


def reserve_sentence(place: int) -> str:
    """The second record of a loser that is eligible."""
    return f"Cadangan nomor {place}: diperiksa lebih dulu bila ada usulan terpilih yang gugur atau pagu bertambah."


def change_sentences(result: Result, shown: Shown) -> list[str]:
    """What would have funded it, where anything would."""
    found, change = [], result.change
    if change is not None and change.max_cost is not None:
        fallen = rupiah(result.candidate.cost - change.max_cost)
        why = " karena menang pada seri" if change.by_tie else ""
        most = rupiah(change.max_cost)
        found.append(f"Akan terpilih bila biayanya paling banyak {most} (turun {fallen}){why}, hal lain tetap.")
    bound = change.min_score if change else None
    if bound is not None and bound.value is not None:
        least = "lebih dari" if bound.above else "paling sedikit"
        found.append(f"Akan terpilih bila nilainya {least} {shown[bound.value]}, hal lain tetap.")
    elif bound is not None:
        found.append(f"Akan terpilih bila berada di urutan ke-{bound.place} forum atau lebih awal, hal lain tetap.")
    return found


def listed(numbers: Sequence[str]) -> str:
    """`A-01`, `A-01 dan A-02`, `A-01, A-02, dan 7 usulan lain`."""
    if len(numbers) > NAMED:
        return f"{', '.join(numbers[: NAMED - 1])}, dan {len(numbers) - NAMED + 1} usulan lain"
    return f"{', '.join(numbers[:-1])} dan {numbers[-1]}" if len(numbers) > 1 else "".join(numbers)


def sweep_name(sweep: str, rule: Rule) -> str:
    """A pass as people call it: `urutan nilai`, `jaminan lantai per kelurahan (putaran 1)`."""
    if sweep == MERIT:
        return "urutan forum" if rule.method == CONSENSUS else "urutan nilai"
    if sweep == FORUM:
        return "kesepakatan forum"
    code, _, number = sweep.rpartition(":")
    label = next((one.label for one in rule.guarantees if one.code == code and one.label), code)
    return f"jaminan {label} (putaran {number})"


def _won(result: Result, rule: Rule) -> str:
    candidate = result.candidate
    rooms = [room.left for room in result.rooms if room.unit == RUPIAH and room.key == (candidate.fund,)]
    left = f"; sisa pagu sesudahnya {rupiah(min(rooms))}" if rooms else ""
    tie = f" Nilainya seri dengan {listed(result.rivals)}; urutan ditentukan undian." if result.rivals else ""
    return (
        f"Usulan {candidate.number} dibiayai {rupiah(result.amount)} dari {candidate.fund} melalui "
        f"{sweep_name(result.sweep, rule)}, urutan pembiayaan ke-{result.award}{left}.{tie}"
    )


def _lost(result: Result, failure: Failure, rule: Rule) -> str:
    if result.code == LOT:
        places = f"pada urutan {result.lot}, sesudah {result.rival_lot}"
        return f"{_same(result)}; undian menempatkannya {places}, dan {_clause(failure)}."
    if failure.closed_by:
        return f"Pembiayaan {result.candidate.fund} sudah berhenti pada {failure.closed_by}."
    if failure.code == CEILING:
        return f"Belum terpilih karena pagu tidak cukup: {_clause(failure)}."
    return f"Belum terpilih karena {_clause(failure)}{_fillers(failure, rule)}"


def _same(result: Result) -> str:
    rivals = listed(result.rivals)
    return f"Nilai, penerima manfaat, biaya, dan jumlah usulan terbiayai wilayahnya sama dengan {rivals}"


def _unfit(unfit: Unfitness) -> str:
    note = f" – {unfit.note}" if unfit.note else ""
    who = ", ".join(part for part in (unfit.office, unfit.date) if part)
    again = f" Dapat diajukan lagi setelah {unfit.remedy}." if unfit.remedy else ""
    return f"Tidak ikut dihitung: {unfit.item}{note}{f' ({who})' if who else ''}.{again}"


def _clause(failure: Failure) -> str:
    """What stopped it, as the rest of a sentence."""
    if failure.code == QUOTA:
        return f"{failure.label} sudah penuh ({failure.used} dari {failure.maximum}) saat gilirannya"
    if failure.closed_by:
        return f"pembiayaan {failure.label} sudah berhenti pada {failure.closed_by}"
    if failure.code == CEILING:
        room, cost, short = (rupiah(amount) for amount in (failure.room, failure.cost, failure.short))
        return f"saat gilirannya sisa {failure.label} {room}, biaya usulan {cost}, kurang {short}"
    if failure.kind == REQUIREMENT:
        return f"bergantung pada {failure.other} yang tidak dibiayai"
    note = f" ({failure.note})" if failure.note else ""
    return f"tidak dapat dibiayai bersama {failure.other} yang sudah terpilih{note}"


def _fillers(failure: Failure, rule: Rule) -> str:
    """Who filled a quota, and by how much or by what they came first; a full stop where it was no quota."""
    if failure.code != QUOTA or not failure.fillers:
        return "."
    if failure.gap is not None and failure.gap > 0:
        why = f"Selisih nilai dengan yang terakhir masuk {difference(failure.gap)}."
    elif failure.last_by_rank:
        why = "Kuota terisi menurut urutan prioritas kelompok."
    else:
        why = f"Yang terakhir masuk melalui {sweep_name(failure.last_sweep, rule)}."
    return f", terisi oleh {listed(failure.fillers)}. {why}"
