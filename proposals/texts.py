"""What may stand in text that everybody reads, and how typed text is cleaned. Pure."""

import re

from catalogue.words import plain
from regions.plaintext import clean

from .names import cover_names, holds_name

__all__ = ["MIN_PROBLEM", "clean", "mask_private", "names_rank", "private_warnings", "search_text", "short_problem"]

MIN_PROBLEM = 20
_NIK = re.compile(r"(?<!\d)\d{16}(?!\d)")
_PHONE = re.compile(r"(?<!\d)(?:\+?62|0)[\s.-]?8(?:[\s.-]?\d){7,11}(?!\d)")
_LONG_NUMBER = re.compile(r"\d[\d\s.-]{8}")
_RANK = re.compile(r"\(?\b(RW|RT)\s*\d+\s*P\s?\d+\b\)?", re.IGNORECASE)


def private_warnings(text: str) -> list[str]:
    """Say which private things a public text seems to hold; empty when none."""
    found = []
    if _NIK.search(text):
        found.append("Jangan tulis NIK di sini. Halaman ini dibaca umum.")
    if _PHONE.search(text):
        found.append("Jangan tulis nomor telepon di sini. Halaman ini dibaca umum.")
    if holds_name(text):
        found.append("Jangan tulis nama orang di sini. Halaman ini dibaca umum.")
    return found


def mask_private(text: str) -> str:
    """Cover NIK, phone numbers and the names of persons in a text that goes public.

    A list of half a million rows asks this a million times: what holds no long number is not looked through for one.
    """
    if _LONG_NUMBER.search(text):
        text = _PHONE.sub("[nomor telepon ditutup]", _NIK.sub("[NIK ditutup]", text))
    return cover_names(text)


def names_rank(text: str) -> bool:
    """Say whether a rank such as `RW 05 P2` hides in the text; ranks have a field of their own."""
    return _RANK.search(text) is not None


def short_problem(text: str) -> str:
    """Say how much of the problem is still to be written."""
    return f"Tulis masalahnya paling sedikit {MIN_PROBLEM} huruf. Sekarang baru {len(text.strip())}."


def search_text(*parts: str) -> str:
    """Join what a search looks through, in plain letters, at most 900 signs."""
    return plain(" ".join(parts))[:900]
