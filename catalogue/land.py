"""Whose land a work stands on: the words that rules of the kamus and usulan share."""

from collections.abc import Iterable

from django.db import models


class LandStatus(models.TextChoices):
    """Whose land the work stands on: the commonest hard refusal."""

    CITY = "aset_pemkot", "Aset pemerintah kota"
    PUBLIC = "fasum", "Fasilitas umum, belum diserahkan"
    PERMITTED = "milik_warga", "Milik warga, ada izin"
    OTHER = "instansi_lain", "Milik instansi lain"
    DISPUTED = "sengketa", "Sengketa"
    UNKNOWN = "tidak_tahu", "Tidak tahu"


def land_words(values: Iterable[str]) -> str:
    """The statuses in words: `aset pemerintah kota atau milik warga, ada izin`; unknown values as they are."""
    labels = dict(LandStatus.choices)
    return " atau ".join(str(labels.get(value, value)).lower() for value in values)
