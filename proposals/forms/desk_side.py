"""The small forms beside a decision: who takes it, a private note, what must be clear, Ditunda."""

from typing import Any

from django import forms

from accounts.models import OfficeHolding
from accounts.querysets import OfficeHoldingQuerySet
from catalogue.land import LandStatus
from proposals.models import Obstacle

from .document import DocumentField
from .text import CleanCharField


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class OfficeField(forms.ModelChoiceField[OfficeHolding]):
    """A colleague by the office alone: the desk's page names no person."""

    def label_from_instance(self, obj: OfficeHolding) -> str:
        return obj.label


class AssignForm(forms.Form):
    """Who takes the usulan."""

    all_optional = True
    to = OfficeField(
        OfficeHolding.objects.none(), label="Dikerjakan oleh", required=False, empty_label="Belum dibagikan"
    )

    def __init__(self, *args: Any, colleagues: OfficeHoldingQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = colleagues


class NoteForm(forms.Form):
    """A remark for colleagues."""

    text = CleanCharField(
        label="Catatan untuk rekan semeja",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Hanya dibaca meja ini.",
        error_messages={"required": "Tulis catatannya dulu."},
    )


class ObstacleForm(forms.Form):
    """What must be clear, by whom, until when."""

    kind = forms.ChoiceField(label="Yang harus jelas", choices=Obstacle.Kind.choices)
    text = CleanCharField(
        label="Apa persisnya?",
        max_length=300,
        error_messages={"required": "Tulis apa yang harus jelas, paling sedikit 10 huruf."},
    )
    owner = forms.ChoiceField(label="Diselesaikan oleh", choices=Obstacle.Owner.choices)
    due_on = forms.DateField(
        label="Paling lambat", widget=_day(), error_messages={"required": "Isi tanggalnya.", "invalid": "Isi tanggal."}
    )


class ClearForm(forms.Form):
    """How it was cleared."""

    result = CleanCharField(
        label="Hasil",
        max_length=300,
        error_messages={"required": "Tulis hasilnya paling sedikit 10 huruf."},
    )
    land_status = forms.ChoiceField(
        label="Status lahan sekarang",
        required=False,
        choices=[("", "Tidak berubah"), *(choice for choice in LandStatus.choices if choice[0] != LandStatus.UNKNOWN)],
    )
    evidence = DocumentField(
        label="Bukti",
        required=False,
        help_text="Surat, denah, atau foto. PDF, JPG, atau PNG, di bawah 10 MB.",
    )


class HoldForm(forms.Form):
    """Ditunda: why, and when it is looked at again."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = CleanCharField(
        label="Mengapa ditunda?",
        max_length=500,
        error_messages={"required": "Tulis alasannya paling sedikit 10 huruf."},
    )
    review_on = forms.DateField(
        label="Ditinjau lagi",
        widget=_day(),
        error_messages={"required": "Isi tanggal peninjauan.", "invalid": "Isi tanggal."},
    )
