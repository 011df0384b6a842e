"""How offices of RT, RW and lembaga are named, and which login name they get. Pure.

`Ketua RT 03 RW 05 Kel. Kauman` has the code `rt03rw05.kauman`, `Sekretaris PKK Kel. Kauman` `sekretaris-pkk.kauman`.
"""

import re

LEAD = "Ketua"
_SIGNS = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX"
_ROMAN = {sign: number for number, sign in enumerate(_SIGNS.split(), start=1)}


def number_of(text: str) -> int:
    """Read the number of an RT or RW: `5`, `005`, `RW 05`, `RW IV`; 0 for an empty cell.

    Raises ValueError for what names none.
    """
    said = re.sub(r"^(?:r\.?[tw]\.?)\s*[.:]?\s*", "", text.strip(), flags=re.IGNORECASE)
    said = re.sub(r"[,.]0+$", "", said)
    if not said:
        return 0
    number = int(said) if said.isascii() and said.isdigit() and len(said) <= 4 else _ROMAN.get(said.upper(), 0)
    if not 1 <= number <= 999:
        raise ValueError(f"“{text[:20]}” bukan nomor RT atau RW.")
    return number


def group_name(rw: int, rt: int) -> str:
    """`RW 05`, or `RT 03 RW 05`."""
    return f"RT {rt:02d} RW {rw:02d}" if rt else f"RW {rw:02d}"


def function_of(jabatan: str, group: str) -> str:
    """Take the part of a jabatan that is the function: `Ketua RT 03` is `Ketua`; empty means the lead."""
    said = re.sub(re.escape(group), "", jabatan, flags=re.IGNORECASE)
    said = re.sub(r"\b(?:kel|kelurahan)\b.*", "", said, flags=re.IGNORECASE)
    said = re.sub(r"\br\.?[tw]\b\.?\s*(?:\d+|[ivx]+\b)?", "", said, flags=re.IGNORECASE)
    said = re.sub(r"\s{2,}", " ", said).strip(" .,-")
    return f"{said[:1].upper()}{said[1:].lower()}" if said else LEAD


def group_office(function: str, group: str, kelurahan: str) -> str:
    """`Ketua RT 03 RW 05 Kel. Kauman`."""
    return f"{function} {group} Kel. {kelurahan}"


def code_of(function: str, group: str, kelurahan: str) -> str:
    """The login name of an office: letters, digits, dash and dot."""
    who = re.sub(r"(?<=[a-z])\s+(?=\d)", "", group.lower())
    who = re.sub(r"(?<=\d)\s+(?=rw)", "", who)
    front = slug(who) if function.casefold() == LEAD.casefold() else slug(f"{function} {who}")
    return f"{front}.{slug(kelurahan)}"


def slug(text: str) -> str:
    """Small letters, digits and single dashes."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower().replace("-", "")).strip("-")[:28]


def alike(text: str) -> str:
    """The form under which two spellings of a place or a name are one: `Rampal Celaket` is `Rampalcelaket`."""
    return re.sub(r"[\W_]+", "", text.casefold())
