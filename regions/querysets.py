"""Named reads of regions."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from . import codes
from .scope import Scope

if TYPE_CHECKING:
    from .models import Region


class RegionQuerySet(models.QuerySet["Region"]):
    def current(self) -> "RegionQuerySet":
        """Regions whose code is in use now."""
        return self.filter(valid_until=None)

    def in_force(self, on: date) -> "RegionQuerySet":
        """Regions that existed under their code on that day."""
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=on), Q(valid_until=None) | Q(valid_until__gt=on))

    def at(self, level: int) -> "RegionQuerySet":
        """Regions of one level, as counted in `regions.codes`."""
        return self.filter(level=level)

    def within(self, code: str) -> "RegionQuerySet":
        """The region and all below it."""
        return self.filter(code__within=code)

    def children_of(self, code: str) -> "RegionQuerySet":
        """The regions directly below a code."""
        return self.within(code).filter(level=codes.level_of(code) + 1)

    def visible_to(self, scope: Scope) -> "RegionQuerySet":
        """What an office of that scope may work on."""
        return self.filter(scope.q())

    def in_order(self) -> "RegionQuerySet":
        """Sorted by code: neighbours stand together."""
        return self.order_by("code", "pk")
