"""The officials' lists of forums and rounds, read only; attendance for the level that held it, and Bappeda, alone."""

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from accounts.roles import Role
from regions.admin import ScopedAdmin

from .models import Attendance, Forum, Round


@admin.register(Forum)
class ForumAdmin(ScopedAdmin):
    """Read only; each forum has its page."""

    read_only = True
    list_display = ("name", "cycle", "status", "starts_at", "place")
    list_filter = ("kind", "status", ("cycle", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("region", "cycle")
    search_fields = ("region__name", "number", "place")
    ordering = ("-cycle__held_year", "kind", "region__code", "pk")
    fields = (
        "cycle",
        "kind",
        "region",
        "number",
        "page",
        "status",
        "starts_at",
        "ends_at",
        "place",
        "mode",
        "announced_on",
        "topic",
        "method",
        "votes_for",
        "votes_against",
        "votes_abstain",
        "nil_reason",
        "opened_at",
        "closed_at",
    )

    def cut(self, queryset: QuerySet[Any], holding: Any) -> QuerySet[Any]:
        return queryset.visible_to(holding)  # type: ignore[attr-defined, no-any-return]

    @admin.display(description="forum", ordering="region__code")
    def name(self, forum: Forum) -> str:
        return forum.title

    @admin.display(description="halaman forum")
    def page(self, forum: Forum) -> str:
        return format_html('<a href="{}">Buka halaman forum</a>', reverse("forum-satu", args=[forum.number]))


@admin.register(Attendance)
class AttendanceAdmin(ScopedAdmin):
    """Personal data: the staff of the forum's own level, and Bappeda. Entered on the forum's page."""

    read_only = True
    list_display = ("name", "sex", "institution", "element", "forum_name")
    list_filter = ("sex", "is_online", ("forum", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("forum__region",)
    search_fields = ("name", "institution")
    ordering = ("forum__region__code", "name", "pk")

    def cut(self, queryset: QuerySet[Any], holding: Any) -> QuerySet[Any]:
        kinds = {Role.KEL: [Forum.Kind.KELURAHAN], Role.KEC: [Forum.Kind.DISTRICT], Role.BAP: list(Forum.Kind)}
        own = Q(forum__kind__in=kinds.get(holding.role, []))
        return queryset.filter(holding.scope.q("forum__region"), own)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("rounds.view_attendance", obj.forum if obj else None)

    @admin.display(description="forum", ordering="forum__region__code")
    def forum_name(self, attendance: Attendance) -> str:
        return attendance.forum.title


@admin.register(Round)
class RoundAdmin(ScopedAdmin):
    """Putaran prioritas; its order is fixed on the forum's page."""

    read_only = True
    list_display = ("code", "version", "forum_name", "status", "method", "cycle")
    list_filter = ("status", ("cycle", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("forum__region", "cycle")
    search_fields = ("code", "forum__region__name")
    ordering = ("-cycle__held_year", "code", "-version", "pk")

    def cut(self, queryset: QuerySet[Any], holding: Any) -> QuerySet[Any]:
        return queryset.filter(holding.scope.q("forum__region"))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("rounds.view_forum", obj.forum if obj else None)

    @admin.display(description="forum", ordering="forum__region__code")
    def forum_name(self, found: Round) -> str:
        return found.forum.title
