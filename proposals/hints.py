"""The hint of a form: what is being written as a question, and the answer without what was looked at already."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from accounts.models import ProposerGroup
from catalogue.models import KamusItem
from regions import codes
from regions.models import Region

from .models import Cycle, Proposal
from .similar import Asked, Hint, hint


@dataclass(frozen=True)
class Shown:
    """A hint as a form shows it: `fresh` was not looked at yet, `seen` was called another usulan."""

    hint: Hint
    seen: tuple[str, ...] = ()

    @property
    def fresh(self) -> list[Any]:
        return [story for story in self.hint.stories if story.key not in self.seen]

    @property
    def different(self) -> list[Any]:
        return [story for story in self.hint.stories if story.key in self.seen]

    @property
    def is_open(self) -> bool:
        return bool(self.fresh or self.hint.pokir)


def of_group(
    cycle: Cycle,
    group: ProposerGroup,
    *,
    item: KamusItem | None,
    problem: str,
    address: str,
    locations: Sequence[str],
    lat: Any = None,
    lng: Any = None,
    proposal: Proposal | None = None,
    seen: Collection[str] = (),
) -> Shown:
    """What is like the usulan that a group writes; six queries at most. `locations` are keys of places, as typed."""
    area = Region.objects.current().filter(code=group.kelurahan_code, level=codes.KELURAHAN).first()
    if area is None:
        return Shown(Hint())
    keys = [int(key) for key in locations[:200] if key.isascii() and key.isdigit() and len(key) < 19]
    places = Region.objects.filter(pk__in=keys, code__within=area.code) if keys else Region.objects.none()
    chosen = [place.code for place in places.order_by("code")] or [group.region.code]
    asked = Asked(
        area,
        title=item.name if item else "",
        problem=problem[:500],
        address=address[:255],
        place=codes.spell(chosen),
        lat=degrees(lat),
        lng=degrees(lng),
        own=proposal.pk if proposal else None,
        previous=proposal.previous_id if proposal else None,
        group=group,
    )
    return Shown(hint(asked, cycle), tuple(seen))


def of_resident(
    cycle: Cycle,
    *,
    places: Sequence[str],
    item: KamusItem | None,
    wish: str,
    problem: str,
    address: str,
    lat: Any = None,
    lng: Any = None,
) -> Shown:
    """What is like the need that a resident tells at these region codes; five queries at most."""
    kelurahan = codes.cut(codes.shared(places), codes.KELURAHAN)
    area = Region.objects.current().filter(code=kelurahan, level=codes.KELURAHAN).first()
    if area is None:
        return Shown(Hint())
    asked = Asked(
        area,
        title=item.name if item else "",
        problem=f"{problem} {'' if item else wish}".strip()[:700],
        address=address[:255],
        place=codes.spell(places),
        lat=degrees(lat),
        lng=degrees(lng),
    )
    return Shown(hint(asked, cycle))


def degrees(text: Any) -> Decimal | None:
    """Read a degree as it was typed or stored; None for what is none."""
    try:
        number = Decimal(str(text)) if text not in (None, "") else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() and abs(number) <= 180 else None
