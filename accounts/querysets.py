"""Named reads of offices, terms and groups."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, TextField
from django.db.models.functions import Cast

from regions import codes
from regions.scope import Scope

from .roles import MANAGED

if TYPE_CHECKING:
    from .models import Announcement, LoginCode, Office, OfficeHolding, ProposerGroup, User

NO_PASSWORD = Q(user__password="") | Q(user__password__startswith="!")
"""A person without a password: Django stores `!` with random signs behind it, or nothing at all."""


class OfficeQuerySet(models.QuerySet["Office"]):
    def visible_to(self, scope: Scope) -> "OfficeQuerySet":
        """Offices that stand at or below the places of the scope."""
        return self.filter(scope.q("region"))

    def managed_by(self, holding: "OfficeHolding") -> "OfficeQuerySet":
        """Offices whose holders this office looks after; the same answer as `accounts.manage_office`."""
        return self.visible_to(holding.scope).filter(role__in=MANAGED.get(holding.role, ()))

    def at_place(self, code: str) -> "OfficeQuerySet":
        """All offices in a kelurahan; of a kecamatan or city those that stand at it itself."""
        whole = codes.level_of(code) >= codes.KELURAHAN
        return self.filter(region__code__within=code) if whole else self.filter(region__code=code)

    def with_access(self, on: date) -> "OfficeQuerySet":
        """Add whether somebody holds it (`is_held`) and has a password (`is_active`), and an open card (`has_card`)."""
        held = self._terms().in_force(on).filter(office=OuterRef("pk"))
        inside = held.exclude(NO_PASSWORD)
        carded = held.filter(codes__used_at=None, codes__voided_at=None, codes__expires_at__date__gte=on)
        return self.annotate(is_held=Exists(held), is_active=Exists(inside), has_card=Exists(carded))

    def with_holders(self) -> "OfficeQuerySet":
        """Load the terms along, the newest first, as `terms`."""
        terms = self._terms().select_related("user").order_by("-starts", "-pk")
        return self.select_related("region", "group", "agency", "city").prefetch_related(
            Prefetch("holdings", terms, to_attr="terms")
        )

    def in_order(self) -> "OfficeQuerySet":
        """By place, so RW 01, its RT 01, its RT 02, RW 02; the head of a place first."""
        return self.order_by("region__code", "-is_head", "code", "pk")

    def _terms(self) -> "OfficeHoldingQuerySet":
        model: Any = self.model._meta.get_field("holdings").related_model
        terms: OfficeHoldingQuerySet = model.objects.all()
        return terms


class OfficeHoldingQuerySet(models.QuerySet["OfficeHolding"]):
    def in_force(self, on: date) -> "OfficeHoldingQuerySet":
        """Terms that run on that day."""
        return self.filter(Q(ends=None) | Q(ends__gte=on), starts__lte=on)

    def not_ended(self, on: date) -> "OfficeHoldingQuerySet":
        """Terms that run on that day or begin after it."""
        return self.filter(Q(ends=None) | Q(ends__gte=on))

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


class LoginCodeQuerySet(models.QuerySet["LoginCode"]):
    def open(self) -> "LoginCodeQuerySet":
        """Codes that were neither used nor voided; whether they have run out is asked besides."""
        return self.filter(used_at=None, voided_at=None)


class AnnouncementQuerySet(models.QuerySet["Announcement"]):
    def shown(self, on: date) -> "AnnouncementQuerySet":
        """Those that are not withdrawn and have not run out on that day."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on), withdrawn_at=None)

    def addressed_to(self, holding: "OfficeHolding") -> "AnnouncementQuerySet":
        """Those for the place and the role of an office; the same answer as `Announcement.is_for`."""
        code = holding.office.region.code
        named = self.annotate(role_text=Cast("roles", TextField()))
        mine = Q(role_text="[]") | Q(role_text__contains=f'"{holding.role}"')
        return named.filter(mine, region__code__in=[*codes.ancestors(code), code])

    def unread_by(self, holding: "OfficeHolding") -> "AnnouncementQuerySet":
        """Those that an office has not opened yet."""
        return self.exclude(readings__holding=holding)

    def newest_first(self) -> "AnnouncementQuerySet":
        """With what a page needs to name their author."""
        return self.select_related("region", "published_by__office").order_by("-published_at", "-pk")
