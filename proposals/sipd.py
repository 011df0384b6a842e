"""What lists of SIPD write into one text: group and rank into the problem, volume and unit into the koefisien. Pure.

SIPD has no field for the proposing group nor for its rank, so kelurahan write both at the end of the problem:
`Jalan Rusak (RW 05 P2)`, `Meningkatkan Pelayanan KB (PKK Pokja 4 P5)`, `… Informasi Masyarakat (KIM)`.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from catalogue.money import read_volume
from catalogue.units import canonical
from regions.addresses import spots

MAX_RANK = 999
_RANKED = re.compile(r"\(\s*([^()]{1,80}?)[\s,;:.-]*\bP(?:rioritas)?\s*\.?\s*(\d{1,3})\s*\)\s*$", re.IGNORECASE)
_NAMED = re.compile(r"\(\s*([^()]{2,80}?)\s*\)\s*$")
_BARE = re.compile(r"(?:^|\s)((?:R[TW]\.?\s*\d{1,3}[\s/]*){1,2})\s*\bP\s?(\d{1,3})\s*$", re.IGNORECASE)
_BODY = re.compile(
    r"(?i:pkk|kim|lpmk|lpm|karang|posyandu|pokdarwis|pokja|kader|forum|dasawisma|gapoktan|poktan|takmir|remaja"
    r"|kelurahan|kecamatan|kelompok|paguyuban|bank sampah|koperasi|tp pkk|lembaga)\b.*|[A-Z0-9]{2,8}"
)
_AGENCY = re.compile(
    r"\(\s*((?:kecamatan|kelurahan|dinas|badan|satpol|bakesbang|sekretariat)[^()]*)\)\s*$", re.IGNORECASE
)
_COEFFICIENT = re.compile(r"(-?\s*[\d.,]+)\s*(\D.*)?", re.DOTALL)
_THEMATIC = re.compile(
    r"(?:forum )?(?:anak|difabel|disabilitas|perempuan|lansia|lanjut usia|pemuda|tematik)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class GroupName:
    """A proposing group as a list names it. `kind` is one of `ProposerGroup.Kind`; rw and rt are 0 for a lembaga."""

    kind: str
    name: str
    rw: int = 0
    rt: int = 0


def split_group(problem: str, known: Collection[str] = ()) -> tuple[str, str, int | None]:
    """Cut `Jalan Rusak (RW 05 P2)` into problem, group and rank; the group is empty where none is named.

    Brackets without a rank count as a group only where they name one of ours: a lembaga's word, capitals such as KIM,
    an RT or RW, or one of the `known` names (small letters). `Jalan rusak (parah)` keeps its brackets.
    """
    if match := _RANKED.search(problem) or _BARE.search(problem):
        rank = int(match.group(2))
        return _tidy(problem[: match.start()]), match.group(1).strip(), rank if 1 <= rank <= MAX_RANK else None
    if match := _NAMED.search(problem):
        name = match.group(1)
        if name.lower() in known or _BODY.fullmatch(name) or re.match(r"R[TW]\b", name, re.IGNORECASE):
            return _tidy(problem[: match.start()]), name, None
    return _tidy(problem), "", None


def _tidy(text: str) -> str:
    return text.strip().rstrip(",;:-– ").strip()


def join_group(problem: str, group: str, rank: int | None) -> str:
    """Put group and rank back behind the problem, as kelurahan write them there: `Jalan Rusak (RW 05 P2)`."""
    return f"{problem} ({group} P{rank})" if rank else f"{problem} ({group})"


def group_word(kind: str, name: str) -> str:
    """How a list names a group: its name, and `Kelurahan` for the kelurahan's own."""
    return "Kelurahan" if kind == "kelurahan" else name


def sender(kelurahan: str, kecamatan: str) -> str:
    """Who sends a list to SIPD: the lurah, for what no kelurahan sent the camat."""
    return f"Lurah {kelurahan}" if kelurahan else f"Camat {kecamatan}"


def group_of(label: str, kelurahan: str) -> GroupName:
    """Tell kind and proper name of a group: `RW.4` is `RW 04`, `Forum Anak` thematic, none the kelurahan's own."""
    said = " ".join(label.split())
    if not said or re.match(r"(?:kel(?:urahan)?\b\.?)", said, re.IGNORECASE):
        return GroupName("kelurahan", f"Kelurahan {kelurahan}")
    if re.match(r"kec(?:amatan)?\b", said, re.IGNORECASE):
        return GroupName("kecamatan", said)
    found = spots(said) if re.match(r"R\.?[TW]\b|R[TW]\d", said, re.IGNORECASE) else []
    if len(found) == 1 and found[0].rw:
        spot = found[0]
        if spot.rt:
            return GroupName("rt", f"RT {spot.rt:02d} RW {spot.rw:02d}", spot.rw, spot.rt)
        return GroupName("rw", f"RW {spot.rw:02d}", spot.rw)
    return GroupName("tematik" if _THEMATIC.match(said) else "lembaga", said[:80])


def split_title(title: str) -> tuple[str, str]:
    """Cut `Rabat beton(Kecamatan Klojen)` into the wording and the agency; the agency is empty where none is named."""
    match = _AGENCY.search(title)
    return (title[: match.start()].strip(), match.group(1).strip()) if match else (title.strip(), "")


def split_coefficient(text: str) -> tuple[Decimal | None, str]:
    """Cut `569.5 m` into volume and unit; (None, "") where no number begins it, as in `sesuai RAB`.

    Raises ValueError for a number that cannot be a volume: zero, below zero, more than two decimals.
    """
    match = _COEFFICIENT.fullmatch(text.strip())
    if match is None:
        return None, ""
    number, unit = match.group(1).replace(" ", ""), (match.group(2) or "").strip()
    if number.startswith("-"):
        raise ValueError("Volume harus lebih dari 0.")
    try:
        return read_volume(number.rstrip(".,")), canonical(unit)
    except InvalidOperation as wrong:
        raise ValueError("Volume terlalu besar. Periksa lagi angkanya.") from wrong
