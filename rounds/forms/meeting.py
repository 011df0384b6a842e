"""Forms of the meeting: its data, and the forum's word on one usulan."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from proposals.forms.text import CleanCharField
from proposals.reasons import LATER
from rounds.models import Forum
from rounds.models.meeting import MOST_SPEAKERS


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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(1, MOST_SPEAKERS + 1):
            name, where = _speaker(place)
            self.fields[name] = CleanCharField(label=f"Narasumber {place}", required=False, max_length=120)
            self.fields[where] = CleanCharField(label=f"Narasumber {place} dari", required=False, max_length=120)

    @property
    def speakers(self) -> list[forms.BoundField]:
        """The fields of those who speak, each with where from."""
        return [self[name] for place in range(1, MOST_SPEAKERS + 1) for name in _speaker(place)]

    @classmethod
    def of(cls, forum: Forum, data: Any = None) -> "MeetingForm":
        """The form filled with what is known."""
        start = timezone.localtime(forum.starts_at) if forum.starts_at else None
        end = timezone.localtime(forum.ends_at) if forum.ends_at else None
        known = {name: getattr(forum, name) for name in cls.base_fields if hasattr(forum, name)}
        for place, pair in enumerate(forum.speakers, start=1):
            known |= dict(zip(_speaker(place), pair, strict=True))
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
        for place in range(1, MOST_SPEAKERS + 1):
            name, where = _speaker(place)
            if data.get(where) and not data.get(name) and name not in self.errors:
                self.add_error(name, "Tulis nama narasumbernya, atau kosongkan asalnya.")
        return data

    def fields_for_verb(self) -> dict[str, Any]:
        """What `update_forum` takes."""
        data = dict(self.cleaned_data)
        held_on, start, end = data.pop("held_on"), data.pop("from_time"), data.pop("until_time")
        zone = timezone.get_current_timezone()

        def moment(clock: time | None) -> datetime | None:
            return datetime.combine(held_on, clock, tzinfo=zone) if held_on and clock else None

        pairs = [[data.pop(part) for part in _speaker(place)] for place in range(1, MOST_SPEAKERS + 1)]
        speakers = [pair for pair in pairs if pair[0]]
        return data | {"starts_at": moment(start), "ends_at": moment(end), "speakers": speakers}


def _speaker(place: int) -> tuple[str, str]:
    """The names of the two fields of one narasumber."""
    return f"speaker_{place}", f"speaker_{place}_from"


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
