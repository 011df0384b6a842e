"""The form of an import: which list, of which year and place, and the file."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import OfficeHolding
from accounts.permissions import allows
from accounts.roles import Role
from proposals.texts import clean
from regions import codes
from regions.models import Region

MEGABYTE = 1024 * 1024
KINDS = (
    ("usulan", "Daftar usulan", "proposals.import_proposal"),
    ("kamus", "Kamus usulan", "catalogue.import_kamusitem"),
    ("pokir", "Pokok pikiran DPRD", "proposals.import_pokir"),
    ("tindak_lanjut", "Tindak lanjut sesudah forum kecamatan", "proposals.follow_proposal"),
    ("jabatan", "Jabatan dan pemegangnya", "accounts.import_office"),
)
"""What can be imported, and the permission it takes."""


class UploadForm(forms.Form):
    """Bappeda chooses the kelurahan, or the whole city; a kelurahan imports its own list only."""

    all_optional = True

    jenis = forms.ChoiceField(label="Yang diimpor", widget=forms.RadioSelect)
    tahun = forms.IntegerField(
        label="Tahun rencana",
        min_value=2000,
        max_value=2100,
        required=False,
        help_text="Tahun RKPD, bukan tahun musrenbangnya. Tidak perlu untuk jabatan.",
        widget=forms.NumberInput(attrs={"class": "w-s"}),
    )
    kelurahan = forms.ChoiceField(label="Kelurahan", required=False, help_text="Hanya untuk daftar usulan.")
    berkas = forms.FileField(
        label="Berkas",
        help_text="CSV atau XLSX. Judul kolom di baris pertama.",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={"required": "Pilih berkasnya.", "empty": "Berkas ini kosong. Pilih berkas lain."},
    )

    def __init__(self, *args: Any, holding: OfficeHolding, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.holding = holding
        self.is_wide = holding.role == Role.BAP
        kinds = [(name, label) for name, label, perm in KINDS if allows(holding, perm)]
        self.fields["jenis"].choices = kinds  # type: ignore[attr-defined]
        scope = Region.objects.current().visible_to(holding.scope).at(codes.KELURAHAN).in_order()
        choices = [(place.code, place.label) for place in scope]
        if self.is_wide:
            whole = (holding.city_code, "Banyak kelurahan, menurut kolom Kelurahan di berkas")
            choices = [("", "Belum dipilih"), whole, *choices]
        self.fields["kelurahan"].choices = choices  # type: ignore[attr-defined]
        if len(kinds) == 1:
            self.fields["jenis"].widget = forms.HiddenInput()
            self.initial.setdefault("jenis", kinds[0][0])
            self.fields["kelurahan"].help_text = ""
        if "usulan" not in dict(kinds):
            del self.fields["kelurahan"]
        if set(dict(kinds)) == {"jabatan"}:
            del self.fields["tahun"]

    @property
    def max_rows(self) -> int:
        """How many rows this office may send at once (settled with hostile input in mind)."""
        return 50_000 if self.is_wide else 5_000

    def clean_berkas(self) -> Any:
        file = self.cleaned_data["berkas"]
        limit = 40 if self.is_wide else 10
        if file.size > limit * MEGABYTE:
            size = file.size // MEGABYTE
            raise ValidationError(f"Berkas terlalu besar ({size} MB). Pilih berkas di bawah {limit} MB.")
        return file

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("jenis") == "usulan" and not data.get("kelurahan") and "kelurahan" not in self.errors:
            self.add_error("kelurahan", "Pilih kelurahan pemilik daftar ini, atau banyak kelurahan.")
        if data.get("jenis") not in {None, "jabatan"} and not data.get("tahun") and "tahun" not in self.errors:
            self.add_error("tahun", "Isi tahun rencana, misalnya 2027.")
        return data

    def answers(self) -> dict[str, Any]:
        """What to keep beside the file."""
        data = self.cleaned_data
        kelurahan = data["kelurahan"] if data["jenis"] == "usulan" else ""
        year = data["tahun"] if data["jenis"] != "jabatan" else None
        return {
            "kind": data["jenis"],
            "plan_year": year,
            "kelurahan": kelurahan,
            "name": clean(data["berkas"].name),
        }
