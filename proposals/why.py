"""Why a usulan stands where it stands, in sentences: short beside its chip, whole on its own page."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, Decimal
from typing import Any

from catalogue.money import decimal_text, rupiah

from .lifeline import holder
from .models import LevelDecision, Proposal
from .models.decision import Outcome
from .reasons import Reason
from .statuses import AGREED, OPEN, Status
from .texts import mask_private
from .windows import say, say_date, say_day

S = Status

TITLES = {
    S.RETURNED: "Apa yang perlu diperbaiki?",
    S.RESERVE_KEL: "Mengapa belum masuk?",
    S.NOT_AGREED: "Mengapa belum masuk?",
    S.UNFUNDED: "Mengapa belum masuk?",
    S.NOT_DISCUSSED: "Mengapa tidak dibahas?",
    S.MERGED: "Mengapa digabung?",
    S.REJECTED: "Mengapa tidak diterima?",
    S.CANCELLED: "Mengapa batal?",
}

SAID = {
    S.ACCOMMODATED: "Diterima dalam rancangan RKPD {year}.",
    S.THIS_YEAR: "Dikerjakan dengan anggaran tahun berjalan, jadi tidak menunggu RKPD {year}.",
    S.IN_RKPD: "Masuk RKPD {year}.",
    S.IN_APBD: "Masuk APBD {year} dan akan dikerjakan.",
    S.UNDERWAY: "Sedang dikerjakan.",
    S.DONE: "Selesai dikerjakan.",
}


@dataclass(frozen=True)
class Shortfall:
    """The bar of what is there and what lacks, in rupiah."""

    left: int
    short: int
    cost: int

    @property
    def sentence(self) -> str:
        return f"Tersedia {rupiah(self.left)}, kurang {rupiah(self.short)} dari biaya {rupiah(self.cost)}."


@dataclass(frozen=True)
class Test:
    """One of the tests a usulan went through, with what was found."""

    name: str
    text: str
    passed: bool


@dataclass(frozen=True)
class Why:
    """The card that answers the page's question."""

    title: str
    sentence: str
    shortfall: Shortfall | None = None
    tests: list[Test] = field(default_factory=list)
    changes: list[tuple[str, str]] = field(default_factory=list)


def reason_of(code: str, text: str) -> str:
    """Join label and text of a reason: `Pagu tidak cukup. Sisa Rp 6.600.000.`; private things are covered."""
    label = Reason(code).label if code in Reason.values else ""
    said = mask_private(text.strip())
    if not label or said.lower().startswith(label.lower()):
        return said
    return f"{label}. {said}".strip() if said else f"{label}."


def short_reason(proposal: Proposal) -> str:
    """One line beside the chip: the reason, or who holds it. Needs all that `for_list` loads, and the parent."""
    status = S(proposal.status)
    if status == S.MERGED and proposal.parent is not None:
        return f"Digabung ke usulan {proposal.parent.number}."
    if status in AGREED:
        return SAID[status].format(year=proposal.cycle.plan_year)
    said = reason_of(proposal.reason_code, proposal.reason)
    if status == S.RETURNED and proposal.due_at:
        said = f"Perbaiki sebelum {say_day(proposal.due_at)}. {said}"
    if status == S.SUBMITTED and proposal.review_on:
        said = f"Ditunda sampai {say_date(proposal.review_on)}. {said}"
    if said:
        return said
    if status not in OPEN:
        return ""
    who = holder(proposal).holder
    return f"Dipegang {who} sampai {say_day(proposal.due_at)}." if proposal.due_at else f"Dipegang {who}."


def why(proposal: Proposal, decisions: Sequence[LevelDecision]) -> Why | None:
    """The reason card of a usulan; None while nobody has decided. `decisions` are its own, oldest first."""
    status = S(proposal.status)
    last = next((one for one in reversed(decisions) if one.outcome != Outcome.MOVED), None)  # a move decides nothing
    if status == S.SUBMITTED or (status in OPEN and status != S.RETURNED and last is None):
        return None
    return Why(
        title=TITLES.get(status, "Mengapa masuk?"),
        sentence=_whole(proposal, status, last),
        shortfall=_shortfall(last),
        tests=_tests(proposal, last),
        changes=_changes(proposal, last),
    )


def _whole(proposal: Proposal, status: Status, last: LevelDecision | None) -> str:
    said = reason_of(proposal.reason_code, proposal.reason)
    if last is not None and last.round_sentence and (status not in AGREED):
        typed = proposal.reason.strip()
        known = not typed or typed in last.round_sentence or last.round_sentence in typed
        said = last.round_sentence if known else f"{last.round_sentence} {typed}"
    elif last is not None and not said and status not in AGREED:
        said = reason_of(last.reason_code, last.reason)
    if status == S.RETURNED and proposal.due_at:
        said = f"{said} Perbaiki sebelum {say(proposal.due_at)}."
    if status in AGREED:
        said = f"{SAID[status].format(year=proposal.cycle.plan_year)} {said}".strip()
    if status == S.MERGED and proposal.parent is not None:
        said = f"Tempat dan pekerjaannya sama dengan usulan {proposal.parent.number}. {said}".strip()
    return mask_private(said) or _bare(proposal, last)


def _bare(proposal: Proposal, last: LevelDecision | None) -> str:
    if last is None:
        return "Alasannya belum dicatat."
    maker = last.forum_label or (last.decided_by.office.name if last.decided_by else last.get_level_display())
    if last.outcome == Outcome.PRIORITY:
        return f"Menjadi prioritas {last.rank or ''} menurut {maker}.".replace("  ", " ")
    return f"{last.get_outcome_display()} oleh {maker}."


def _shortfall(last: LevelDecision | None) -> Shortfall | None:
    numbers: dict[str, Any] = last.round_numbers if last else {}
    known = [numbers.get(name) for name in ("sisa", "kurang", "biaya")]
    if not all(isinstance(one, int) for one in known) or numbers["biaya"] <= 0:
        return None
    return Shortfall(max(numbers["sisa"], 0), numbers["kurang"], numbers["biaya"]) if numbers["kurang"] else None


def _tests(proposal: Proposal, last: LevelDecision | None) -> list[Test]:
    if last is None or not last.round_numbers:
        return []
    numbers = last.round_numbers
    tests = []
    if proposal.item is not None:
        kamus_price = proposal.variant.unit_price if proposal.variant else proposal.item.unit_price
        same = not proposal.price_reason and proposal.unit_price == kamus_price
        text = "Item, satuan, dan harga sama dengan kamus." if same else "Item sesuai; harganya berbeda dari kamus."
        tests.append(Test("Kamus: sesuai", text, passed=True))
    if "maks" in numbers:
        tests.append(Test("Kuota: penuh", f"{numbers['terisi']} dari {numbers['maks']} terisi.", passed=False))
    if numbers.get("kurang"):
        left = rupiah(max(int(numbers["sisa"]), 0))
        tests.append(Test("Pagu: tidak cukup", f"Sisa {left}, kurang {rupiah(int(numbers['kurang']))}.", passed=False))
    return tests


def _changes(proposal: Proposal, last: LevelDecision | None) -> list[tuple[str, str]]:
    """What the numbers say would change the result; nothing from opinion."""
    if last is None or "batas" not in last.round_numbers or "tertutup_oleh" in last.round_numbers:
        return []
    if "kurang" not in last.round_numbers:
        return [("Ada yang batal.", "Bila satu usulan yang terpilih batal, tempatnya di kuota menjadi kosong.")]
    numbers, found = last.round_numbers, []
    left = max(int(numbers["sisa"]), 0)
    each = proposal.cost_of(Decimal(1))
    if each and left >= each:
        fits = (Decimal(left) / each).quantize(Decimal("0.1"), rounding=ROUND_DOWN)
        if proposal.unit not in ("m", "m²", "m³"):
            fits = fits.quantize(Decimal(1), rounding=ROUND_DOWN)
        said = f"Sampai {decimal_text(fits)} {proposal.unit} ({rupiah(proposal.cost_of(fits))})"
        found.append(("Volume lebih kecil.", f"{said}, usulan ini masuk dengan sisa pagu."))
    found.append(
        (
            "Ada yang batal.",
            f"Bila usulan di atasnya yang bernilai {rupiah(int(numbers['kurang']))} ke atas batal, usulan ini dapat "
            "naik lewat berita acara perubahan.",
        )
    )
    return found
