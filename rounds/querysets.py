"""Named reads of forums and rounds."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, Q

from accounts.roles import GROUP_ROLES, Role

from .customs import KELURAHAN_LIST, led_by, ranking

if TYPE_CHECKING:
    from accounts.models import OfficeHolding
    from proposals.models import Cycle

    from .models import Candidate, Forum, Round, Scan


def _within_reach(holding: "OfficeHolding", forum: str = "") -> Q:
    """Forums an office may know of; `forum` leads to them: `""`, `"forum__"`."""
    if holding.role in GROUP_ROLES:
        return Q(**{f"{forum}group__isnull": False, f"{forum}group": holding.office.group_id})
    if holding.role == Role.OPD:
        return Q(**{f"{forum}agency__isnull": False, f"{forum}agency": holding.office.agency_id})
    return holding.scope.q(f"{forum}region")


class ForumQuerySet(models.QuerySet["Forum"]):
    def visible_to(self, holding: "OfficeHolding") -> "ForumQuerySet":
        """Forums held at or below the places of an office; of its own group or agency where it speaks for one.

        The same answer as `rounds.view_forum`.
        """
        return self.filter(_within_reach(holding))

    def led_by(self, holding: "OfficeHolding") -> "ForumQuerySet":
        """Forums that the office prepares; the same answer as `rounds.prepare_forum`."""
        return self.visible_to(holding).filter(kind__in=led_by(holding.role))

    def of_kelurahan(self) -> "ForumQuerySet":
        """Forums that put the list of a kelurahan in order, whichever form the city holds them in."""
        return self.filter(kind__in=ranking(KELURAHAN_LIST))

    def for_list(self) -> "ForumQuerySet":
        """Load what one row shows, by place."""
        return self.select_related("region", "cycle").order_by("region__code", "pk")

    def of_cycle(self, cycle: "Cycle") -> "ForumQuerySet":
        """The forums of one year."""
        return self.filter(cycle=cycle)

    def sent_below(self, forum: "Forum") -> "ForumQuerySet":
        """Kelurahan forums of a kecamatan that have closed, and so sent their list."""
        below = self.of_kelurahan().filter(cycle_id=forum.cycle_id, status="ditutup")
        return below.filter(region__code__within=forum.region.code).order_by("region__code", "pk")

    def announced(self) -> "ForumQuerySet":
        """What the public may know of: forums with a date, running or over."""
        return self.exclude(status="direncanakan", starts_at=None)

    def elements(self, forum: "Forum") -> list[tuple[str, int]]:
        """Which elements came to a forum and how many of each, the most first; who named none is not counted."""
        counted = self.filter(pk=forum.pk, attendances__element__gt="").values_list("attendances__element")
        return list(counted.annotate(n=Count("attendances")).order_by("-n", "attendances__element")[:30])

    def with_attendance(self) -> "ForumQuerySet":
        """Count who came: `men`, `women`."""
        return self.annotate(
            men=Count("attendances", filter=Q(attendances__sex="L")),
            women=Count("attendances", filter=Q(attendances__sex="P")),
        )


class RoundQuerySet(models.QuerySet["Round"]):
    def of_hall(self) -> "RoundQuerySet":
        """Rounds whose order the forum enters itself, on the page of the hall."""
        return self.filter(terms=None)

    def counted(self) -> "RoundQuerySet":
        """Rounds that the engine computes from scores, ballots, limits and guarantees."""
        return self.filter(terms__isnull=False)

    def in_force(self) -> "RoundQuerySet":
        """Without those annulled or replaced by a new version."""
        return self.exclude(status__in=["batal", "diganti"])

    def visible_to(self, holding: "OfficeHolding") -> "RoundQuerySet":
        """Rounds of the forums that the office may know of."""
        return self.filter(_within_reach(holding, "forum__"))

    def scored_by(self, holding: "OfficeHolding") -> "RoundQuerySet":
        """Rounds in which an office gives scores."""
        return self.filter(assessors__holding__office=holding.office_id).distinct()

    def for_page(self) -> "RoundQuerySet":
        """Load what a page of one round shows of its forum and terms."""
        return self.select_related("forum__region", "forum__cycle__city", "cycle__city", "terms")


class CandidateQuerySet(models.QuerySet["Candidate"]):
    def in_order(self) -> "CandidateQuerySet":
        """Lane by lane, in the forum's order."""
        return self.order_by("lane", "position", "proposal__number")

    def for_sheet(self) -> "CandidateQuerySet":
        """Load what one row of the ranking page shows."""
        return self.select_related(
            "proposal__group", "proposal__kelurahan", "proposal__kecamatan", "proposal__agency"
        ).in_order()


class ScanQuerySet(models.QuerySet["Scan"]):
    def current(self) -> "ScanQuerySet":
        """Those that no better scan replaces."""
        return self.filter(replaced_by=None)

    def signed_minutes(self, forum: "Forum") -> "ScanQuerySet":
        """The berita acara of a forum with its signatures, as it counts now."""
        return self.current().filter(forum=forum, kind="berita_acara")

    def for_list(self) -> "ScanQuerySet":
        """All of them with who kept them and what replaced them, the newest first."""
        return self.select_related("added_by__office", "replaced_by", "forum").order_by("-added_at", "-pk")
