"""From the bytes of a CSV to its text, in whatever letters it was saved."""

import re

from django.core.exceptions import ValidationError

ENCODING_WARNING = "Berkas tidak memakai UTF-8 dan dibaca sebagai Windows-1252. Periksa huruf beraksen."


class SheetRefused(ValidationError):
    """The file is no table we can read; the message says what to do."""


def decode(data: bytes, warnings: list[str]) -> str:
    """Turn bytes into text: UTF-8 with or without mark, else Windows-1252 with a warning. Raises SheetRefused."""
    if data[:8] == bytes.fromhex("d0cf11e0a1b11ae1"):
        raise SheetRefused("Berkas ini format Excel lama atau bersandi. Simpan ulang sebagai .xlsx tanpa sandi.")
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        raise SheetRefused("Berkas ini memakai UTF-16. Simpan ulang sebagai CSV UTF-8 atau .xlsx.")
    if b"\x00" in data:
        raise SheetRefused("Berkas ini bukan CSV atau XLSX. Simpan ulang dari Excel sebagai .xlsx atau CSV UTF-8.")
    if re.match(rb"\s*(<!doctype|<html|<\?xml|<table|%pdf)", data[:200].removeprefix(b"\xef\xbb\xbf"), re.IGNORECASE):
        raise SheetRefused("Berkas ini bukan tabel CSV atau XLSX. Simpan ulang dari Excel sebagai .xlsx.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        data.decode("utf-8-sig", "surrogatepass")
    except UnicodeDecodeError:
        pass
    else:
        raise SheetRefused("Berkas ini memuat huruf yang rusak. Simpan ulang dari Excel sebagai CSV UTF-8.")
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as wrong:
        raise SheetRefused("Huruf dalam berkas ini tidak terbaca. Simpan ulang sebagai CSV UTF-8.") from wrong
    warnings.append(ENCODING_WARNING)
    return text
