"""Verbs that note a forum to come: one of any kind, a further sitting, a kecamatan forum in four parts."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from accounts.models import OfficeHolding, ProposerGroup
from catalogue.models import Agency
from proposals.models import Cycle
from regions import codes
from regions.models import Region
from rounds.customs import CUSTOMS
from rounds.models import Forum

from .meeting import note, update_forum

Kind = Forum.Kind
GROUPS = frozenset({ProposerGroup.Kind.RT, ProposerGroup.Kind.RW, ProposerGroup.Kind.BODY, ProposerGroup.Kind.THEMATIC})
"""Kinds of group that hold a rembuk; kelurahan and kecamatan have forums of their own."""


@transaction.atomic
def plan_forum(
    cycle: Cycle,
    *,
    kind: str,
    region: Region,
    by: OfficeHolding | None,
    at: datetime,
    group: ProposerGroup | None = None,
    agency: Agency | None = None,
    cluster: str = "",
    **fields: Any,
) -> Forum:
    """Note a forum; there is one a year per place, group, agency or klaster, and asking again gives it back.

    A part of a kecamatan forum in four parts joins the parent of its cycle.
    """
    known = Forum.objects.filter(
        cycle=cycle, kind=kind, region=region, group=group, agency=agency, cluster=cluster
    ).order_by("-sitting")
    forum = known.first()
    if forum is None:
        Cycle.objects.select_for_update(of=("self",)).get(pk=cycle.pk)
        forum = known.first()
    if forum is None:
        forum = Forum(cycle=cycle, kind=kind, region=region, group=group, agency=agency, cluster=cluster)
        _place(forum)
        forum.parent = _parent(forum)
        _found(forum, by=by, at=at)
    return update_forum(forum, by=by, at=at, **fields) if fields else forum


@transaction.atomic
def plan_again(forum: Forum, *, by: OfficeHolding, at: datetime) -> Forum:
    """Note the next sitting of a desk whose last sitting is over."""
    Cycle.objects.select_for_update(of=("self",)).get(pk=forum.cycle_id)
    known = Forum.objects.filter(cycle=forum.cycle_id, kind=forum.kind, region=forum.region_id)
    last = known.select_related("region", "cycle__city").order_by("-sitting")[0]
    if not last.custom.may_repeat:
        raise ValidationError(f"{last.title} diadakan satu kali saja.")
    if not last.is_over:
        raise ValidationError(f"{last.title} belum ditutup. Tutup dulu, lalu siapkan sidang berikutnya.")
    again = Forum(cycle=last.cycle, kind=last.kind, region=last.region, name=last.name, sitting=last.sitting + 1)
    return _found(again, by=by, at=at)


@transaction.atomic
def plan_in_parts(cycle: Cycle, *, by: OfficeHolding | None, at: datetime) -> Forum:
    """Note the kecamatan forum in four parts: the parent, the pleno pembuka, then of each kelurahan the sidang
    kelompok, of each kecamatan the musrenbang and the pleno penutupan. Asking again adds what is missing.
    """
    frame: dict[str, Any] = {"by": by, "at": at}
    parent = plan_forum(cycle, kind=Kind.IN_PARTS, region=cycle.city, **frame)
    plan_forum(cycle, kind=Kind.OPENING, region=cycle.city, **frame)
    for region in Region.objects.current().within(cycle.city.code).in_order():
        if region.level == codes.KELURAHAN:
            plan_forum(cycle, kind=Kind.GROUP, region=region, **frame)
        elif region.level == codes.DISTRICT:
            plan_forum(cycle, kind=Kind.DISTRICT, region=region, **frame)
            plan_forum(cycle, kind=Kind.ENDING, region=region, **frame)
    Forum.objects.filter(cycle=cycle, kind=Kind.DISTRICT, parent=None).update(parent=parent)
    return parent


def _place(forum: Forum) -> None:
    """Refuse a place that the kind does not meet at; name what the place alone does not say."""
    region, city = forum.region, forum.cycle.city
    if not (region.code == city.code or region.code.startswith(f"{city.code}.")):
        raise ValidationError({"region": "Pilih wilayah di dalam kota ini."})
    if region.level not in forum.custom.levels:
        raise ValidationError({"region": f"{forum.get_kind_display()} tidak diadakan di {region.label}."})
    if forum.group:
        if forum.group.kind not in GROUPS or forum.group.region_id != region.pk:
            raise ValidationError({"group": "Pilih RT, RW, atau lembaga di wilayah ini."})
        forum.name = _of_group(forum.group)
    elif forum.agency:
        forum.name = forum.agency.short_name or forum.agency.name
    elif forum.cluster:
        forum.name = f"{forum.get_cluster_display()} {region.label}"
    elif forum.kind == Kind.CITY:
        forum.name = region.name.removeprefix("Kota ")


def _of_group(group: ProposerGroup) -> str:
    """`RW 05 Kelurahan Kauman`: an RW is known by its kelurahan."""
    place = Region.objects.current().filter(code=group.kelurahan_code, level=codes.KELURAHAN).first()
    return f"{group.name} Kelurahan {place.name}" if place else group.name


def _parent(forum: Forum) -> Forum | None:
    """The parent of the cycle, for its parts; refuse what does not go with the form of this cycle."""
    parent = Forum.objects.filter(cycle=forum.cycle, kind=Kind.IN_PARTS).first()
    if forum.custom.is_part and parent is None:
        raise ValidationError("Siapkan dulu musrenbang kecamatan terintegrasi. Hubungi Bappeda.")
    if forum.kind == Kind.KELURAHAN and parent:
        raise ValidationError("Tahun ini kelurahan mengadakan sidang kelompok, bagian dari musrenbang terintegrasi.")
    if forum.kind == Kind.IN_PARTS and Forum.objects.filter(cycle=forum.cycle, kind=Kind.KELURAHAN).exists():
        raise ValidationError("Sudah ada forum kelurahan tahun ini, jadi musrenbang tidak dapat dibuat terintegrasi.")
    return parent if forum.custom.is_part or forum.kind == Kind.DISTRICT else None


def _found(forum: Forum, *, by: OfficeHolding | None, at: datetime) -> Forum:
    """Give it a number, keep it, and say so. The cycle is locked, so no other forum takes the number meanwhile."""
    forum.number = number_of(forum)
    forum.full_clean()
    forum.save()
    note(forum, "rencana", by=by, at=at)
    return forum


def number_of(forum: Forum) -> str:
    """City, plan year, mark of the kind, rest of the region's code, and what tells it from others there.

    `3573-2027-F021007` Kelurahan Kauman, `3573-2027-R021007005` its RW 05, `3573-2027-D02-2` the second desk sitting.
    """
    city = forum.cycle.city.code
    rest = forum.region.code.removeprefix(city).replace(".", "")
    own = forum.agency.short_name if forum.agency else forum.cluster
    parts = [f"{CUSTOMS[forum.kind].mark}{rest}", *([slugify(own)[:16].upper()] if own else [])]
    stem = "-".join([city.replace(".", ""), str(forum.cycle.plan_year), *parts])
    taken = set(Forum.objects.filter(number__startswith=stem).values_list("number", flat=True))
    return next(number for number in [stem, *(f"{stem}-{n}" for n in range(2, 1000))] if number not in taken)
