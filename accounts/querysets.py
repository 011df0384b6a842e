"""Named reads of offices, terms and groups."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from regions.scope import Scope

if TYPE_CHECKING:
    from .models import Office, OfficeHolding, ProposerGroup, User


class OfficeQuerySet(models.QuerySet["Office"]):
    def visible_to(self, scope: Scope) -> "OfficeQuerySet":
        """Offices that stand at or below the places of the scope."""
        return self.filter(scope.q("region"))


class OfficeHoldingQuerySet(models.QuerySet["OfficeHolding"]):
    def in_force(self, on: date) -> "OfficeHoldingQuerySet":
        """Terms that run on that day."""
        return self.filter(Q(ends=None) | Q(ends__gte=on), starts__lte=on)

    def of(self, user: "User") -> "OfficeHoldingQuerySet":
        """The terms of one person, the newest first, with what a page needs to name them."""
        return self.filter(user=user).with_office().order_by("-starts", "office__code", "pk")

    def with_office(self) -> "OfficeHoldingQuerySet":
        """Load office, region, agency and group along."""
        return self.select_related("office__region", "office__agency", "office__group__region", "office__city", "user")

    def visible_to(self, scope: Scope) -> "OfficeHoldingQuerySet":
        """Terms of offices at or below the places of the scope."""
        return self.filter(scope.q("office__region"))


class ProposerGroupQuerySet(models.QuerySet["ProposerGroup"]):
    def active(self) -> "ProposerGroupQuerySet":
        """Groups that may propose now."""
        return self.filter(is_active=True)

    def visible_to(self, scope: Scope) -> "ProposerGroupQuerySet":
        """Groups at or below the places of the scope."""
        return self.filter(scope.q("region"))

    def in_order(self) -> "ProposerGroupQuerySet":
        """By place, then by name."""
        return self.order_by("region__code", "name", "pk")
