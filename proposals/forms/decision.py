"""What the desk says about one usulan: the choice, its reason, and what the choice asks for besides."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from proposals.models import Proposal
from proposals.querysets import ProposalQuerySet
from proposals.reasons import FINAL, LATER, REPAIRABLE, Reason, missing_text
from proposals.statuses import NEXT, Status

from .proposal import VolumeField
from .text import CleanCharField

CLOSING_HOUR = time(16)
"""Repairs are due at 16.00 WIB of the day that the desk names."""


class Choice(models.TextChoices):
    """The five things a desk may say."""

    ACCEPT = "terima", "Terima"
    CHANGE = "terima_ubah", "Terima dengan perubahan"
    SEND_BACK = "kembalikan", "Kembalikan"
    MERGE = "gabung", "Gabung"
    REJECT = "tolak", "Tolak"


LEADS_TO = {
    Choice.ACCEPT: Status.ACCEPTED_KEL,
    Choice.CHANGE: Status.ACCEPTED_KEL,
    Choice.SEND_BACK: Status.RETURNED,
    Choice.MERGE: Status.MERGED,
    Choice.REJECT: Status.REJECTED,
}

REASONS = [
    ("", "Pilih alasan"),
    ("Dapat diperbaiki pengusul", [(code.value, code.label) for code in REPAIRABLE]),
    ("Tidak dapat diterima", [(code.value, code.label) for code in FINAL]),
    ("Mungkin tahun depan", [(code.value, code.label) for code in LATER]),
]


def choices_for(proposal: Proposal) -> list[Choice]:
    """The choices that the status still allows, in the order of the keys 1 to 5."""
    return [choice for choice in Choice if LEADS_TO[choice] in NEXT[Status(proposal.status)]]


class DecisionForm(forms.Form):
    """Choice, reason and what else it needs. `candidates` are the usulan that may become the parent of a merge."""

    all_optional = True

    outcome = forms.ChoiceField(
        label="Keputusan Anda",
        choices=Choice.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Pilih satu keputusan.",
            "invalid_choice": "Keputusan ini tidak berlaku lagi untuk usulan ini. Pilih yang lain.",
        },
    )
    volume = VolumeField(label="Volume yang diterima", required=False)
    parent = forms.ModelChoiceField(
        Proposal.objects.none(),
        label="Digabung ke usulan",
        required=False,
        error_messages={"invalid_choice": "Usulan induk itu tidak ada di daftar. Cari lagi."},
    )
    add_volume = forms.BooleanField(
        label="Tambahkan volumenya ke usulan induk",
        required=False,
        help_text="Bila tidak, volume induk tetap. Keduanya tercatat.",
    )
    reason_code = forms.ChoiceField(
        label="Alasan",
        required=False,
        choices=REASONS,
        error_messages={"invalid_choice": "Pilih alasan dari daftar."},
    )
    reason = CleanCharField(
        label="Kalimat untuk pengusul",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Paling sedikit 10 huruf; untuk alasan Lainnya 30 huruf. Dibaca warga.",
    )
    due_at = forms.DateField(
        label="Perbaiki paling lambat",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Sampai pukul 16.00 WIB hari itu.",
        error_messages={"invalid": "Isi tanggalnya, misalnya 12/01/2026."},
    )
    may_repeat = forms.BooleanField(label="Boleh diusulkan lagi tahun depan", required=False, initial=True)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, proposal: Proposal, candidates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposal = proposal
        outcome, parent = self.fields["outcome"], self.fields["parent"]
        assert isinstance(outcome, forms.ChoiceField)
        assert isinstance(parent, forms.ModelChoiceField)
        outcome.choices = [(choice.value, choice.label) for choice in choices_for(proposal)]
        parent.queryset = candidates
        self.fields["volume"].unit = proposal.unit  # type: ignore[attr-defined]

    def clean_due_at(self) -> datetime | None:
        day: date | None = self.cleaned_data["due_at"]
        return timezone.make_aware(datetime.combine(day, CLOSING_HOUR)) if day else None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        outcome = data.get("outcome")
        if outcome in {Choice.SEND_BACK, Choice.REJECT}:
            self._need_reason(data.get("reason_code", ""), data.get("reason", ""))
        if outcome == Choice.CHANGE and not data.get("volume") and "volume" not in self.errors:
            self.add_error("volume", "Isi volume yang diterima, misalnya 100.")
        if outcome == Choice.CHANGE and len(data.get("reason", "")) < 10 and "reason" not in self.errors:
            self.add_error("reason", "Tulis alasan perubahan paling sedikit 10 huruf.")
        if outcome == Choice.MERGE and not data.get("parent") and "parent" not in self.errors:
            self.add_error("parent", "Pilih usulan induknya.")
        return data

    def _need_reason(self, code: str, text: str) -> None:
        missing = missing_text(code, text)
        field = "reason" if code else "reason_code"
        if missing and field not in self.errors and "reason_code" not in self.errors:
            self.add_error(field, ValidationError(missing, code="reason"))


class WithdrawForm(forms.Form):
    """Why a proposer takes a sent usulan back."""

    reason = CleanCharField(
        label="Alasan menarik usulan",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Paling sedikit 10 huruf.",
        error_messages={"required": "Tulis alasannya paling sedikit 10 huruf."},
    )


class AnswerForm(forms.Form):
    """What an RW or kelurahan answers a resident whose need does not become a usulan."""

    answer = CleanCharField(
        label="Jawaban untuk warga",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Paling sedikit 10 huruf. Warga membacanya pada tanda terima.",
        error_messages={"required": "Tulis jawabannya paling sedikit 10 huruf. Warga membacanya."},
    )
    to_bank = forms.BooleanField(
        label="Simpan di bank usulan",
        required=False,
        help_text="Pilih bila kebutuhannya nyata tetapi belum ada di kamus. Dibahas untuk kamus tahun depan.",
    )


def possible_parents(proposal: Proposal) -> ProposalQuerySet:
    """Usulan of the same cycle and kelurahan that are still discussed: any of them may take this one in."""
    return (
        Proposal.objects.open()
        .filter(cycle_id=proposal.cycle_id, kelurahan_id=proposal.kelurahan_id, kecamatan_id=proposal.kecamatan_id)
        .exclude(pk=proposal.pk)
        .select_related("group")
    )


def parents_for(proposal: Proposal, search: str) -> ProposalQuerySet:
    """Which of them to offer: those like it, or those that a search finds."""
    same = possible_parents(proposal)
    found = same.search(search) if search.strip() else same.filter(item_id=proposal.item_id, item__isnull=False)
    return found.order_by("number")


__all__ = [
    "AnswerForm",
    "Choice",
    "DecisionForm",
    "Reason",
    "WithdrawForm",
    "choices_for",
    "parents_for",
    "possible_parents",
]
