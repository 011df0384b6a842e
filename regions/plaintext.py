"""How typed text and the cells of a sheet are brought to one form. Pure."""

import re
import unicodedata

_KEEP = {"\n", "\u200c", "\u200d"}


def clean(text: str) -> str:
    """Bring text to one form: NFC, no control or invisible signs, at most three marks on a letter, no idle blanks.

    NUL bytes and lone surrogates go too, so that whatever is stored can be exported.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    whole = unicodedata.normalize("NFC", text.encode("utf-8", "ignore").decode("utf-8"))
    kept: list[str] = []
    marks = 0
    for sign in whole.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "):
        category = unicodedata.category(sign)
        if category in {"Cc", "Cf", "Cs", "Co", "Cn"} and sign not in _KEEP:
            continue
        marks = marks + 1 if category == "Mn" else 0
        if marks <= 3:
            kept.append(sign)
    lines = [re.sub(r" {2,}", " ", line).strip() for line in "".join(kept).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
