"""What an item of the kamus is, told from its own words where the printed kamus does not say it. Pure.

The circular prints wording, unit, price and note, but not the kind, the list or the bidang. The rules below give the
answer a planner would give for nearly every item; what they miss is set right by hand in the admin. Read top down: the
first rule that fits decides.
"""

import re

from .words import plain

FIXED_UNITS = {"m", "m²", "m³", "titik", "ha"}
PEOPLE_UNITS = (
    "orang",
    "kelompok",
    "peserta",
    "usaha mikro",
    "usahamikro",
    "usaha",
    "siswa",
    "kk",
    "aplikasi",
    "produk",
)

_TAUGHT = re.compile(
    r"^(?:pelatihan|bimtek|bimbingan|sosialisasi|penyuluhan|pembinaan|pembinan|workshop|magang|sekolah|festival"
    r"|pemberdayaan|penguatan|pendampingan|penyadaran|pembumian|peningkatan kapasitas|penyelenggaraan|fasilitasi"
    r"|subsidi|bantuan|pelayanan|pemeriksaan|pengukuran|inkubator|technopreneur|pencegahan)\b"
)
_BUILT = re.compile(
    r"\b(?:pembangunan|rehab\w*|pemeliharaan|perawatan|perbaikan|pavingisasi|paving|gorong|saluran|drainase|irigasi"
    r"|rabat|aspal|hotmix|ampyang\w*|pju|pasang|pemasangan|pengecatan|pembuatan|normalisasi|plengsengan|mck|sumur"
    r"|ipal|penataan|jalan|jembatan|talud)\b"
)
_BOUGHT = re.compile(r"^(?:pengadaan|penyediaan|alat|hand|cultivator|tanaman|taman bacaan|bibit|belanja)\b")
_ECONOMY = re.compile(
    r"\b(?:usaha|ukm|umkm|ikm|koperasi|wirausaha|kewirausahaan|industri|ekspor|dagang|pasar|pemasaran|kerja|barista"
    r"|kue|pangan|olahan|tani|pertanian|farming|ternak|peternakan|ikan|wisata|merk|kerajinan|desain|marketing)\b"
)
_SURVEY = re.compile(r"\bsurve[iy]\b")
_LAND = re.compile(r"\blahan\b|\baset (?:pemkot|kota|pemda|pemerintah)\b|\btanah milik\b|\bizin pemilik\b")
_RECEIVER = re.compile(r"\bsyarat penerima\b|\bpenerima (?:harus|merupakan|lembaga)\b")

SARPRAS_FIELDS = ("1.03", "1.04", "1.05", "2.10", "2.11", "2.15")
ECONOMY_FIELDS = ("2.07", "2.09", "2.17", "2.18", "3.")
"""Codes of urusan by Bappeda's bidang (Permendagri 90/2019); all others are government and people."""


def kind_of(name: str, unit: str) -> str:
    """Tell `fisik`, `barang` or `non_fisik` from wording and unit.

    Counted in people or groups, or teaching and helping: non-fisik. Something fitted into place, or counted in m, m²,
    titik: fisik. Bought: barang. Computers for a koperasi look like goods and stand under a training: non-fisik.
    """
    said = plain(name)
    if unit.startswith(PEOPLE_UNITS) or _TAUGHT.match(said):
        return "non_fisik"
    fitted = re.search(r"\b(?:pemasangan|pengecatan|pembangunan)\b", said)
    if _BOUGHT.match(said) and not fitted:
        return "fisik" if unit in FIXED_UNITS else "barang"
    if fitted or _BUILT.search(said) or unit in FIXED_UNITS:
        return "fisik"
    return "barang"


def list_kind_of(name: str, kind: str) -> str:
    """Tell the list of the forums: SARPRAS for things, PM (pemberdayaan) for livelihoods, LK for other training."""
    if kind != "non_fisik":
        return "SARPRAS"
    return "PM" if _ECONOMY.search(plain(name)) else "LK"


def sector_of(field_code: str, kind: str) -> str:
    """Tell Bappeda's bidang from the code of the urusan; a kecamatan (7.01) builds under sarpras."""
    if field_code.startswith(SARPRAS_FIELDS) or (field_code.startswith("7.") and kind == "fisik"):
        return "sarpras"
    return "ekonomi" if field_code.startswith(ECONOMY_FIELDS) else "manusia"


def needs_of(note: str) -> dict[str, bool]:
    """Tell from the printed note whether an item needs a survey, clear land, a receiving lembaga."""
    said = plain(note)
    return {
        "needs_survey": bool(_SURVEY.search(said)),
        "needs_land": bool(_LAND.search(said)),
        "needs_receiver": bool(_RECEIVER.search(said)),
    }


def short_name(name: str) -> str:
    """Make the short name of an agency: the name where it is short, else its capitals, as in DPUPRPKP."""
    if len(name) <= 40:
        return name
    return "".join(word[0] for word in re.findall(r"[A-Z][\w]*", name))[:40] or name[:40]


def agency_key(name: str) -> str:
    """Bring an agency's name to a form in which spellings meet: `Kecamatan – Kelurahan` = `Kecamatan dan Kelurahan`."""
    return " ".join(word for word in plain(name).split() if word != "dan")


def item_key(name: str) -> str:
    """Bring an item's name to a form in which spellings meet, without the agency in brackets at its end."""
    return plain(re.sub(r"\(\s*(?:kecamatan|kelurahan|dinas|badan)[^()]*\)\s*$", "", name.strip(), flags=re.IGNORECASE))
