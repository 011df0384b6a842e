"""Telephone numbers as people write them, brought to one form: `+62 812-3456-7890` is `081234567890`. Pure."""

import re

WRONG = "Nomor telepon terdiri dari 8 sampai 15 angka, misalnya 081234567890."


def canonical(text: str) -> str:
    """Return digits that begin with 0; empty for an empty text. A spreadsheet's lost zero comes back.

    Raises ValueError with a sentence for what is no telephone number.
    """
    said = re.sub(r"[\s().\-/]", "", text)
    if not said:
        return ""
    number = re.sub(r"^(?:\+|00)?620?", "0", said)
    if number.startswith("8"):
        number = f"0{number}"
    if not re.fullmatch(r"0[0-9]{7,14}", number):
        raise ValueError(WRONG)
    return number


def masked(number: str) -> str:
    """Show only the end: `•••• 7890`."""
    return f"•••• {number[-4:]}" if number else ""
