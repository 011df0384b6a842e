"""The officials' lists of agencies, nomenclature and the kamus."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from simple_history.admin import SimpleHistoryAdmin

from regions.admin import ScopedAdmin

from .models import Agency, KamusItem, KamusVersion, Nomenclature
from .money import rupiah
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
        return ("city", "plan_year") if obj else ()


class KamusItemForm(forms.ModelForm[KamusItem]):
    """After the kamus is published a change needs its reason; sent usulan keep the wording and price they had."""

    change_reason = forms.CharField(
        label="Alasan perubahan",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Wajib diisi bila kamus sudah terbit. Usulan yang sudah dikirim tetap memakai harga lama.",
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        is_published = self.instance.pk is not None and self.instance.version.status != KamusVersion.Status.DRAFT
        if is_published and len(found.get("change_reason", "").strip()) < 10:
            self.add_error("change_reason", "Kamus sudah terbit. Tulis alasan perubahan paling sedikit 10 huruf.")
        return found


@admin.register(KamusItem)
class KamusItemAdmin(TracedAdmin):
    form = KamusItemForm
    list_display = ("name", "price", "unit", "agency_name", "kind", "is_active")
    list_filter = (
        ("version", admin.RelatedOnlyFieldListFilter),
        "kind",
        "list_kind",
        "is_active",
        ("agency", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("agency", "version")
    search_fields = ("name", "note")
    search_help_text = "Ketik kata sehari-hari: got, paving, lampu jalan."
    ordering = ("-version__plan_year", "agency__name", "subactivity__code", "number", "pk")
    autocomplete_fields = ("agency", "subactivity")
    fieldsets = (
        (None, {"fields": ("version", "agency", "subactivity", "number", "name", "unit", "unit_price", "note")}),
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
        setattr(obj, "_change_reason", form.cleaned_data.get("change_reason", ""))  # noqa: B010 - read by the history
        super().save_model(request, obj, form, change)

    @admin.display(description="harga per satuan", ordering="unit_price")
    def price(self, item: KamusItem) -> str:
        return rupiah(item.unit_price) if item.unit_price is not None else "belum diisi"

    @admin.display(description="perangkat daerah", ordering="agency__name")
    def agency_name(self, item: KamusItem) -> str:
        return item.agency.short_name or item.agency.name
