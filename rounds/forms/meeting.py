"""Forms of the meeting: its data, and the forum's word on one usulan."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from proposals.forms.text import CleanCharField
from proposals.reasons import LATER
from rounds.models import Forum


def day(**attrs: str) -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "w-s", **attrs})


def clock() -> forms.TimeInput:
    return forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "w-s"})


class MeetingForm(forms.Form):
    """Data rapat: what the berita acara will say about the meeting."""

    all_optional = True

    held_on = forms.DateField(label="Tanggal", required=False, widget=day())
    from_time = forms.TimeField(label="Mulai pukul", required=False, widget=clock())
    until_time = forms.TimeField(label="Sampai pukul", required=False, widget=clock())
    place = CleanCharField(label="Tempat", required=False, max_length=160)
    mode = forms.ChoiceField(label="Cara", choices=Forum.Mode.choices, widget=forms.Select(attrs={"class": "w-m"}))
    announced_on = forms.DateField(
        label="Diumumkan pada", required=False, widget=day(), help_text="Paling sedikit 7 hari sebelum rapat."
    )
    topic = CleanCharField(label="Materi atau topik", required=False, max_length=300)
    chair = CleanCharField(label="Pimpinan rapat", required=False, max_length=120)
    chair_from = CleanCharField(
        label="Pimpinan dari", required=False, max_length=120, help_text="Lembaga atau jabatan."
    )
    secretary = CleanCharField(label="Notulis", required=False, max_length=120)
    secretary_from = CleanCharField(label="Notulis dari", required=False, max_length=120)
    method = forms.ChoiceField(
        label="Cara kesepakatan",
        required=False,
        choices=[("", "Belum dipilih"), *Forum.Method.choices],
        widget=forms.Select(attrs={"class": "w-m"}),
    )
    votes_for = forms.IntegerField(label="Suara setuju", required=False, min_value=0, max_value=100_000)
    votes_against = forms.IntegerField(label="Suara tidak setuju", required=False, min_value=0, max_value=100_000)
    votes_abstain = forms.IntegerField(label="Suara abstain", required=False, min_value=0, max_value=100_000)

    @classmethod
    def of(cls, forum: Forum, data: Any = None) -> "MeetingForm":
        """The form filled with what is known."""
        start = timezone.localtime(forum.starts_at) if forum.starts_at else None
        end = timezone.localtime(forum.ends_at) if forum.ends_at else None
        known = {name: getattr(forum, name) for name in cls.base_fields if hasattr(forum, name)}
        return cls(
            data,
            initial=known
            | {
                "held_on": start.date() if start else None,
                "from_time": start.time() if start else None,
                "until_time": end.time() if end else None,
            },
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        held_on = data.get("held_on")
        start, end = data.get("from_time"), data.get("until_time")
        if held_on is None and (start or end) and "held_on" not in self.errors:
            self.add_error("held_on", "Isi tanggalnya dulu, lalu jamnya.")
        if held_on and start is None and "from_time" not in self.errors:
            self.add_error("from_time", "Isi jam mulai, misalnya 09.00.")
        if start and end and end <= start:
            self.add_error("until_time", "Jam selesai harus sesudah jam mulai.")
        return data

    def fields_for_verb(self) -> dict[str, Any]:
        """What `update_forum` takes."""
        data = dict(self.cleaned_data)
        held_on, start, end = data.pop("held_on"), data.pop("from_time"), data.pop("until_time")
        zone = timezone.get_current_timezone()

        def moment(clock: time | None) -> datetime | None:
            return datetime.combine(held_on, clock, tzinfo=zone) if held_on and clock else None

        return data | {"starts_at": moment(start), "ends_at": moment(end)}


class ReasonForm(forms.Form):
    """Why a forum goes on, or is nihil."""

    reason = CleanCharField(
        label="Alasan",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Tulis alasannya paling sedikit 10 huruf."},
    )


class MarkForm(forms.Form):
    """The forum's word on one usulan: hold it back, let it in above a quota, or leave it to the order."""

    ACTS = (("tahan", "Tahan"), ("masuk", "Masukkan di atas kuota"), ("lepas", "Kembalikan ke urutan"))

    aksi = forms.ChoiceField(choices=ACTS, widget=forms.HiddenInput, error_messages={"required": "Tekan satu tombol."})
    calon = forms.CharField(max_length=24, widget=forms.HiddenInput)
    revisi = forms.IntegerField(widget=forms.HiddenInput)
    reason_code = forms.ChoiceField(
        label="Alasan menahan",
        required=False,
        choices=[("", "Pilih alasan"), *((code.value, code.label) for code in LATER)],
        widget=forms.Select(attrs={"form": "tandai"}),
    )
    reason = CleanCharField(
        label="Alasan forum",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "form": "tandai"}),
        help_text="Dibaca umum di samping status usulan. Paling sedikit 10 huruf.",
    )
