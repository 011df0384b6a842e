"""The officials' lists of usulan, decisions, the log and the cycle. What verbs write is only read here."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html

from catalogue.admin import TracedAdmin
from catalogue.money import decimal_text, rupiah
from catalogue.words import plain
from regions.admin import ScopedAdmin

from .models import Ceiling, Cycle, Event, LevelDecision, Priority, Proposal, Quota, Stage, Target, Theme
from .statuses import FACES, Status


class CityAdmin(ScopedAdmin):
    """Rows that hang on a cycle, cut to the office's city."""

    city_path = "cycle__city__code"

    def cut(self, queryset: QuerySet[Any], holding: Any) -> QuerySet[Any]:
        return queryset.filter(**{self.city_path: holding.city_code})


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


class WordFilter(admin.SimpleListFilter):
    """The status as the public reads it."""

    title = "status"
    parameter_name = "kata"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(word, word) for word in dict.fromkeys(face.word for face in FACES.values())]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not self.value():
            return queryset
        return queryset.filter(status__in=[status for status, face in FACES.items() if face.word == self.value()])


@admin.register(Proposal)
class ProposalAdmin(ScopedAdmin):
    """Semua usulan: the office's own work. Read only; each act has its page."""

    read_only = True
    list_display = ("title_and_number", "proposer_and_place", "money", "agency_name", "status_word")
    list_filter = (
        WordFilter,
        ("cycle", admin.RelatedOnlyFieldListFilter),
        ("kecamatan", admin.RelatedOnlyFieldListFilter),
        ("kelurahan", admin.RelatedOnlyFieldListFilter),
        "kind",
        "list_kind",
        "channel",
        ("agency", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("group", "kelurahan", "kecamatan", "agency", "cycle")
    search_fields = ("search_text",)
    search_help_text = "Nomor, pekerjaan, alamat, atau masalah."
    ordering = ("-submitted_at", "-pk")
    fieldsets = (
        (None, {"fields": ("number", "title", "page", "status_word", "status_at", "due_at", "reason_code", "reason")}),
        ("Pengusul", {"fields": ("cycle", "proposer", "channel", "submitted_at", "sipd_id")}),
        ("Tempat", {"fields": ("kecamatan", "kelurahan", "place", "address", "lat", "lng")}),
        (
            "Isi",
            {
                "fields": (
                    "item",
                    "kind",
                    "list_kind",
                    "problem",
                    "target_group",
                    "households",
                    "people",
                    "receiver",
                    "land_status",
                )
            },
        ),
        (
            "Biaya",
            {
                "fields": (
                    "volume_text",
                    "price_text",
                    "asked_money",
                    "amount_note",
                    "current_text",
                    "money",
                    "funding",
                )
            },
        ),
        (
            "Tujuan dan urutan",
            {
                "fields": (
                    "agency_first",
                    "agency",
                    "priority",
                    "target",
                    "themes",
                    "kelurahan_rank",
                    "kecamatan_rank",
                    "parent",
                    "previous",
                    "times_proposed",
                )
            },
        ),
    )

    def cut(self, queryset: QuerySet[Any], holding: Any) -> QuerySet[Any]:
        return queryset.worked_on_by(holding)  # type: ignore[attr-defined, no-any-return]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        return (queryset.search(search_term) if plain(search_term) else queryset), False  # type: ignore[attr-defined]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {"title": "Semua usulan", **(extra_context or {})})

    @admin.display(description="usulan", ordering="title")
    def title_and_number(self, proposal: Proposal) -> str:
        number = proposal.number.replace("-", "\u2011") or "belum dikirim"
        return format_html("{}<br>{} {}", proposal.title, number, proposal.coefficient)

    @admin.display(description="pengusul", ordering="group__name")
    def proposer(self, proposal: Proposal) -> str:
        return f"{proposal.group.name} {proposal.rank_label}".strip()

    @admin.display(description="pengusul", ordering="kelurahan__code")
    def proposer_and_place(self, proposal: Proposal) -> str:
        area = proposal.kelurahan or proposal.kecamatan
        return format_html("{}<br>{}", self.proposer(proposal).replace(" ", "\u00a0"), area.label)

    @admin.display(description="volume", ordering="volume")
    def volume_text(self, proposal: Proposal) -> str:
        return proposal.coefficient or "belum diisi"

    @admin.display(description="volume sekarang")
    def current_text(self, proposal: Proposal) -> str:
        return proposal.current_coefficient or "belum diisi"

    @admin.display(description="biaya sekarang", ordering="current_amount")
    def money(self, proposal: Proposal) -> str:
        return rupiah(proposal.current_amount)

    @admin.display(description="perkiraan biaya saat dikirim")
    def asked_money(self, proposal: Proposal) -> str:
        return rupiah(proposal.amount)

    @admin.display(description="harga per satuan")
    def price_text(self, proposal: Proposal) -> str:
        return rupiah(proposal.unit_price) if proposal.unit_price is not None else "belum diisi"

    @admin.display(description="perangkat daerah", ordering="agency__name")
    def agency_name(self, proposal: Proposal) -> str:
        return (proposal.agency.short_name or proposal.agency.name) if proposal.agency else "belum diisi"

    @admin.display(description="status", ordering="status")
    def status_word(self, proposal: Proposal) -> str:
        """The public word, then the exact working status where it says more."""
        label = Status(proposal.status).label
        return proposal.face.word if label == proposal.face.word else f"{proposal.face.word}: {label}"

    @admin.display(description="halaman usulan")
    def page(self, proposal: Proposal) -> str:
        if not proposal.is_public:
            return "Belum dikirim, jadi belum terbuka untuk umum."
        return format_html(
            '<a href="{}">Buka halaman usulan dan garis hidupnya</a>', reverse("usulan", args=[proposal.number])
        )


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
