"""The year and what is set for it: stages, limits, priorities, themes, and the words of lists from elsewhere."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from catalogue.admin import TracedAdmin
from catalogue.money import rupiah
from proposals.actions import naming
from proposals.models import (
    Ceiling,
    Cycle,
    Priority,
    Quota,
    Spelling,
    Stage,
    Target,
    Theme,
)

from .base import CityAdmin


@admin.register(Cycle)
class CycleAdmin(CityAdmin, TracedAdmin):
    city_path = "city__code"
    list_display = ("title", "held_year", "plan_year", "kamus", "group_quota_blocks", "repair_days")
    list_select_related = ("city", "kamus")
    ordering = ("-held_year", "pk")
    search_fields = ("held_year", "plan_year")

    def get_readonly_fields(self, request: HttpRequest, obj: Cycle | None = None) -> tuple[str, ...]:
        return ("city", "held_year", "plan_year") if obj else ()

    @admin.display(description="siklus", ordering="held_year")
    def title(self, cycle: Cycle) -> str:
        return cycle.title


@admin.register(Stage)
class StageAdmin(CityAdmin):
    """Read only; Jadwal tahapan changes it, with a reason."""

    read_only = True
    list_display = ("name", "cycle", "opens_at", "closes_at", "closed_at")
    list_filter = (("cycle", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("cycle",)
    ordering = ("-cycle__held_year", "order", "pk")


@admin.register(Quota)
class QuotaAdmin(CityAdmin):
    """Read only; Pagu dan kuota changes it."""

    read_only = True
    list_display = ("per", "maximum", "group_kind", "list_kind", "region", "cycle")
    list_filter = (("cycle", admin.RelatedOnlyFieldListFilter), "per")
    list_select_related = ("cycle", "region")
    ordering = ("-cycle__held_year", "per", "pk")


@admin.register(Ceiling)
class CeilingAdmin(CityAdmin):
    """Read only; Pagu dan kuota changes it."""

    read_only = True
    list_display = ("region", "money", "list_kind", "agency", "cycle")
    list_filter = (("cycle", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("cycle", "region", "agency")
    search_fields = ("region__name",)
    ordering = ("-cycle__held_year", "region__code", "list_kind", "pk")

    @admin.display(description="pagu", ordering="amount")
    def money(self, ceiling: Ceiling) -> str:
        return rupiah(ceiling.amount)


class TargetInline(admin.TabularInline[Target, Priority]):
    model = Target
    extra = 1


@admin.register(Priority)
class PriorityAdmin(CityAdmin):
    list_display = ("code", "name", "cycle")
    list_filter = (("cycle", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("cycle",)
    search_fields = ("name",)
    ordering = ("-cycle__held_year", "code", "pk")
    inlines = (TargetInline,)


@admin.register(Theme)
class ThemeAdmin(CityAdmin):
    list_display = ("name", "cycle")
    list_filter = (("cycle", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("cycle",)
    search_fields = ("name",)
    ordering = ("-cycle__held_year", "name", "pk")


@admin.register(Spelling)
class SpellingAdmin(CityAdmin):
    """Other names that an import asked about once; a wrong answer is mended here."""

    city_path = "city__code"
    list_display = ("said", "of_what", "meant", "told_at")
    list_filter = ("kind",)
    list_select_related = ("agency", "item", "region")
    search_fields = ("said",)
    ordering = ("said", "pk")

    def get_fields(self, request: HttpRequest, obj: Spelling | None = None) -> tuple[str, ...]:
        return (
            "said",
            *([naming.FIELD[Spelling.Kind(obj.kind)].removesuffix("_id")] if obj else []),
            "told_by",
            "told_at",
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Spelling | None = None) -> tuple[str, ...]:
        return ("said", "told_by", "told_at")

    def save_model(self, request: HttpRequest, obj: Spelling, form: Any, change: bool) -> None:
        told = {(obj.kind, obj.said): getattr(obj, naming.FIELD[Spelling.Kind(obj.kind)])}
        naming.tell_spellings(obj.city, told, by=request.user.holding, at=timezone.now())  # type: ignore[union-attr]

    @admin.display(description="jenis", ordering="kind")
    def of_what(self, spelling: Spelling) -> str:
        return spelling.get_kind_display()

    @admin.display(description="yang dimaksud", empty_value="bukan milik kita")
    def meant(self, spelling: Spelling) -> str | None:
        found = spelling.agency or spelling.item or spelling.region
        return str(found) if found else None
