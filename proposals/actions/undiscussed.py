"""The verb that ends a stage for what nobody discussed: Bappeda confirms it for many areas at once, with a reason."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import OfficeHolding
from accounts.permissions import allows
from proposals import undiscussed
from proposals.models import Cycle, Stage

from .outcomes import mark_not_discussed
from .stages import need_reason


@transaction.atomic
def confirm(cycle: Cycle, seen: Mapping[str, int], *, reason: str, by: OfficeHolding, at: datetime) -> int:
    """Tidak dibahas for these stages and areas (`kelurahan:35.73.02.1007`); returns how many usulan.

    `seen` says how many the page showed of each; where that changed, or the stage was extended meanwhile, it is named
    and nothing is written. The number of queries does not grow with the areas.
    """
    if not allows(by, "proposals.manage_stage"):
        raise PermissionDenied("Hanya Bappeda yang menetapkan usulan tidak dibahas.")
    reason = need_reason(reason)
    if not seen:
        raise ValidationError("Pilih paling sedikit satu wilayah.")
    list(Stage.objects.select_for_update(of=("self",)).filter(cycle=cycle).order_by("pk"))
    found = {one.key: one for one in undiscussed.missed(cycle, at)}
    changed = [key for key, count in seen.items() if key not in found or found[key].count != count]
    if changed:
        names = ", ".join(found[key].area.name if key in found else key.partition(":")[2] for key in changed)
        raise ValidationError(
            f"Sudah berubah sejak halaman dibuka: {names}. Belum ada yang ditetapkan; periksa lagi.", code="conflict"
        )
    areas: dict[str, list[str]] = defaultdict(list)
    names_of = {found[key].stage: found[key].window.name for key in seen}
    for key in seen:
        areas[found[key].stage].append(found[key].area.code)
    return sum(
        mark_not_discussed(
            cycle,
            list(undiscussed.waiting(cycle, stage, at, codes)),
            stage=names_of[stage],
            note=reason,
            by=by,
            at=at,
        )
        for stage, codes in areas.items()
    )
