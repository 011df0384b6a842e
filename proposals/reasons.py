"""Why a usulan is sent back, refused or left for later: the codes of the field, each with its kind."""

from django.db import models


class Reason(models.TextChoices):
    """Reason codes; a text of the decider stands beside each, always."""

    PLACE = "lokasi", "Alamat atau lokasi salah atau tidak jelas"
    DOCUMENTS = "dokumen", "Dokumen tidak lengkap"
    VOLUME_PRICE = "volume_harga", "Volume atau harga tidak wajar"
    WRONG_AGENCY = "salah_opd", "Salah tujuan perangkat daerah"
    DOUBLE = "ganda", "Sudah diusulkan (ganda)"
    AUTHORITY = "kewenangan", "Bukan kewenangan pemerintah kota"
    OUTSIDE_KAMUS = "luar_kamus", "Di luar kamus usulan"
    LAND = "lahan", "Lahan bukan aset pemda, tanpa izin pemilik, atau sengketa"
    HANDLED = "sudah_ditangani", "Lokasi sudah tertangani atau sudah dianggarkan"
    TECHNICAL = "teknis", "Tidak memenuhi syarat teknis"
    RECEIVER = "penerima", "Penerima tidak memenuhi syarat"
    RECEIVED_BEFORE = "pernah_menerima", "Penerima sudah pernah menerima"
    PRIORITY = "prioritas", "Tidak sesuai prioritas daerah"
    CEILING = "pagu", "Pagu tidak cukup"
    QUOTA = "kuota", "Melebihi kuota"
    ORDER = "urutan", "Urutan di bawah batas forum"
    LATE = "terlambat", "Melewati jadwal"
    NOBODY = "nihil", "Tidak ada pengusul yang hadir"
    OTHER = "lainnya", "Lainnya"


REPAIRABLE = (Reason.PLACE, Reason.DOCUMENTS, Reason.VOLUME_PRICE, Reason.WRONG_AGENCY)
FINAL = (
    Reason.DOUBLE,
    Reason.AUTHORITY,
    Reason.OUTSIDE_KAMUS,
    Reason.LAND,
    Reason.HANDLED,
    Reason.TECHNICAL,
    Reason.RECEIVER,
    Reason.RECEIVED_BEFORE,
)
LATER = (
    Reason.PRIORITY,
    Reason.CEILING,
    Reason.QUOTA,
    Reason.ORDER,
    Reason.LATE,
    Reason.NOBODY,
    Reason.OTHER,
)

MIN_TEXT = 10
MIN_TEXT_OTHER = 30


def missing_text(code: str, text: str) -> str:
    """Return what is missing in a reason, as a sentence; empty when it is complete."""
    least = MIN_TEXT_OTHER if code == Reason.OTHER else MIN_TEXT
    said = len(text.strip())
    if not code:
        return "Pilih alasan dari daftar."
    if said < least:
        return f"Tulis alasannya paling sedikit {least} huruf. Sekarang baru {said}."
    return ""
