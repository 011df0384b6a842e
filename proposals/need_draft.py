"""A need while it is being told: kept between the four steps in the visitor's session, its photos as temporary files.

Works without JavaScript. Nothing of it is in the database until it is sent; name and phone are never kept here.
"""

from collections.abc import Iterator, MutableMapping
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID, uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from catalogue.models import KamusItem
from catalogue.money import cost, decimal_text
from regions import codes
from regions.models import Region

from .models import Cycle

SESSION_KEY = "kebutuhan"
FOLDER = "draf"
MAX_AGE = timedelta(hours=24)
STEPS = ("Masalah", "Apa yang dibutuhkan", "Lokasi dan foto", "Periksa dan kirim")
TEXTS = ("problem", "wish", "address", "search", "volume")


class NeedDraft:
    """What has been told so far. `save` writes it back into the session."""

    def __init__(self, session: MutableMapping[str, Any], cycle: Cycle) -> None:
        self.session, self.cycle = session, cycle
        kept = session.get(SESSION_KEY, {})
        if kept.get("cycle") != cycle.pk:
            kept = {}
        self.key: str = kept.get("key") or str(uuid4())
        self.region_code: str = kept.get("region", "")
        self.item_id: int | None = kept.get("item")
        self.done: int = kept.get("done", 0)
        self.texts: dict[str, str] = {name: kept.get("texts", {}).get(name, "") for name in TEXTS}
        self.photos: list[str] = list(kept.get("photos", []))
        self.saved_at: str = kept.get("saved_at", "")
        self._region: Region | None = None
        self._item: KamusItem | None = None

    def __getitem__(self, name: str) -> str:
        return self.texts[name]

    def save(self, at: datetime, *, step: int, **texts: str) -> None:
        """Keep the texts of a finished step."""
        self.texts |= texts
        self.done, self.saved_at = max(self.done, step), at.isoformat()
        self.session[SESSION_KEY] = {
            "cycle": self.cycle.pk,
            "key": self.key,
            "region": self.region_code,
            "item": self.item_id,
            "done": self.done,
            "texts": self.texts,
            "photos": self.photos,
            "saved_at": self.saved_at,
        }

    def clear(self) -> None:
        """Forget everything, the temporary photos too."""
        for name in self.photos:
            default_storage.delete(_path(name))
        self.session.pop(SESSION_KEY, None)

    @property
    def kept_at(self) -> datetime | None:
        """When it was last kept; None while nothing was."""
        return datetime.fromisoformat(self.saved_at) if self.saved_at else None

    @property
    def region(self) -> Region | None:
        """The RW, RT or kelurahan chosen so far."""
        if self._region is None and self.region_code:
            self._region = Region.objects.current().filter(code=self.region_code).first()
        return self._region

    @property
    def place(self) -> str:
        """The place as people say it: `RT 02 RW 05 Kel. Kauman`."""
        kelurahan = codes.cut(self.region_code, codes.KELURAHAN)
        area = Region.objects.current().filter(code=kelurahan).first()
        return f"{codes.spell([self.region_code])} {area.label if area else ''}".strip()

    @property
    def coefficient(self) -> str:
        """Volume and unit: `118,5 m`; empty while one of them is missing."""
        return f"{decimal_text(self.volume)} {self.item.unit}" if self.volume is not None and self.item else ""

    @property
    def item(self) -> KamusItem | None:
        """The kamus item chosen, while it may still be chosen."""
        if self._item is None and self.item_id:
            items = KamusItem.objects.active().filter(version_id=self.cycle.kamus_id).select_related("agency")
            self._item = items.filter(pk=self.item_id).first()
        return self._item

    @property
    def volume(self) -> Decimal | None:
        """The volume as a number; it was checked when it was typed."""
        try:
            return Decimal(self["volume"]) if self["volume"] else None
        except InvalidOperation:  # pragma: no cover - only the cleaned form writes it
            return None

    @property
    def amount(self) -> int | None:
        """Volume times kamus price in whole rupiah; None while one of them is missing."""
        price = self.item.unit_price if self.item else None
        return cost(self.volume, price) if self.volume is not None and price is not None else None

    def add_photo(self, photo: ContentFile[bytes]) -> None:
        """Store a photo that has been drawn anew, and sweep what others left behind a day ago."""
        name = uuid4().hex
        default_storage.save(_path(name), photo)
        self.photos.append(name)
        sweep(timezone.now())

    def remove_photo(self, name: str) -> None:
        """Take one photo away; an unknown one is no error."""
        if name in self.photos:
            self.photos.remove(name)
            default_storage.delete(_path(name))

    def photo_files(self) -> Iterator[ContentFile[bytes]]:
        """The photos as files for the verb; one that was swept meanwhile is left out."""
        for name in self.photos:
            if default_storage.exists(_path(name)):
                with default_storage.open(_path(name)) as file:
                    yield ContentFile(file.read(), name="foto.jpg")

    @property
    def submission_key(self) -> UUID:
        return UUID(self.key)


def photo_path(draft: NeedDraft, name: str) -> str | None:
    """Where a temporary photo of this draft lies; None for those of others."""
    return _path(name) if name in draft.photos and default_storage.exists(_path(name)) else None


def sweep(now: datetime) -> int:
    """Delete temporary photos that are older than a day; returns how many."""
    try:
        names = default_storage.listdir(FOLDER)[1]
    except FileNotFoundError:
        return 0
    old = [name for name in names if now - default_storage.get_modified_time(f"{FOLDER}/{name}") > MAX_AGE]
    for name in old:
        default_storage.delete(f"{FOLDER}/{name}")
    return len(old)


def _path(name: str) -> str:
    return f"{FOLDER}/{name}.jpg"
