"""How numbers, dates and statuses look on every page. Loaded everywhere; templates need no `{% load %}`."""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Any

from django import template
from django.core.paginator import Page
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from catalogue import money
from proposals.statuses import FACES, Status
from proposals.windows import MONTHS, say, say_date, say_day

register = template.Library()

EMPTY = "belum diisi"


@register.filter
def rupiah(amount: int | None) -> str:
    """`Rp 1.500.000`; `belum diisi` where nothing is known."""
    return EMPTY if amount is None else money.rupiah(int(amount))


@register.filter
def rupiah_ringkas(amount: int | None) -> str:
    """`Rp 96,4 miliar`, for figures only."""
    return EMPTY if amount is None else money.rupiah_short(int(amount))


@register.filter
def angka(number: int | None) -> str:
    """`1.500`."""
    return EMPTY if number is None else money.grouped(int(number))


@register.filter
def volume(number: Decimal | None) -> str:
    """`107,5`."""
    return EMPTY if number is None else money.decimal_text(Decimal(number))


@register.filter
def persen(number: Decimal | float | None) -> str:
    """`26,5 %`."""
    return EMPTY if number is None else f"{money.decimal_text(round(Decimal(str(number)), 1))}{money.NBSP}%"


@register.filter
def tanggal(moment: date | datetime | None) -> str:
    """`Rabu, 7 Januari 2026`."""
    if moment is None:
        return EMPTY
    if isinstance(moment, datetime):
        return say_day(moment)
    return say_date(moment)


@register.filter
def tanggal_pendek(moment: date | datetime | None) -> str:
    """`7 Jan`, with the year where it is not this year's."""
    if moment is None:
        return EMPTY
    day = timezone.localtime(moment).date() if isinstance(moment, datetime) else moment
    year = "" if day.year == timezone.localdate().year else f" {day.year}"
    return f"{day.day} {MONTHS[day.month - 1][:3]}{year}"


@register.filter
def tanggal_jam(moment: datetime | None) -> str:
    """`Kamis, 8 Januari 2026, 19.12 WIB`."""
    return EMPTY if moment is None else f"{say_day(moment)}, {timezone.localtime(moment):%H.%M} WIB"


@register.filter
def pukul(moment: datetime | None) -> str:
    """`Rabu, 7 Januari 2026 pukul 16.00 WIB`."""
    return EMPTY if moment is None else say(moment)


@register.filter
def hari_lagi(moment: datetime | None) -> str:
    """`2 hari lagi`, `hari ini`, `3 hari lalu`."""
    if moment is None:
        return ""
    days = (timezone.localtime(moment).date() - timezone.localdate()).days
    if days == 0:
        return "hari ini"
    return f"{days} hari lagi" if days > 0 else f"{-days} hari lalu"


@register.filter
def nomor(number: str) -> str:
    """Keep a number such as `3573-2027-001284` on one line."""
    return number.replace("-", "\u2011")


@register.filter
def halaman(page: Page[Any]) -> list[int]:
    """Page numbers to link: the first, the neighbours, the last; 0 stands for those between."""
    last, here = page.paginator.num_pages, page.number
    shown = sorted({1, last, *range(max(1, here - 1), min(last, here + 1) + 1)})
    return [n for before, n in pairwise([0, *shown]) for n in ([0, n] if n - before > 1 else [n])]


@register.simple_tag
@lru_cache(maxsize=64)
def chip(status: str, label: bool = False) -> SafeString:
    """The status chip of a usulan; with `label=True` the exact working status follows, for officials.

    Drawn once per status: a list of 25 spends a third of its time on chips otherwise.
    """
    known = Status(status)
    face = FACES[known]
    exact = known.label if label and known.label != face.word else ""
    said = {"word": face.word, "icon": face.icon, "tone": face.tone, "label": exact}
    return render_to_string("components/chip.html", said)
