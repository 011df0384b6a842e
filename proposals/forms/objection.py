"""Forms of keberatan: what the proposer says, and what the level above answers."""

from django import forms

from proposals.models import Objection

from .document import DocumentField
from .text import CleanCharField


class ObjectionForm(forms.Form):
    """Why the decision is not right, in the proposer's words."""

    text = CleanCharField(
        label="Mengapa keputusan itu perlu diperiksa lagi?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Paling sedikit 20 huruf. Dibaca warga, jadi tanpa nama dan nomor telepon.",
        error_messages={"required": "Tulis keberatannya paling sedikit 20 huruf."},
    )
    letter = DocumentField(label="Surat keberatan (PDF atau foto)", required=False)


class ObjectionAnswerForm(forms.Form):
    """Granted or not, with the answer that everybody reads."""

    decision = forms.ChoiceField(
        label="Jawaban Anda",
        widget=forms.RadioSelect,
        choices=[
            (Objection.Status.GRANTED.value, "Dikabulkan: usulan diperiksa lagi"),
            (Objection.Status.REFUSED.value, "Keputusan tetap"),
        ],
        error_messages={"required": "Pilih dikabulkan atau tetap.", "invalid_choice": "Pilih dikabulkan atau tetap."},
    )
    answer = CleanCharField(
        label="Penjelasan untuk pengusul",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Paling sedikit 10 huruf. Dibaca warga.",
        error_messages={"required": "Tulis jawabannya paling sedikit 10 huruf. Warga membacanya."},
    )
