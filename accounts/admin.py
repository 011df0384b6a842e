"""The officials' lists of offices, terms, groups and persons. Persons are Bappeda's alone."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserCreationForm
from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from catalogue.admin import TracedAdmin
from regions.admin import ScopedAdmin

from .models import Office, OfficeHolding, ProposerGroup, User

for foreign in (Group, Authenticator, EmailAddress):  # roles are code (roles.py); secrets and e-mail are no list
    if admin.site.is_registered(foreign):
        admin.site.unregister(foreign)


@admin.register(ProposerGroup)
class ProposerGroupAdmin(ScopedAdmin):
    list_display = ("name", "kind", "region", "is_active")
    list_filter = ("kind", "is_active")
    list_select_related = ("region",)
    search_fields = ("name", "region__name", "region__code")
    ordering = ("region__code", "name", "pk")
    autocomplete_fields = ("region",)


@admin.register(Office)
class OfficeAdmin(TracedAdmin):
    list_display = ("name", "role", "is_head", "region", "agency", "group")
    list_filter = ("role", "is_head")
    list_select_related = ("region", "agency", "group")
    search_fields = ("name", "code", "region__name")
    ordering = ("region__code", "code", "pk")
    autocomplete_fields = ("region", "agency", "group")

    def cut(self, queryset: QuerySet[Any], holding: Any) -> QuerySet[Any]:
        return queryset.filter(city__code=holding.city_code).visible_to(holding.scope)  # type: ignore[attr-defined, no-any-return]


@admin.register(OfficeHolding)
class OfficeHoldingAdmin(TracedAdmin):
    list_display = ("office", "holder", "status", "starts", "ends", "decree")
    list_filter = ("status", "office__role")
    list_select_related = ("office", "user")
    search_fields = ("office__name", "office__code", "user__name", "user__username")
    ordering = ("office__region__code", "office__code", "-starts", "pk")
    autocomplete_fields = ("office", "user")

    def get_fields(self, request: HttpRequest, obj: OfficeHolding | None = None) -> tuple[str, ...]:
        return ("office", "holder" if obj else "user", "status", "starts", "ends", "decree", "rank", "nip")

    def get_readonly_fields(self, request: HttpRequest, obj: OfficeHolding | None = None) -> tuple[str, ...]:
        """A term is ended, never given to another office or person."""
        return ("office", "holder") if obj else ()

    @admin.display(description="pemegang", ordering="user__name")
    def holder(self, holding: OfficeHolding) -> str:
        return str(holding.user)


class NewPersonForm(UserCreationForm[User]):
    """A new person with a first password."""

    class Meta:
        model = User
        fields = ("username", "name", "phone")


@admin.register(User)
class PersonAdmin(ScopedAdmin, UserAdmin):  # type: ignore[type-arg]
    """Name, phone and login of a person. What a person may do comes from the office, so there is nothing else here."""

    list_display = ("username", "name", "phone", "is_active", "last_login")
    list_filter = ("is_active",)
    search_fields = ("username", "name")
    ordering = ("username",)
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Orang", {"fields": ("name", "phone", "email", "is_active")}),
        ("Masuk", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "name", "phone", "password1", "password2")}),)
    add_form = NewPersonForm
    readonly_fields = ("last_login", "date_joined")

    def cut(self, queryset: QuerySet[Any], holding: Any) -> QuerySet[Any]:
        """Persons of the city, and those who hold no office yet; never a superuser."""
        ours = Q(holdings__office__city__code=holding.city_code) | Q(holdings=None)
        return queryset.filter(ours, is_superuser=False).distinct()
