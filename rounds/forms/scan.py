"""The form of a signed paper: what it is, the file, and which scan it replaces."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.utils import timezone

from proposals.forms.text import CleanCharField
from rounds.models import Scan
from rounds.scanned import read_scan


class ScanField(forms.FileField):
    """One PDF or JPG; cleaned to the same bytes under our own name."""

    widget = forms.FileInput(attrs={"accept": "application/pdf,image/jpeg"})

    def clean(self, data: Any, initial: Any = None) -> ContentFile[bytes]:
        return read_scan(super().clean(data, initial))


class ScanForm(forms.Form):
    """A new paper, or a better scan of one that is here."""

    kind = forms.ChoiceField(
        label="Isi pindaian",
        choices=Scan.Kind.choices,
        error_messages={"required": "Pilih isi pindaian.", "invalid_choice": "Pilih isi pindaian."},
    )
    file = ScanField(
        label="Berkas",
        help_text="PDF atau JPG, paling besar 20 MB. Disimpan apa adanya dan tidak dapat dihapus.",
        error_messages={"required": "Pilih berkasnya.", "empty": "Berkas ini kosong. Pilih berkas lain."},
    )
    replaces = forms.ModelChoiceField(
        label="Menggantikan",
        queryset=Scan.objects.none(),
        required=False,
        empty_label="Tidak ada, ini berkas baru",
        to_field_name="public_id",
        help_text="Yang diganti tetap tersimpan.",
        error_messages={"invalid_choice": "Pindaian itu sudah diganti. Muat ulang halaman ini."},
    )
    remark = CleanCharField(
        label="Keterangan", required=False, max_length=200, help_text="Bila menggantikan, tulis alasannya."
    )

    def __init__(self, data: Any = None, files: Any = None, *, known: Sequence[Scan]) -> None:
        super().__init__(data, files)
        current = [scan for scan in known if not scan.is_replaced]
        if not current:
            del self.fields["replaces"]
            return
        field: Any = self.fields["replaces"]
        field.queryset = Scan.objects.filter(pk__in=[scan.pk for scan in current]).order_by("added_at", "pk")
        field.label_from_instance = _named


def _named(scan: Scan) -> str:
    """`Berita acara, 26-11-2026 14.05`."""
    return f"{scan.get_kind_display()}, {timezone.localtime(scan.added_at):%d-%m-%Y %H.%M}"
