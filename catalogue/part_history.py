"""What was changed in the rules and price variants of an item: for the page of its history."""

from dataclasses import dataclass
from datetime import datetime

from .conditions import condition, price_words
from .models import KamusItem, KamusRule, KamusVariant

EVENTS = {"+": "Ditambah", "~": "Diubah", "-": "Dihapus"}


@dataclass(frozen=True)
class PartChange:
    """One change of a rule or variant; `text` is what it said from then on, or last."""

    at: datetime
    event: str
    by: str
    reason: str
    text: str


def part_history(item: KamusItem) -> list[PartChange]:
    """The changes of rules and variants, the newest first, in two queries."""
    rules = KamusRule.history.filter(item_id=item.pk).select_related("history_user").order_by("-history_id")
    variants = KamusVariant.history.filter(item_id=item.pk).select_related("history_user").order_by("-history_id")
    told = [(one, condition(one.instance, item)) for one in rules]
    told += [(one, f"{one.label}: {price_words(one.unit_price, item)}") for one in variants]
    found = [
        PartChange(
            one.history_date,
            EVENTS[one.history_type],
            str(one.history_user or "sistem"),
            one.history_change_reason or "",
            text,
        )
        for one, text in told
    ]
    return sorted(found, key=lambda change: change.at, reverse=True)
