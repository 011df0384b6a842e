"""Forms of a counted round: begin it, extend it, the lot, a change of its list."""

from typing import Any

from django import forms

from rounds.models import Round

TITLE = {"required": "Beri nama putaran, misalnya Fisik.", "max_length": "Nama putaran paling banyak 80 huruf."}


class PrepareForm(forms.Form):
    """Name and method of a new round; stands beside the form of the meeting."""

    prefix = "putaran"

    title = forms.CharField(label="Nama putaran", max_length=80, error_messages=TITLE)
    method = forms.ChoiceField(
        label="Cara menghitung",
        choices=Round.Method.choices,
        initial=Round.Method.BLEND,
        error_messages={"invalid_choice": "Pilih salah satu cara menghitung.", "required": "Pilih cara menghitung."},
    )


class ReasonForm(forms.Form):
    """One sentence that everybody may read."""

    reason = forms.CharField(label="Alasan", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class ExtendForm(ReasonForm):
    """Until when the window is moved, and why."""

    until = forms.DateTimeField(
        label="Sampai",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"required": "Isi sampai kapan.", "invalid": "Isi tanggal dan jam, misalnya 5-2-2026 11:30."},
    )
    field_order = ("until", "reason")


class LotForm(forms.Form):
    """What was drawn in the forum, and who saw it."""

    seed = forms.CharField(label="Angka undian", max_length=60, required=False)
    witnesses = forms.CharField(
        label="Saksi, satu nama tiap baris", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class ChangeForm(forms.Form):
    """One change of the agreed list: what, to which place or volume, why, who asked, how it was agreed."""

    KINDS = (("PINDAH", "Pindah urutan"), ("KELUAR", "Keluarkan"), ("MASUK", "Masukkan"), ("UBAH", "Ubah volume"))

    kind = forms.ChoiceField(label="Perubahan", choices=KINDS, error_messages={"required": "Pilih perubahannya."})
    place = forms.IntegerField(label="Ke urutan", min_value=1, max_value=5000, required=False)
    volume = forms.DecimalField(
        label="Volume baru", min_value=0, max_digits=12, decimal_places=2, required=False, localize=True
    )
    reason = forms.CharField(
        label="Alasan",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Tulis alasannya paling sedikit 10 huruf."},
    )
    asked_by = forms.CharField(
        label="Diminta oleh", max_length=120, error_messages={"required": "Tulis siapa yang meminta, misalnya RW 02."}
    )
    votes_for = forms.IntegerField(label="Setuju", min_value=0, max_value=9999, required=False)
    votes_against = forms.IntegerField(label="Menolak", min_value=0, max_value=9999, required=False)
    votes_abstain = forms.IntegerField(label="Abstain", min_value=0, max_value=9999, required=False)

    def said(self) -> dict[str, Any]:
        """What the verb takes; votes only where any were counted."""
        data = self.cleaned_data
        votes = [data.get(name) for name in ("votes_for", "votes_against", "votes_abstain")]
        counted = [vote or 0 for vote in votes] if any(vote is not None for vote in votes) else None
        return {name: data[name] for name in ("kind", "place", "volume", "reason", "asked_by")} | {"votes": counted}
