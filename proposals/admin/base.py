"""What hangs on a cycle, cut to the city of the office."""

from typing import Any

from django.db.models import QuerySet

from regions.admin import ScopedAdmin


class CityAdmin(ScopedAdmin):
    """Rows that hang on a cycle, cut to the office's city."""

    city_path = "cycle__city__code"

    def cut(self, queryset: QuerySet[Any], holding: Any) -> QuerySet[Any]:
        return queryset.filter(**{self.city_path: holding.city_code})
