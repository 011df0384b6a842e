"""The answer of the kamus as a page shows it while somebody types: verdict, lines with the note quoted, the sum."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from catalogue.checking import Answer, Facts, Verdict, check, worst
from catalogue.models import KamusItem
from catalogue.money import decimal_text, rupiah

from .models import Proposal

TONES = {Verdict.PASSED: "ok", Verdict.PROOF: "back", Verdict.UNFIT: "no"}
TITLES = {
    Verdict.PASSED: "Kamus: lolos",
    Verdict.PROOF: "Kamus: perlu bukti",
    Verdict.UNFIT: "Kamus: tidak sesuai",
}


@dataclass(frozen=True)
class Part:
    """The answers of one verdict: word, tone, lines; `others` are fitting items that may be changed to."""

    title: str
    tone: str
    answers: list[Answer]
    others: list[KamusItem]


@dataclass(frozen=True)
class Panel:
    """Verdict of the whole, its parts from bad to good, and the sum in words; empty words where something lacks."""

    verdict: str
    parts: list[Part]
    area: str = ""
    difference: str = ""
    volume: str = ""
    price: str = ""
    rule: str = ""
    total: str = ""

    @property
    def is_unfit(self) -> bool:
        return self.verdict == Verdict.UNFIT


def parts_of(answers: Sequence[Answer]) -> list[Part]:
    """Group answers by verdict, the worst first."""
    found = []
    for verdict in (Verdict.UNFIT, Verdict.PROOF, Verdict.PASSED):
        same = [answer for answer in answers if answer.verdict == verdict]
        if same:
            others = {answer.other.pk: answer.other for answer in same if answer.other and answer.other.is_active}
            found.append(Part(TITLES[verdict], TONES[verdict], same, list(others.values())))
    return found


def panel_of(answers: Sequence[Answer], typed: Proposal, amount: int | None, **words: str) -> Panel:
    """The panel for a usulan as typed; `words` are `area` and `difference`."""
    verdict = str(worst(list(answers))) if answers else ""
    if amount is None or typed.volume is None or typed.unit_price is None:
        return Panel(verdict, parts_of(answers), **words)
    months = f"{typed.periods} {typed.item.price_period}" if typed.periods and typed.item else ""
    return Panel(
        verdict,
        parts_of(answers),
        volume=f"{decimal_text(typed.volume)} {typed.unit}",
        price=f"{rupiah(typed.unit_price)} × {months}" if months else rupiah(typed.unit_price),
        rule=f"{typed.variant.label}." if typed.variant else "",
        total=rupiah(amount),
        **words,
    )


def need_panel(item: KamusItem, volume: Decimal | None) -> Panel:
    """The same for a resident, who tells an item and perhaps a volume. Needs the item's rules and variants loaded."""
    typed = _told(item, volume)
    return panel_of(check(item, Facts(volume=volume)), typed, need_amount(item, volume))


def need_amount(item: KamusItem, volume: Decimal | None) -> int | None:
    """What a resident's volume costs in rupiah, as a usulan counts it.

    None while volume or price are missing, and where the item asks for months or for a choice of price besides: those
    are not asked of a resident.
    """
    typed = _told(item, volume)
    is_whole = volume is not None and typed.unit_price is not None
    return typed.amount if is_whole and not item.price_period and not item.variants.all() else None


def _told(item: KamusItem, volume: Decimal | None) -> Proposal:
    typed = Proposal(item=item, volume=volume)
    typed.copy_item()
    return typed
