"""Semua usulan: what each office works on, read only."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html

from catalogue.money import rupiah
from catalogue.words import plain
from proposals.models import (
    Proposal,
)
from proposals.statuses import FACES, Status
from regions.admin import ScopedAdmin


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
