"""Named reads of forums and rounds."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from accounts.models import OfficeHolding

    from .models import Candidate, Forum


class ForumQuerySet(models.QuerySet["Forum"]):
    def visible_to(self, holding: "OfficeHolding") -> "ForumQuerySet":
        """Forums held at or below the places of an office."""
        return self.filter(holding.scope.q("region"))

    def for_list(self) -> "ForumQuerySet":
        """Load what one row shows, by place."""
        return self.select_related("region", "cycle").order_by("region__code", "pk")


class CandidateQuerySet(models.QuerySet["Candidate"]):
    def in_order(self) -> "CandidateQuerySet":
        """Lane by lane, in the forum's order."""
        return self.order_by("lane", "position", "proposal__number")

    def for_sheet(self) -> "CandidateQuerySet":
        """Load what one row of the ranking page shows."""
        return self.select_related(
            "proposal__group",
            "proposal__kelurahan",
            "proposal__kecamatan",
            "proposal__agency",
        ).in_order()
