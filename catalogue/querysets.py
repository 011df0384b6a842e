"""Named reads of agencies and the kamus."""

from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Count, Prefetch, Q

from regions.scope import Scope

from . import words

if TYPE_CHECKING:
    from .models import Agency, KamusItem, KamusRule, KamusVersion


class AgencyQuerySet(models.QuerySet["Agency"]):
    def visible_to(self, scope: Scope) -> "AgencyQuerySet":
        """Agencies of the cities the scope lies in."""
        return self.filter(city__code__in=scope.cities)

    def in_order(self) -> "AgencyQuerySet":
        """Sorted by name."""
        return self.order_by("name", "pk")


class KamusVersionQuerySet(models.QuerySet["KamusVersion"]):
    def visible_to(self, scope: Scope) -> "KamusVersionQuerySet":
        """Versions of the cities the scope lies in."""
        return self.filter(city__code__in=scope.cities)

    def published(self) -> "KamusVersionQuerySet":
        """Versions that everybody may read, the newest first."""
        return self.filter(status__in=["terbit", "terkunci"]).order_by("-plan_year", "pk")

    def with_counts(self) -> "KamusVersionQuerySet":
        """With `item_count` and `active_count`."""
        active = Count("items", filter=Q(items__is_active=True))
        return self.annotate(item_count=Count("items"), active_count=active)


class KamusItemQuerySet(models.QuerySet["KamusItem"]):
    def active(self) -> "KamusItemQuerySet":
        """Items that may be chosen: in use, with one price."""
        return self.filter(is_active=True)

    def visible_to(self, scope: Scope) -> "KamusItemQuerySet":
        """Items of the cities the scope lies in."""
        return self.filter(version__city__code__in=scope.cities)

    def public(self) -> "KamusItemQuerySet":
        """Items of versions that everybody may read."""
        return self.filter(version__status__in=["terbit", "terkunci"])

    def search(self, text: str) -> "KamusItemQuerySet":
        """Items that have a word beginning so, or meaning the same: `got mampet` finds saluran, and not `anggota`."""
        found = self
        for alternatives in words.terms(text):
            condition = Q()
            for word in alternatives:
                condition |= Q(search_text__startswith=word) | Q(search_text__contains=f" {word}")
            found = found.filter(condition)
        return found

    def with_rules(self) -> "KamusItemQuerySet":
        """Rules as `checking.check` reads them, and price variants, in four queries however many items."""
        rules = KamusRuleQuerySet(apps.get_model("catalogue", "KamusRule"))
        return self.prefetch_related(Prefetch("rules", rules.to_check()), "variants")

    def in_order(self) -> "KamusItemQuerySet":
        """Sorted as the printed kamus: by agency, sub kegiatan, number."""
        return self.order_by("agency__name", "subactivity__code", "number", "pk")


class KamusRuleQuerySet(models.QuerySet["KamusRule"]):
    def to_check(self) -> "KamusRuleQuerySet":
        """In the order of the item, with the item that is offered instead and what that one asks itself."""
        asked = Prefetch("other_item__rules", self.model.objects.order_by("order", "pk"))
        return self.order_by("order", "pk").select_related("other_item__agency").prefetch_related(asked)
