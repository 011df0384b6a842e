"""Named reads of cycles, usulan, needs, decisions and events."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Count, Q, Sum

from accounts.roles import Role
from catalogue.words import plain
from regions import codes

from .statuses import HIDDEN, LATER, OPEN, TAKES_QUOTA, Status
from .windows import AreaWindows, Window

if TYPE_CHECKING:
    from accounts.models import OfficeHolding, ProposerGroup
    from regions.models import Region

    from .models import Ceiling, Cycle, Event, LevelDecision, Need, Notice, Pokir, Proposal, Quota, Stage, Wish


class CycleQuerySet(models.QuerySet["Cycle"]):
    def of_city(self, city_code: str) -> "CycleQuerySet":
        """Cycles of one city, the newest first."""
        return self.filter(city__code=city_code).select_related("city", "kamus").order_by("-held_year", "pk")

    def running(self, at: datetime) -> "CycleQuerySet":
        """Cycles that have begun by their first window, the newest first."""
        return (
            self.filter(stages__opens_at__lte=at)
            .distinct()
            .select_related("city", "kamus")
            .order_by("-held_year", "pk")
        )

    def running_year(self, at: datetime) -> int | None:
        """The plan year of the newest cycle that has begun."""
        begun = self.filter(stages__opens_at__lte=at).order_by("-held_year", "pk")
        return begun.values_list("plan_year", flat=True).first()


_TIMES = ("opens_at", "closes_at", "closed_at", "windows__opens_at", "windows__closes_at", "windows__closed_at")


class StageQuerySet(models.QuerySet["Stage"]):
    def window(self, cycle: "Cycle", kind: str, region_code: str) -> Window | None:
        """The window of a stage for one place: of the nearest area that has its own, else of the city. One query."""
        return self.windows(cycle, [kind], region_code).get(kind)

    def windows(self, cycle: "Cycle", kinds: Iterable[str], region_code: str) -> dict[str, Window]:
        """The same for several stages, by kind; stages that the cycle does not have are left out. One query."""
        return {kind: found.at(region_code) for kind, found in self.by_area(cycle, kinds).items()}

    def by_area(self, cycle: "Cycle", kinds: Iterable[str]) -> dict[str, AreaWindows]:
        """The windows of several stages with those of their areas, by kind, to be asked for many places. One query."""
        rows = self.filter(cycle=cycle, kind__in=kinds).order_by("windows__set_at", "windows__pk")
        found: dict[str, AreaWindows] = {}
        for kind, name, area, *times in rows.values_list("kind", "name", "windows__region__code", *_TIMES):
            stage = found.setdefault(kind, AreaWindows(Window(kind, name, *times[:3])))
            if area:
                stage.areas[area] = Window(kind, name, *times[3:])
        return found

    def in_order(self) -> "StageQuerySet":
        """As the calendar runs."""
        return self.order_by("order", "pk")


class QuotaQuerySet(models.QuerySet["Quota"]):
    def for_group(self, cycle: "Cycle", group: "ProposerGroup") -> int | None:
        """How many usulan the group may send; None where nothing limits it. Its own region beats the general rule."""
        found = list(
            self.filter(cycle=cycle, per="kelompok", group_kind__in=["", group.kind])
            .filter(Q(region=None) | Q(region__code__in=[*codes.ancestors(group.region.code), group.region.code]))
            .select_related("region")
        )
        found.sort(key=lambda quota: (quota.region.level if quota.region else 0, quota.group_kind != ""))
        return found[-1].maximum if found else None


class CeilingQuerySet(models.QuerySet["Ceiling"]):
    def of_region(self, cycle: "Cycle", region: "Region") -> "CeilingQuerySet":
        """The pagu of one kelurahan or kecamatan."""
        return self.filter(cycle=cycle, region=region).order_by("list_kind", "pk")


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def public(self) -> "ProposalQuerySet":
        """What everybody may read: all from Kirim on."""
        return self.exclude(status__in=HIDDEN)

    def open(self) -> "ProposalQuerySet":
        """Still under discussion."""
        return self.filter(status__in=OPEN)

    def later(self) -> "ProposalQuerySet":
        """Left for another year, with a reason."""
        return self.filter(status__in=LATER)

    def awaiting_verification(self) -> "ProposalQuerySet":
        """Sent and not yet decided by the kelurahan, in the order of coming in."""
        return self.filter(status=Status.SUBMITTED).order_by("submitted_at", "pk")

    def visible_to(self, holding: "OfficeHolding | None") -> "ProposalQuerySet":
        """What an office may know of: all public usulan, and the hidden ones of its own work."""
        public = ~Q(status__in=HIDDEN)
        return self.filter(public | self._own(holding)) if holding else self.filter(public)

    def worked_on_by(self, holding: "OfficeHolding") -> "ProposalQuerySet":
        """What stands on an office's desk: its places, its group, or its agency; hidden ones only where its own.

        Officials' lists are cut by this.
        """
        role = holding.role
        if role in {Role.RT, Role.RW, Role.LK}:
            return self.filter(self._own(holding))
        if role == Role.OPD:
            return self.filter(agency=holding.office.agency).exclude(status__in=HIDDEN)
        if role in {Role.KEL, Role.PDP, Role.KEC, Role.BAP}:
            return self.filter(holding.scope.q("region")).filter(~Q(status__in=HIDDEN) | self._own(holding))
        return self.filter(holding.scope.q("region")).exclude(status__in=HIDDEN)

    @staticmethod
    def _own(holding: "OfficeHolding") -> Q:
        """Hidden usulan an office may see: of its group; below it, for those who enter on behalf; all for Bappeda."""
        own = Q(group_id=holding.office.group_id) if holding.office.group_id else Q(pk__in=[])
        if holding.role in {Role.KEL, Role.PDP, Role.KEC, Role.BAP}:
            own |= holding.scope.q("region")
        return own

    def for_list(self) -> "ProposalQuerySet":
        """Load what one row of a list shows."""
        return self.select_related("group", "kelurahan", "kecamatan", "region", "agency", "cycle")

    def search(self, text: str) -> "ProposalQuerySet":
        """Usulan whose number or text holds each of the words; at most eight words of a hundred signs count."""
        found = self
        for word in plain(text[:100]).split()[:8]:
            found = found.filter(search_text__contains=word)
        return found

    def totals(self) -> dict[str, int]:
        """Count and rupiah of the set: {"count": 138, "amount": 2232210000}."""
        sums: dict[str, Any] = self.order_by().aggregate(count=Count("pk"), amount=Sum("current_amount", default=0))
        return {"count": int(sums["count"]), "amount": int(sums["amount"])}

    def asked_volumes(self, cycle_id: int, items: Iterable[int]) -> dict[tuple[int, int], Decimal]:
        """What has been sent and not refused of items, by (item, kecamatan), in the item's unit. One query."""
        counted = self.filter(cycle_id=cycle_id, item__in=list(items), status__in=TAKES_QUOTA).order_by()
        rows = counted.values_list("item_id", "kecamatan_id").annotate(asked=Sum("current_volume"))
        return {(item, kecamatan): asked or Decimal(0) for item, kecamatan, asked in rows if item is not None}

    def in_group_order(self) -> "ProposalQuerySet":
        """P1, P2, … with the unranked last."""
        return self.order_by(models.F("group_rank").asc(nulls_last=True), "entered_at", "public_id")


class LevelDecisionQuerySet(models.QuerySet["LevelDecision"]):
    def latest_of(self, proposal: "Proposal", level: str) -> "LevelDecision | None":
        """The decision in force of one level; None while it has not decided."""
        return self.filter(proposal=proposal, level=level).order_by("-version").first()

    def with_maker(self) -> "LevelDecisionQuerySet":
        """Load the office that decided along."""
        return self.select_related("decided_by__office", "parent", "agency")


class EventQuerySet(models.QuerySet["Event"]):
    def of_proposal(self, proposal: "Proposal") -> "EventQuerySet":
        """The life-line of one usulan, oldest first, with the offices that acted."""
        return self.filter(proposal=proposal).select_related("holding__office").order_by("seq")

    def on_subject(self, cycle: "Cycle", subject: str) -> "EventQuerySet":
        """What happened to one stage, need or forum, oldest first."""
        return self.filter(cycle=cycle, subject=subject).select_related("holding__office").order_by("seq")


class NeedQuerySet(models.QuerySet["Need"]):
    def waiting(self) -> "NeedQuerySet":
        """Told and not yet taken over or answered, oldest first."""
        return self.filter(status="baru").order_by("told_at", "pk")

    def visible_to(self, holding: "OfficeHolding") -> "NeedQuerySet":
        """Needs at the places of an RW, RT or kelurahan, kecamatan or city office; no agency reads them.

        An RT or RW that is named among several reads them too; the place that holds them all lies above it.
        """
        if holding.role not in {Role.RT, Role.RW, Role.KEL, Role.PDP, Role.KEC, Role.BAP}:
            return self.none()
        here = holding.scope.q("region")
        if holding.role in {Role.RT, Role.RW}:
            named = self.model.places.through.objects.filter(holding.scope.q("region"))
            here |= Q(pk__in=named.values("need"))
        return self.filter(here)


class NoticeQuerySet(models.QuerySet["Notice"]):
    def left_by(self, now: datetime) -> "NoticeQuerySet":
        """Notices that may be read by now: past the minutes of undoing, and not taken back."""
        return self.filter(leaves_at__lte=now, withdrawn_at=None)

    def inbox_of(self, holding: "OfficeHolding") -> "NoticeQuerySet":
        """What was told to the group or the agency of an office, the newest first; none for other offices."""
        office = holding.office
        if office.group_id is not None:
            own = self.filter(group_id=office.group_id)
        elif holding.role == Role.OPD:
            own = self.filter(agency=office.agency)
        else:
            return self.none()
        return own.order_by("-leaves_at", "-pk")

    def unread_by(self, holding: "OfficeHolding") -> "NoticeQuerySet":
        """The part of an inbox that the office has not read."""
        return self.inbox_of(holding).exclude(readings__office_id=holding.office_id)

    def within(self, area_code: str) -> "NoticeQuerySet":
        """Told to groups at or below an area."""
        return self.filter(group__region__code__within=area_code)


class WishQuerySet(models.QuerySet["Wish"]):
    def visible_to(self, holding: "OfficeHolding") -> "WishQuerySet":
        """The bank of a city: all for Bappeda and mitra, an agency's own, and what was asked in an office's area."""
        here = self.filter(cycle__city__code=holding.city_code)
        if holding.role in {Role.BAP, Role.MB}:
            return here
        if holding.role == Role.OPD:
            return here.filter(agency=holding.office.agency)
        if holding.role in {Role.KEL, Role.PDP, Role.KEC}:
            return here.filter(holding.scope.q("asks__region")).distinct()
        return self.none()

    def with_askers(self) -> "WishQuerySet":
        """Count the askers, most asked first."""
        return self.annotate(askers=Count("asks", distinct=True)).order_by("-askers", "first_asked_at", "pk")


class PokirQuerySet(models.QuerySet["Pokir"]):
    def visible_to(self, holding: "OfficeHolding") -> "PokirQuerySet":
        """Pokir of a city: all for DPRD, Bappeda, mitra, budget team and leaders, an agency's own, those of an area."""
        here = self.filter(cycle__city__code=holding.city_code)
        if holding.role in {Role.DPR, Role.BAP, Role.MB, Role.TAPD, Role.PIM}:
            return here
        if holding.role == Role.OPD:
            return here.filter(agency=holding.office.agency)
        if holding.role in {Role.KEL, Role.PDP, Role.KEC}:
            return here.filter(holding.scope.q("region"))
        return self.none()
