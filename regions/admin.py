"""The officials' lists of regions, and the base that cuts every list of every app to the acting office."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import ForeignKey, QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from .models import Region, Succession
from .scope import Scope


class PartInline(InlineModelAdmin[Any, Any]):
    """Parts of a thing that stand on its page: who may write the thing may write them."""

    def _may(self, request: HttpRequest, obj: Any) -> bool:
        owner = self.admin_site._registry[self.parent_model]
        return owner.has_add_permission(request) if obj is None else owner.has_change_permission(request, obj)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.admin_site._registry[self.parent_model].has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, obj)


class ScopedAdmin(admin.ModelAdmin[Any]):
    """A list that shows an office its own part, by the permission tables, and deletes nothing.

    `read_only` marks what only verbs write. A person without a running office sees nothing, except a superuser, who
    sees all but changes no more than the others may.
    """

    read_only = False
    actions = None
    list_per_page = 50
    show_full_result_count = False
    empty_value_display = "belum diisi"
    view_on_site = False

    def cut(self, queryset: QuerySet[Any], holding: Any) -> QuerySet[Any]:
        """The rows of the acting office; the app's own words where a scope does not say it."""
        return queryset.visible_to(holding.scope)  # type: ignore[attr-defined, no-any-return]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows, holding = super().get_queryset(request), getattr(request.user, "holding", None)
        if holding is not None:
            return self.cut(rows, holding)
        return rows if getattr(request.user, "is_superuser", False) else rows.none()

    def get_field_queryset(self, db: Any, db_field: Any, request: HttpRequest | None) -> QuerySet[Any] | None:
        """Offer in a form only what the office also sees in that list; as city only its own."""
        related = self.admin_site._registry.get(db_field.remote_field.model)
        if request is None or related is None:
            return None
        holding = getattr(request.user, "holding", None)
        if db_field.name == "city" and holding is not None:
            return Region.objects.filter(code__in=holding.scope.cities)
        return related.get_queryset(request)

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:  # type: ignore[type-arg]
        if db_field.name == "city":
            choices = self.get_field_queryset(None, db_field, request)
            kwargs["queryset"], kwargs["initial"] = choices, choices.first() if choices is not None else None
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def _may(self, request: HttpRequest, act: str, obj: Any = None) -> bool:
        opts = self.opts
        return bool(request.user.has_perm(f"{opts.app_label}.{act}_{opts.model_name}", obj))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, "view", obj) or self._may(request, "change", obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not self.read_only and self._may(request, "change", obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return not self.read_only and self._may(request, "add")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Head the list with what it lists."""
        title = str(self.opts.verbose_name_plural).capitalize()
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:
        raise Http404

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Who changed what names persons: for those who may change it themselves."""
        self._history_door(request, object_id)
        return super().history_view(request, object_id, extra_context)

    def _history_door(self, request: HttpRequest, object_id: str) -> None:
        found = self.get_object(request, object_id)
        if found is None:
            raise Http404
        if request.method not in {"GET", "HEAD"} or not self.has_change_permission(request, found):
            raise PermissionDenied


class RegionForm(forms.ModelForm[Region]):
    """A region of the office's own places only."""

    scope: Scope | None = None

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if self.scope is not None and not self.scope.covers_code(code):
            raise ValidationError("Kode ini di luar wilayah Anda. Periksa angka di depannya.")
        return code


@admin.register(Region)
class RegionAdmin(ScopedAdmin):
    form = RegionForm
    list_display = ("label", "code", "type", "valid_from", "valid_until")
    list_filter = ("type",)
    search_fields = ("name", "code")
    ordering = ("code", "pk")
    fields = ("code", "name", "type", "valid_from", "valid_until", "legal_basis")

    def get_readonly_fields(self, request: HttpRequest, obj: Region | None = None) -> tuple[str, ...]:
        """A code or level is never rewritten: a new one is a new row, with a perubahan wilayah between them."""
        return ("code", "type") if obj else ()

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        holding = getattr(request.user, "holding", None)
        return type("RegionForm", (form,), {"scope": holding.scope if holding else None})

    @admin.display(description="wilayah", ordering="name")
    def label(self, region: Region) -> str:
        return region.label


@admin.register(Succession)
class SuccessionAdmin(ScopedAdmin):
    list_display = ("old", "new", "kind", "on", "legal_basis")
    list_filter = ("kind",)
    list_select_related = ("old", "new")
    search_fields = ("old__name", "new__name", "old__code", "new__code")
    ordering = ("-on", "pk")
    autocomplete_fields = ("old", "new")

    def cut(self, queryset: QuerySet[Any], holding: Any) -> QuerySet[Any]:
        return queryset.filter(holding.scope.q("old") | holding.scope.q("new"))
