"""What was decided, and the log of all that happened; read only."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.html import format_html

from catalogue.money import decimal_text, rupiah
from proposals.models import (
    Event,
    LevelDecision,
    Proposal,
)
from regions.admin import ScopedAdmin

from .base import CityAdmin


@admin.register(LevelDecision)
class LevelDecisionAdmin(ScopedAdmin):
    """What each level decided; written by the desk and the forums alone."""

    read_only = True
    list_display = ("number", "verdict", "money", "rank", "why", "decided_at")
    list_filter = ("level", "outcome", ("cycle", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("proposal", "cycle")
    search_fields = ("proposal__number", "proposal__title")
    ordering = ("-decided_at", "-pk")
    exclude = ("round_numbers", "decided_by", "volume", "amount")
    readonly_fields = ("volume_text", "money", "office")

    def cut(self, queryset: QuerySet[Any], holding: Any) -> QuerySet[Any]:
        return queryset.filter(proposal__in=Proposal.objects.worked_on_by(holding))

    @admin.display(description="usulan", ordering="proposal__number")
    def number(self, decision: LevelDecision) -> str:
        number = decision.proposal.number.replace("-", "\u2011")
        return format_html("{}<br>{}", decision.proposal.title, number)

    @admin.display(description="keputusan", ordering="outcome")
    def verdict(self, decision: LevelDecision) -> str:
        return format_html("{}<br>{}", decision.get_outcome_display(), decision.get_level_display())

    @admin.display(description="volume")
    def volume_text(self, decision: LevelDecision) -> str:
        return decimal_text(decision.volume) if decision.volume is not None else "belum diisi"

    @admin.display(description="anggaran", ordering="amount")
    def money(self, decision: LevelDecision) -> str:
        return rupiah(decision.amount)

    @admin.display(description="alasan", ordering="reason")
    def why(self, decision: LevelDecision) -> str:
        return decision.reason or decision.round_sentence or "tanpa catatan"

    @admin.display(description="diputuskan oleh")
    def office(self, decision: LevelDecision) -> str:
        return decision.decided_by.label if decision.decided_by else "sistem"


@admin.register(Event)
class EventAdmin(CityAdmin):
    """Riwayat: the append-only log, newest first. It names offices, never persons."""

    read_only = True
    city_path = "city__code"
    list_display = ("seq", "at", "kind", "about", "office")
    list_filter = ("kind", ("cycle", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("proposal", "holding__office")
    search_fields = ("proposal__number", "subject")
    ordering = ("-seq",)
    fields = ("seq", "at", "kind", "about", "office", "body")

    @admin.display(description="pokok", ordering="subject")
    def about(self, event: Event) -> str:
        return str(event.proposal) if event.proposal else event.subject

    @admin.display(description="oleh")
    def office(self, event: Event) -> str:
        return event.holding.label if event.holding else "warga atau sistem"
