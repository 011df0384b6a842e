"""A need while it is being told: its draft on the server, found by the code in the session or by a secret link.

Works without JavaScript. Name, phone and e-mail are never kept here. Writes are `actions.need_drafts`.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from catalogue.models import KamusItem
from catalogue.money import decimal_text
from regions import codes, pins
from regions.models import Region

from .kamus_panel import need_amount
from .models import Cycle, NeedDraft

FOLDER = "draf"
MAX_AGE = timedelta(days=7)
STEPS = ("Masalah", "Apa yang dibutuhkan", "Lokasi dan foto", "Periksa dan kirim")
TEXTS = ("problem", "wish", "address", "search", "volume", "lat", "lng", "pin_note")
TYPED: dict[int, tuple[str, ...]] = {
    1: ("kelurahan", "rw", "rt", "problem"),
    2: ("cari", "item", "wish", "volume"),
    3: ("address", "lat", "lng", "pin_note"),
}
"""What is kept while it is typed, by step; whatever is not named here is not stored before it is sent."""


def find(cycle: Cycle, code: str, now: datetime) -> NeedDraft | None:
    """The draft behind a secret code, while it is not too old."""
    return NeedDraft.objects.filter(cycle=cycle, code=code, saved_at__gt=now - MAX_AGE).first() if code else None


class OpenNeed:
    """What has been told so far; empty before anything was kept. `key` becomes the submission key of the need."""

    def __init__(self, cycle: Cycle, row: NeedDraft | None = None) -> None:
        kept: dict[str, Any] = row.data if row else {}
        self.cycle, self.row = cycle, row
        self.key: str = kept.get("key") or str(uuid4())
        self.places: list[str] = list(kept.get("places", []))
        self.item_id: int | None = kept.get("item")
        self.texts: dict[str, str] = {name: kept.get("texts", {}).get(name, "") for name in TEXTS}
        self.typed: dict[str, dict[str, Any]] = kept.get("typed", {})
        self.photos: list[str] = list(kept.get("photos", []))
        self.done: int = kept.get("done", 0) if self.places else 0

    def __getitem__(self, name: str) -> str:
        return self.texts[name]

    @property
    def code(self) -> str:
        return self.row.code if self.row else ""

    @property
    def link(self) -> str:
        """The secret address under which it goes on, on another phone too; empty before anything was kept."""
        return reverse("kebutuhan-lanjut", args=[self.code]) if self.code else ""

    @property
    def kept_at(self) -> datetime | None:
        """When it was last kept; None while nothing was."""
        return self.row.saved_at if self.row else None

    @property
    def stamp(self) -> str:
        """Which state of the draft a page shows; a browser that typed on top of it knows its own text to be newer."""
        return self.row.saved_at.isoformat() if self.row else ""

    @property
    def submission_key(self) -> UUID:
        return UUID(self.key)

    def typed_on(self, step: int) -> dict[str, Any]:
        """What was typed on a step and not yet confirmed with Lanjut."""
        return self.typed.get(str(step), {})

    @cached_property
    def regions(self) -> list[Region]:
        """The RW or the RT chosen so far; a kelurahan without RW itself."""
        return list(Region.objects.current().filter(code__in=self.places).in_order())

    @cached_property
    def region(self) -> Region | None:
        """The one place that holds all that were chosen; None where one of them is in use no longer."""
        if not self.places or len(self.regions) != len(set(self.places)):
            return None
        return Region.objects.current().filter(code=codes.shared(self.places)).first()

    @cached_property
    def kelurahan(self) -> Region | None:
        """The kelurahan that was chosen."""
        code = codes.cut(self.places[0], codes.KELURAHAN) if self.places else ""
        return Region.objects.current().filter(code=code).first() if code else None

    @property
    def place(self) -> str:
        """The places as people say them: `RT 02, 03 RW 05 Kel. Kauman`."""
        return f"{codes.spell(self.places)} {self.kelurahan.label if self.kelurahan else ''}".strip()

    @property
    def pin(self) -> tuple[Decimal, Decimal] | None:
        """Latitude and longitude; None where no pin was set."""
        lat, lng = _number(self["lat"]), _number(self["lng"])
        return (lat, lng) if lat is not None and lng is not None else None

    @cached_property
    def strayed(self) -> tuple[bool, Region | None]:
        """Whether the pin lies outside the kelurahan, and in which other one."""
        if self.pin is None or self.kelurahan is None:
            return False, None
        return pins.is_outside(self.kelurahan, *self.pin)

    @cached_property
    def item(self) -> KamusItem | None:
        """The kamus item chosen, while it may still be chosen."""
        if not self.item_id:
            return None
        items = KamusItem.objects.active().filter(version_id=self.cycle.kamus_id).select_related("agency")
        return items.filter(pk=self.item_id).first()

    @property
    def volume(self) -> Decimal | None:
        return _number(self["volume"])

    @property
    def coefficient(self) -> str:
        """Volume and unit: `118,5 m`; empty while one of them is missing."""
        return f"{decimal_text(self.volume)} {self.item.unit}" if self.volume is not None and self.item else ""

    @cached_property
    def amount(self) -> int | None:
        """What the volume costs in whole rupiah; None while something is missing, or where the price is for months."""
        return need_amount(self.item, self.volume) if self.item else None

    def photo_files(self) -> Iterator[ContentFile[bytes]]:
        """The photos as files for the verb; one that was swept meanwhile is left out."""
        for name in self.photos:
            if default_storage.exists(stored(name)):
                with default_storage.open(stored(name)) as file:
                    yield ContentFile(file.read(), name="foto.jpg")

    def photo_path(self, name: str) -> str | None:
        """Where a temporary photo of this draft lies; None for those of others."""
        return stored(name) if name in self.photos and default_storage.exists(stored(name)) else None


def stored(name: str) -> str:
    """Where the temporary photo of that name lies."""
    return f"{FOLDER}/{name}.jpg"


def _number(text: str) -> Decimal | None:
    """A number that a cleaned form has written; None for none."""
    try:
        return Decimal(text) if text else None
    except InvalidOperation:  # pragma: no cover - only the cleaned form writes it
        return None
