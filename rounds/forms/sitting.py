"""The form of one usulan before a sidang kelompok."""

from django import forms

from proposals.forms.text import CleanCharField
from proposals.reasons import Reason
from rounds.models import Candidate

VERDICTS = [choice for choice in Candidate.Verdict.choices if choice[0]]


class VerdictForm(forms.Form):
    """One of the three words; a refusal with its kind of reason, both others than passing on with a text."""

    verdict = forms.ChoiceField(
        label="Keputusan",
        choices=VERDICTS,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih salah satu keputusan.", "invalid_choice": "Pilih salah satu keputusan."},
    )
    reason_code = forms.ChoiceField(
        label="Jenis alasan, bila ditolak",
        required=False,
        choices=[("", "Pilih alasan"), *Reason.choices],
        error_messages={"invalid_choice": "Pilih alasan dari daftar."},
    )
    reason = CleanCharField(
        label="Penjelasan",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Bila ditolak: alasannya. Bila tahun berjalan: kegiatan yang mengerjakannya. Dibaca umum.",
    )
