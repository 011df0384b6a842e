"""The officials' pages of how a city prints its papers."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html

from catalogue.admin import TracedAdmin

from .forms_setting import DocumentSettingForm
from .models import DocumentSetting


@admin.register(DocumentSetting)
class DocumentSettingAdmin(TracedAdmin):
    """One row a city. Papers that are not locked follow it at once."""

    form = DocumentSettingForm
    list_display = ("title", "size", "sent_by_district", "has_reasons")
    list_select_related = ("city",)
    ordering = ("city__code", "pk")
    readonly_fields = ("logo_shown",)
    fieldsets = (
        (None, {"fields": ("city", "size")}),
        ("Nama yang tercetak", {"fields": ("city_said", "city_name", "province", "sent_by_district")}),
        ("Bulan untuk tanggal kosong", {"fields": ("months_kelurahan", "months_district", "months_attendance")}),
        ("Daftar", {"fields": ("has_reasons",)}),
        ("Lambang daerah", {"fields": ("logo_shown", "new_logo", "drops_logo")}),
    )

    def cut(self, queryset: QuerySet[Any], holding: Any) -> QuerySet[Any]:
        return queryset.filter(city__code=holding.city_code)

    def get_readonly_fields(self, request: HttpRequest, obj: DocumentSetting | None = None) -> tuple[str, ...]:
        return ("city", *self.readonly_fields) if obj else self.readonly_fields

    @admin.display(description="cetakan", ordering="city__name")
    def title(self, setting: DocumentSetting) -> str:
        return str(setting)

    @admin.display(description="Lambang terpasang")
    def logo_shown(self, setting: DocumentSetting) -> str:
        if not setting.logo:
            return "belum ada"
        return format_html(
            '<img src="data:image/jpeg;base64,{}" alt="Lambang daerah" width="96" height="96">', setting.logo
        )
