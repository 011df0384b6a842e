"""The officials' lists of forums and rounds, read only; attendance for the level that held it, and Bappeda, alone."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from accounts.doors import acting
from accounts.models import OfficeHolding
from accounts.roles import Role
from regions.admin import PartInline, ScopedAdmin

from .actions.preparing import rule_changed
from .counting.snapshot import in_scope
from .forms.rule import CriterionForm, GuaranteeForm, LimitForm, TermsForm
from .models import Assessor, Attendance, Bond, Criterion, Forum, Guarantee, Limit, Round, Terms


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
        "parent",
        "group",
        "agency",
        "cluster",
        "sitting",
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
        forums = Forum.objects.visible_to(holding) if holding.role == Role.BAP else Forum.objects.led_by(holding)
        return queryset.filter(forum__in=forums)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("rounds.view_attendance", obj.forum if obj else None)

    @admin.display(description="forum", ordering="forum__region__code")
    def forum_name(self, attendance: Attendance) -> str:
        return attendance.forum.title


class RuleInline(PartInline, admin.TabularInline[Any, Any]):
    """One part of the rule, written while the round is a draft by whoever may run it."""

    extra = 0


class TermsInline(PartInline, admin.StackedInline[Any, Any]):
    model = Terms
    form = TermsForm
    verbose_name_plural = "cara menghitung"
    can_delete = False
    extra = 0
    min_num = max_num = 1


class CriterionInline(RuleInline):
    model = Criterion
    form = CriterionForm


class LimitInline(RuleInline):
    model = Limit
    form = LimitForm
    verbose_name_plural = "batas: kuota dan pagu"


class GuaranteeInline(RuleInline):
    model = Guarantee
    form = GuaranteeForm


class BondInline(RuleInline):
    model = Bond
    verbose_name_plural = "usulan yang bertentangan atau saling bergantung"

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        self.round = obj
        return super().get_formset(request, obj, **kwargs)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in {"proposal", "other"} and self.round is not None:
            kwargs["queryset"] = in_scope(self.round)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class AssessorInline(RuleInline):
    model = Assessor

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "holding":
            kwargs["queryset"] = OfficeHolding.objects.in_force(timezone.localdate()).with_office()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Round)
class RoundAdmin(ScopedAdmin):
    """Putaran prioritas. The rule of a counted round is written here while it is a draft; all else has its page."""

    list_display = ("code", "version", "forum_name", "status", "method", "cycle")
    list_filter = ("status", ("cycle", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("forum__region", "cycle")
    search_fields = ("code", "forum__region__name")
    ordering = ("-cycle__held_year", "code", "-version", "pk")
    fields = ("code", "version", "status", "page", "method", "opens_at", "closes_at", "note")
    readonly_fields = ("code", "version", "status", "page")
    inlines = (TermsInline, CriterionInline, LimitInline, GuaranteeInline, BondInline, AssessorInline)

    def cut(self, queryset: QuerySet[Any], holding: Any) -> QuerySet[Any]:
        return queryset.filter(forum__in=Forum.objects.visible_to(holding))

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return super().get_inlines(request, obj) if obj is not None and hasattr(obj, "terms") else ()

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.has_perm("rounds.view_forum", obj.forum if obj else None))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only a draft of a counted round, by the office that may run it."""
        is_draft = obj is not None and obj.is_draft and hasattr(obj, "terms")
        return is_draft and bool(request.user.has_perm("rounds.run_round", obj.forum))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        parts = {*form.changed_data, *(str(one.model._meta.verbose_name) for one in formsets if one.has_changed())}
        rule_changed(form.instance, by=acting(request), at=timezone.now(), fields=sorted(parts))

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """A verb that refuses (the stage has closed meanwhile) says so on the page; nothing is written."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except ValidationError as refusal:
            for sentence in refusal.messages:
                self.message_user(request, sentence, messages.ERROR)
            return redirect(request.path)

    @admin.display(description="forum", ordering="forum__region__code")
    def forum_name(self, found: Round) -> str:
        return found.forum.title

    @admin.display(description="halaman putaran")
    def page(self, found: Round) -> str:
        if not hasattr(found, "terms"):
            return found.forum.title
        return format_html('<a href="{}">Buka halaman putaran</a>', found.get_absolute_url())
