"""What a city says of lists from elsewhere, once: which column holds what, and whom another spelling means."""

import hashlib
from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import OfficeHolding
from catalogue.models import Agency, KamusItem
from catalogue.wording import agency_key, item_key
from catalogue.words import plain
from proposals import list_shapes
from proposals.models import ColumnNames, Spelling
from regions import codes
from regions.models import Region
from regions.sheets import Cells

KEYS = {Spelling.Kind.AGENCY: agency_key, Spelling.Kind.ITEM: item_key, Spelling.Kind.KELURAHAN: plain}
"""How each kind of name is brought to the form by which it is known again."""
FIELD = {Spelling.Kind.AGENCY: "agency_id", Spelling.Kind.ITEM: "item_id", Spelling.Kind.KELURAHAN: "region_id"}


def _shape(heads: Cells) -> str:
    return hashlib.sha256("\n".join(list_shapes.shape_of(heads)).encode()).hexdigest()


def known_names(city: Region, heads: Cells) -> dict[str, str]:
    """What the city said of heads of this shape: our column by head; empty where it was never asked."""
    found = ColumnNames.objects.filter(city=city, shape=_shape(heads)).values_list("names", flat=True).first()
    return dict(found or {})


@transaction.atomic
def explain_columns(
    city: Region, heads: Cells, names: Mapping[str, str], *, by: OfficeHolding | None, at: datetime
) -> ColumnNames:
    """Remember which head holds what, for every list of this city whose heads look the same.

    `names` maps each head (as `head_key` writes it) to a column of `list_shapes.FIELDS` or to "".
    """
    named = [field for field in names.values() if field]
    twice = next((field for field in named if named.count(field) > 1), "")
    if twice:
        raise ValidationError(f"“{list_shapes.FIELDS[twice]}” dipilih untuk dua kolom. Pilih satu saja.")
    missing = [list_shapes.FIELDS[field] for field in list_shapes.NEEDED if field not in named]
    if missing:
        raise ValidationError(f"Tunjukkan kolom untuk: {', '.join(missing)}.")
    if not {"koefisien", "volume"} & set(named):
        raise ValidationError("Tunjukkan kolom untuk: Koefisien, atau Volume dan Satuan.")
    stored, _ = ColumnNames.objects.update_or_create(
        city=city, shape=_shape(heads), defaults={"names": dict(names), "told_by": by, "told_at": at}
    )
    return stored


@transaction.atomic
def tell_spellings(
    city: Region, told: Mapping[tuple[str, str], int | None], *, by: OfficeHolding | None, at: datetime
) -> int:
    """Remember whom other spellings mean: by (kind, spelling) the id of agency, item or kelurahan, None for nobody.

    Returns how many were told. Refuses what is not of this city.
    """
    known = {
        Spelling.Kind.AGENCY: Agency.objects.filter(city=city),
        Spelling.Kind.ITEM: KamusItem.objects.filter(version__city=city),
        Spelling.Kind.KELURAHAN: Region.objects.current().within(city.code).at(codes.KELURAHAN),
    }
    rows = []
    for kind, found in known.items():
        meant = {pk for (asked, _), pk in told.items() if asked == kind and pk is not None}
        if meant - set(found.filter(pk__in=meant).order_by().values_list("pk", flat=True)):
            raise ValidationError("Pilihan ini tidak ada lagi. Muat ulang halaman.")
        rows += [
            Spelling(city=city, kind=kind, said=KEYS[kind](said)[:300], told_by=by, told_at=at, **{FIELD[kind]: pk})
            for (asked, said), pk in told.items()
            if asked == kind
        ]
    Spelling.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["city", "kind", "said"],
        update_fields=["agency", "item", "region", "told_by", "told_at"],
    )
    return len(rows)
