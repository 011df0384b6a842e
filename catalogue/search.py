"""Finding items of the kamus by everyday words, as both the public kamus and the forms show them."""

import re
from dataclasses import dataclass

from . import words
from .conditions import conditions, prices
from .models import KamusItem, KamusVersion

SHOWN = 8
MOST = 100


@dataclass(frozen=True)
class Answer:
    """One item that answers a search; `parts` is its name cut up, each piece with whether the words found it."""

    item: KamusItem
    parts: list[tuple[str, bool]]

    @property
    def conditions(self) -> list[str]:
        """Its rules in plain words; needs them loaded."""
        return conditions(self.item)

    @property
    def prices(self) -> list[str]:
        """What it costs: one price, or each variant; needs those loaded."""
        return prices(self.item)


@dataclass(frozen=True)
class Answers:
    """What a search finds: the first few, how many there are in all (at most a hundred are counted), how many more."""

    text: str
    shown: list[Answer]
    count: int

    @property
    def more(self) -> int:
        return max(self.count - SHOWN, 0)


def published() -> KamusVersion | None:
    """The newest kamus that everybody may read; None while there is none."""
    return KamusVersion.objects.published().select_related("city").first()


def answers(version: KamusVersion | None, text: str, chosen: KamusItem | None = None) -> Answers:
    """Items of a kamus that the words find, in one query; what was chosen already stands first. No words, no answer."""
    said = text.strip()[:100]
    found: list[KamusItem] = []
    if version is not None and words.terms(said):
        items = KamusItem.objects.active().filter(version=version).select_related("agency")
        found = list(items.search(said).in_order()[:MOST])
    first = [chosen] if chosen else []
    rest = [item for item in found if chosen is None or item.pk != chosen.pk][:SHOWN]
    return Answers(said, [Answer(item, marked(item.name, said)) for item in [*first, *rest]], len(found))


def marked(name: str, text: str) -> list[tuple[str, bool]]:
    """Cut a name into pieces and say of each whether the words of a search found it there."""
    sought = {word for alternatives in words.terms(text) for word in alternatives}
    if not sought:
        return [(name, False)]
    longest_first = sorted(sought, key=len, reverse=True)
    pattern = re.compile(rf"(?<![a-z0-9])({'|'.join(re.escape(word) for word in longest_first)})", re.IGNORECASE)
    return [(piece, number % 2 == 1) for number, piece in enumerate(pattern.split(name)) if piece]
