"""The officials' lists of agencies, nomenclature and the kamus with its rules."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from simple_history.admin import SimpleHistoryAdmin

from regions.admin import PartInline, ScopedAdmin

from .actions import items
from .actions.trace import trace
from .forms import KamusItemForm, RuleForm
from .models import Agency, KamusItem, KamusRule, KamusVariant, KamusVersion, Nomenclature
from .money import rupiah
from .part_history import part_history
from .words import plain


class TracedAdmin(ScopedAdmin, SimpleHistoryAdmin):
    """A list whose changes are kept; old versions are read, never written back from here."""

    object_history_list_template = "admin/riwayat.html"
    object_history_form_template = "admin/riwayat_lama.html"

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: Any = None
    ) -> HttpResponse:
        self._history_door(request, object_id)
        found: HttpResponse = super().history_form_view(request, object_id, version_id, extra_context)
        return found

    def revert_disabled(self, request: HttpRequest, obj: Any = None) -> bool:
        return True


@admin.register(Agency)
class AgencyAdmin(TracedAdmin):
    list_display = ("name", "short_name", "parent", "region", "partner")
    list_select_related = ("parent", "region")
    search_fields = ("name", "short_name", "partner")
    ordering = ("name", "pk")
    autocomplete_fields = ("parent", "region")


@admin.register(Nomenclature)
class NomenclatureAdmin(ScopedAdmin):
    list_display = ("code", "name", "level", "plan_year")
    list_filter = ("plan_year", "level")
    search_fields = ("code", "name")
    ordering = ("-plan_year", "code", "pk")
    read_only = True

    def cut(self, queryset: QuerySet[Any], holding: Any) -> QuerySet[Any]:
        return queryset.filter(city__code__in=holding.scope.cities)


@admin.register(KamusVersion)
class KamusVersionAdmin(TracedAdmin):
    list_display = ("plan_year", "status")
    list_filter = ("status",)
    ordering = ("-plan_year", "pk")
    search_fields = ("plan_year",)

    def get_readonly_fields(self, request: HttpRequest, obj: KamusVersion | None = None) -> tuple[str, ...]:
        """A version comes as a draft; only its page moves it on."""
        return ("city", "plan_year", "status") if obj else ("status",)


class ItemPartInline(PartInline, admin.StackedInline[Any, KamusItem]):
    """Rules and variants stand with their item."""

    extra = 1
    ordering = ("order", "pk")


class RuleInline(ItemPartInline):
    model = KamusRule
    form = RuleForm
    fk_name = "item"
    autocomplete_fields = ("other_item",)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("kind", "order"),
                    ("measure", "comparison"),
                    ("value", "value_area"),
                    "person_at_limit",
                    "allowed",
                    "question",
                    "quote",
                    "other_item",
                )
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("other_item")


class VariantInline(ItemPartInline):
    model = KamusVariant
    fieldsets = ((None, {"fields": (("label", "unit_price", "order"),)}),)


@admin.register(KamusItem)
class KamusItemAdmin(TracedAdmin):
    form = KamusItemForm
    inlines = (RuleInline, VariantInline)
    object_history_list_template = "admin/catalogue/riwayat_item.html"
    list_display = ("name", "price", "unit", "agency_name", "kind", "is_active")
    list_filter = (
        ("version", admin.RelatedOnlyFieldListFilter),
        "kind",
        "list_kind",
        "is_active",
        ("agency", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("agency", "version__city")
    search_fields = ("name", "note")
    search_help_text = "Ketik kata sehari-hari: got, paving, lampu jalan."
    ordering = ("-version__plan_year", "agency__name", "subactivity__code", "number", "pk")
    autocomplete_fields = ("agency", "subactivity")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "version",
                    "agency",
                    "subactivity",
                    "number",
                    "name",
                    "unit",
                    "unit_price",
                    "price_period",
                    "note",
                )
            },
        ),
        (
            "Jenis dan syarat",
            {"fields": ("kind", "sector", "list_kind", "needs_survey", "needs_land", "needs_receiver")},
        ),
        ("Berlaku", {"fields": ("is_active", "change_reason")}),
    )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Search as residents do, with everyday words."""
        return (queryset.search(search_term) if plain(search_term) else queryset), False  # type: ignore[attr-defined]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        is_locked = obj is not None and obj.version.status == KamusVersion.Status.LOCKED
        return not is_locked and super().has_change_permission(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: KamusItem | None = None) -> tuple[str, ...]:
        """An item stays in its version and with its agency; only Bappeda moves it to another agency."""
        if obj is None:
            return ()
        return ("version",) if self.has_add_permission(request) else ("version", "agency", "subactivity", "number")

    def save_model(self, request: HttpRequest, obj: KamusItem, form: Any, change: bool) -> None:
        reason, at = form.cleaned_data["change_reason"], timezone.now()
        if not change:
            trace(obj, by=request.user, at=at, reason=reason)  # type: ignore[arg-type]
            super().save_model(request, obj, form, change)
            return
        fields = {field.name for field in KamusItem._meta.fields}
        changes = {name: form.cleaned_data[name] for name in form.changed_data if name in fields}
        if changes:
            items.correct_item(obj, changes=changes, reason=reason, by=request.user, at=at)  # type: ignore[arg-type]

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        kept = formset.save(commit=False)
        if kept or formset.deleted_objects:
            items.keep_parts(
                form.instance,
                kept=kept,
                removed=formset.deleted_objects,
                reason=form.cleaned_data["change_reason"],
                by=request.user,  # type: ignore[arg-type]
                at=timezone.now(),
            )

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """The history of the item, and below it that of its rules and variants."""
        item = self.get_object(request, object_id)
        shown = {"parts": part_history(item) if item is not None else []}
        return super().history_view(request, object_id, {**shown, **(extra_context or {})})

    @admin.display(description="harga per satuan", ordering="unit_price")
    def price(self, item: KamusItem) -> str:
        return rupiah(item.unit_price) if item.unit_price is not None else "belum diisi"

    @admin.display(description="perangkat daerah", ordering="agency__name")
    def agency_name(self, item: KamusItem) -> str:
        return item.agency.short_name or item.agency.name
