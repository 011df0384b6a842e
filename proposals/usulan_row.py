"""The form of one row of a list of usulan, as SIPD prints it."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from proposals import sheet_cells, sipd, texts


class UsulanRowForm(forms.Form):
    """What a list says of one usulan. What Kirim asks for may be empty here; it is listed as missing afterwards."""

    no_sipd = forms.CharField(label="ID usulan SIPD", required=False, max_length=40)
    no_usulan = forms.CharField(label="Nomor usulan", required=False, max_length=24)
    kecamatan = forms.CharField(label="Kecamatan", required=False, max_length=80)
    kelurahan = forms.CharField(label="Kelurahan", required=False, max_length=80)
    rt_rw = forms.CharField(label="RT/RW", required=False, max_length=200)
    usulan = forms.CharField(label="Usulan", max_length=300)
    permasalahan = forms.CharField(label="Permasalahan", required=False, max_length=700)
    alamat = forms.CharField(label="Alamat", required=False, max_length=255)
    skpd_tujuan = forms.CharField(label="SKPD tujuan", required=False, max_length=160)
    koefisien = forms.CharField(label="Koefisien", required=False, max_length=80)
    anggaran = forms.CharField(label="Anggaran", required=False, max_length=40)
    jenis = forms.CharField(label="Jenis", required=False, max_length=12)
    kelompok = forms.CharField(label="Kelompok", required=False, max_length=80)
    prioritas = forms.IntegerField(label="Prioritas", required=False, min_value=1, max_value=sipd.MAX_RANK)
    tanggal = forms.CharField(label="Tanggal usul", required=False, max_length=40)
    bentuk = forms.CharField(required=False)

    def clean_usulan(self) -> tuple[str, str]:
        """Wording and agency."""
        title, agency = sipd.split_title(str(self.cleaned_data["usulan"]))
        if not title or len(title) > 200:
            raise forms.ValidationError("Tulis usulannya, paling banyak 200 huruf.")
        return title, agency

    def clean_koefisien(self) -> tuple[Decimal | None, str]:
        """Volume and unit; (None, "") where the cell has no number at its start."""
        return sheet_cells.coefficient(str(self.cleaned_data["koefisien"]))

    def clean_anggaran(self) -> int:
        """Whole rupiah; an empty cell is 0."""
        return sheet_cells.amount(str(self.cleaned_data["anggaran"]), "Anggaran") or 0

    def clean_tanggal(self) -> date | None:
        """The day it was proposed there; None where the list is silent."""
        return sheet_cells.day(str(self.cleaned_data["tanggal"]))

    def clean(self) -> dict[str, Any]:
        """Bring the texts to what may be public; a long problem is refused after its group was cut off."""
        data = super().clean() or self.cleaned_data
        if not (data.get("no_sipd") or data.get("no_usulan")) and "no_sipd" not in self.errors:
            self.add_error("no_sipd", "Isi nomor usulannya di SIPD.")
        if "permasalahan" in data:
            problem, group, rank = sipd.split_group(str(data["permasalahan"]))
            data["problem"], data["group"] = problem, data.get("kelompok") or group
            data["rank"] = data.get("prioritas") or rank
            if len(problem) > 500:
                self.add_error("permasalahan", "Masalahnya lebih dari 500 huruf. Ringkas dulu.")
        return data

    def warnings(self) -> list[str]:
        """What is odd but no error; private numbers are covered, since usulan are public."""
        data = self.cleaned_data
        said = []
        if texts.private_warnings(f"{data['problem']} {data['alamat']}"):
            said.append("Ada NIK atau nomor telepon di teks. Halaman umum menutupnya; hapus dari daftar asalnya.")
        if self.data.get("koefisien") and data["koefisien"][0] is None:
            said.append(f"Koefisien “{self.data['koefisien']}” tidak terbaca; volumenya dikosongkan.")
        elif data["koefisien"][0] is None:
            said.append("Koefisien kosong.")
        if not data["anggaran"]:
            said.append("Anggaran kosong atau Rp 0.")
        return said
