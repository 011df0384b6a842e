"""Verbs of the calendar and the limits: only Bappeda calls them, and a reason stands beside each change."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import OfficeHolding
from catalogue.models import Agency, KamusVersion
from proposals.models import Ceiling, Cycle, Event, Priority, Quota, Stage, StageWindow, Target, Theme
from proposals.windows import ALLOWS
from regions.models import Region

from .recording import record

MIN_REASON = 10


def require_open(cycle: Cycle, act: str, region: Region, *, at: datetime) -> None:
    """Refuse the act unless one of the stages that allow it is open at that place. `act` is a key of `windows.ALLOWS`.

    A superuser is refused like everybody else: this is asked by the verbs, not by permissions. A verb asks twice: first
    of all, and again after its event is recorded. Recording locks the city's log, and closing a stage does so too; so
    what came in before the closing is counted by it, and nothing comes in after.
    """
    if sentence := why_closed(cycle, act, region, at=at):
        raise ValidationError(sentence, code="stage_closed")


def why_closed(cycle: Cycle, act: str, region: Region, *, at: datetime) -> str:
    """Why the act cannot be done at that place now, as a sentence; empty while it can. One query."""
    windows = Stage.objects.windows(cycle, ALLOWS[act], region.code)
    known = [windows[kind] for kind in sorted(windows, reverse=True)]
    if any(window.is_open(at) for window in known):
        return ""
    return known[0].why_closed(at) if known else "Tahap ini belum dijadwalkan. Hubungi Bappeda."


def need_reason(reason: str) -> str:
    """The reason without blanks around it; refuses one that is too short to tell anything."""
    if len(reason.strip()) < MIN_REASON:
        raise ValidationError({"reason": f"Tulis alasannya paling sedikit {MIN_REASON} huruf."})
    return reason.strip()


def _locked(stage: Stage) -> Stage:
    return Stage.objects.select_for_update(of=("self",)).select_related("cycle__city").get(pk=stage.pk)


def _record(stage: Stage, kind: Event.Kind, *, by: OfficeHolding | None, at: datetime, area: str, reason: str) -> None:
    record(
        kind,
        by=by,
        at=at,
        cycle=stage.cycle,
        subject=f"tahap:{stage.kind}:{area}",
        name=stage.name,
        reason=reason,
        opens_at=stage.opens_at.isoformat(),
        closes_at=stage.closes_at.isoformat(),
    )


@transaction.atomic
def schedule_stage(
    stage: Stage, *, opens_at: datetime, closes_at: datetime, by: OfficeHolding | None, at: datetime
) -> Stage:
    """Set the city-wide window of a stage; an early closing is lifted."""
    stage = _locked(stage)
    stage.opens_at, stage.closes_at, stage.closed_at = opens_at, closes_at, None
    stage.full_clean()
    stage.save()
    _record(stage, Event.Kind.STAGE_SET, by=by, at=at, area=stage.cycle.city.code, reason="")
    return stage


@transaction.atomic
def open_stage(stage: Stage, *, by: OfficeHolding | None, at: datetime, reason: str) -> Stage:
    """Open a stage now, ahead of its window; it closes as scheduled."""
    reason, stage = need_reason(reason), _locked(stage)
    if stage.is_open(at):
        return stage
    if stage.closes_at <= at:
        raise ValidationError(f"{stage.name} sudah lewat. Perpanjang tahapnya dengan waktu tutup yang baru.")
    stage.opens_at, stage.closed_at = min(stage.opens_at, at), None
    stage.save()
    _record(stage, Event.Kind.STAGE_OPENED, by=by, at=at, area=stage.cycle.city.code, reason=reason)
    return stage


@transaction.atomic
def close_stage(stage: Stage, *, by: OfficeHolding | None, at: datetime, reason: str) -> Stage:
    """Close a stage now for the whole city, areas with a window of their own included."""
    reason, stage = need_reason(reason), _locked(stage)
    stage.closed_at = at
    stage.save()
    stage.windows.filter(closed_at=None).update(closed_at=at)
    _record(stage, Event.Kind.STAGE_CLOSED, by=by, at=at, area=stage.cycle.city.code, reason=reason)
    return stage


@transaction.atomic
def extend_stage(
    stage: Stage, *, region: Region | None, closes_at: datetime, reason: str, by: OfficeHolding | None, at: datetime
) -> Stage:
    """Let a stage run until `closes_at`, for one area or (region None) for the whole city. Reopens where it was closed.

    An area that never opened is opened now.
    """
    reason, stage = need_reason(reason), _locked(stage)
    if closes_at <= at:
        raise ValidationError({"closes_at": "Waktu tutup yang baru harus sesudah sekarang."})
    if region is None or region.pk == stage.cycle.city_id:
        stage.opens_at, stage.closes_at, stage.closed_at = min(stage.opens_at, at), closes_at, None
        stage.save()
    else:
        if not region.code.startswith(f"{stage.cycle.city.code}."):
            raise ValidationError({"region": "Pilih wilayah di dalam kota ini."})
        StageWindow.objects.create(
            stage=stage,
            region=region,
            opens_at=min(stage.opens_at, at),
            closes_at=closes_at,
            reason=reason,
            set_by=by,
            set_at=at,
        )
    area = region.code if region else stage.cycle.city.code
    record(
        Event.Kind.STAGE_EXTENDED,
        by=by,
        at=at,
        cycle=stage.cycle,
        subject=f"tahap:{stage.kind}:{area}",
        name=stage.name,
        reason=reason,
        closes_at=closes_at.isoformat(),
    )
    return stage


@transaction.atomic
def set_quota(
    cycle: Cycle,
    *,
    per: str,
    maximum: int,
    group_kind: str = "",
    list_kind: str = "",
    region: Region | None = None,
    by: OfficeHolding | None,
    at: datetime,
) -> Quota:
    """Set one quota, in usulan. Forums that have opened keep the copy they opened with."""
    quota = Quota.objects.select_for_update(of=("self",)).filter(
        cycle=cycle, per=per, group_kind=group_kind, list_kind=list_kind, region=region
    ).first() or Quota(cycle=cycle, per=per, group_kind=group_kind, list_kind=list_kind, region=region)
    quota.maximum = maximum
    quota.full_clean()
    quota.save()
    record(
        Event.Kind.LIMIT_SET,
        by=by,
        at=at,
        cycle=cycle,
        subject=f"kuota:{per}:{region.code if region else cycle.city.code}",
        maximum=maximum,
        group_kind=group_kind,
        list_kind=list_kind,
    )
    return quota


@transaction.atomic
def set_ceiling(
    cycle: Cycle,
    *,
    region: Region,
    amount: int,
    list_kind: str = "",
    agency: Agency | None = None,
    by: OfficeHolding | None,
    at: datetime,
) -> Ceiling:
    """Set the pagu of one kelurahan or kecamatan, in whole rupiah. Forums that have opened keep their copy."""
    ceiling = Ceiling.objects.select_for_update(of=("self",)).filter(
        cycle=cycle, region=region, list_kind=list_kind, agency=agency
    ).first() or Ceiling(cycle=cycle, region=region, list_kind=list_kind, agency=agency)
    ceiling.amount = amount
    ceiling.full_clean()
    ceiling.save()
    record(
        Event.Kind.LIMIT_SET,
        by=by,
        at=at,
        cycle=cycle,
        subject=f"pagu:{region.code}",
        amount=amount,
        list_kind=list_kind,
    )
    return ceiling


@transaction.atomic
def copy_cycle(
    previous: Cycle,
    *,
    held_year: int,
    plan_year: int,
    kamus: KamusVersion | None,
    by: OfficeHolding | None,
    at: datetime,
) -> Cycle:
    """Make the next cycle from the last: stages moved by the years between, quotas, pagu, priorities, themes."""
    cycle = Cycle(
        city=previous.city,
        held_year=held_year,
        plan_year=plan_year,
        kamus=kamus,
        group_quota_blocks=previous.group_quota_blocks,
        repair_days=previous.repair_days,
    )
    cycle.full_clean()
    cycle.save()
    years = held_year - previous.held_year
    for stage in previous.stages.all():
        Stage.objects.create(
            cycle=cycle,
            kind=stage.kind,
            order=stage.order,
            name=stage.name,
            opens_at=_shift(stage.opens_at, years),
            closes_at=_shift(stage.closes_at, years),
        )
    for quota in previous.quotas.all():
        quota.pk, quota.cycle = None, cycle
        quota.save(force_insert=True)
    for ceiling in previous.ceilings.all():
        ceiling.pk, ceiling.cycle = None, cycle
        ceiling.save(force_insert=True)
    for priority in previous.priorities.prefetch_related("targets"):
        targets = list(priority.targets.all())
        copied = Priority.objects.create(cycle=cycle, code=priority.code, name=priority.name)
        Target.objects.bulk_create([Target(priority=copied, code=t.code, name=t.name) for t in targets])
    Theme.objects.bulk_create([Theme(cycle=cycle, name=theme.name) for theme in previous.themes.all()])
    record(Event.Kind.CYCLE_COPIED, by=by, at=at, cycle=cycle, subject="siklus", copied_from=previous.held_year)
    return cycle


def _shift(moment: datetime, years: int) -> datetime:
    """Move a moment by whole years; 29 February becomes 28."""
    try:
        return moment.replace(year=moment.year + years)
    except ValueError:
        return moment.replace(year=moment.year + years, day=28)
