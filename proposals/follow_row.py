"""The form of one row of a list of tindak lanjut: what a level says, a paper, or how far the work is."""

from typing import Any

from django import forms

from catalogue.words import plain
from proposals import sheet_cells
from proposals.models.decision import Outcome
from proposals.reasons import Reason
from proposals.statuses import Status

PAPER = {Status.IN_RKPD: "rkpd", Status.IN_APBD: "apbd"}
SAYS: dict[str, Outcome | Status] = {
    "direkomendasi": Outcome.ACCEPTED,
    "direkomendasikan": Outcome.ACCEPTED,
    "direkomendasi dengan perubahan": Outcome.CHANGED,
    "diakomodir": Outcome.ACCOMMODATED,
    "belum terdanai": Outcome.UNFUNDED,
    "tidak diakomodir": Outcome.UNFUNDED,
    "ditolak": Outcome.REJECTED,
    "tidak diterima": Outcome.REJECTED,
    "masuk rkpd": Status.IN_RKPD,
    "masuk apbd": Status.IN_APBD,
    "dilaksanakan": Status.UNDERWAY,
    "selesai": Status.DONE,
    "batal": Status.CANCELLED,
}
"""What the column tindak_lanjut may say, and what it means."""

_CODES = {plain(code.label): code.value for code in Reason} | {plain(code.value): code.value for code in Reason}
KNOWN = ", ".join(said for said in SAYS if said not in {"direkomendasikan", "tidak diakomodir", "tidak diterima"})


class FollowRowForm(forms.Form):
    """What a row says of one usulan; which cells it needs depends on the step and is asked by the verbs."""

    nomor_usulan = forms.CharField(label="Nomor usulan", required=False, max_length=24)
    id_sipd = forms.CharField(label="ID SIPD", required=False, max_length=40)
    tindak_lanjut = forms.CharField(label="Tindak lanjut", max_length=40)
    volume = forms.CharField(label="Volume", required=False, max_length=80)
    anggaran = forms.CharField(label="Anggaran", required=False, max_length=40)
    sub_kegiatan = forms.CharField(label="Sub kegiatan", required=False, max_length=24)
    kode_alasan = forms.CharField(label="Kode alasan", required=False, max_length=80)
    alasan = forms.CharField(label="Alasan", required=False, max_length=500)
    nomor_dokumen = forms.CharField(label="Nomor dokumen", required=False, max_length=80)
    tanggal_dokumen = forms.CharField(label="Tanggal dokumen", required=False, max_length=40)
    kemajuan = forms.CharField(label="Kemajuan", required=False, max_length=8)

    def clean_tindak_lanjut(self) -> Outcome | Status:
        """The meaning of the words, in whatever case they are written."""
        said = plain(str(self.cleaned_data["tindak_lanjut"]))
        if said not in SAYS:
            raise forms.ValidationError(f"Tindak lanjut tidak dikenal. Pakai salah satu: {KNOWN}.")
        return SAYS[said]

    def clean_volume(self) -> Any:
        return sheet_cells.coefficient(str(self.cleaned_data["volume"]))[0]

    def clean_anggaran(self) -> int | None:
        return sheet_cells.amount(str(self.cleaned_data["anggaran"]), "Anggaran")

    def clean_kode_alasan(self) -> str:
        said = plain(str(self.cleaned_data["kode_alasan"]))
        if said and said not in _CODES:
            raise forms.ValidationError("Kode alasan tidak dikenal. Tulis misalnya pagu, prioritas, atau lahan.")
        return _CODES.get(said, "")

    def clean_tanggal_dokumen(self) -> Any:
        return sheet_cells.day(str(self.cleaned_data["tanggal_dokumen"]))

    def clean_kemajuan(self) -> int | None:
        said = str(self.cleaned_data["kemajuan"]).rstrip("% ").strip()
        if not said:
            return None
        if not (said.isascii() and said.isdigit()) or int(said) > 100:
            raise forms.ValidationError("Kemajuan ditulis dengan angka 0 sampai 100.")
        return int(said)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not data.get("nomor_usulan") and not data.get("id_sipd") and not self.errors:
            raise forms.ValidationError("Isi nomor usulan atau ID SIPD-nya.")
        return data
