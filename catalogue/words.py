"""Everyday words beside the words of the kamus, so that a resident finds the item."""

import re

_GROUPS = (
    ("got", "selokan", "saluran", "drainase", "gorong"),
    ("selokan", "got", "saluran", "drainase", "gorong"),
    ("banjir", "genangan", "tergenang", "saluran", "drainase", "resapan", "gorong"),
    ("jalan", "gang", "paving", "aspal", "hotmix", "rabat", "ampyang"),
    ("aspal", "hotmix", "overlay"),
    ("lampu", "penerangan", "pju"),
    ("pju", "penerangan", "lampu"),
    ("sampah", "kebersihan"),
    ("gerobak", "gerobag"),
    ("wc", "mck", "jamban", "toilet", "sanitasi", "septik"),
    ("komputer", "laptop", "printer"),
    ("les", "pelatihan", "kursus", "bimtek"),
    ("kursus", "pelatihan", "bimtek"),
    ("umkm", "usaha", "wirausaha", "koperasi"),
    ("modal", "usaha", "koperasi"),
    ("taman", "tanaman", "toga", "pot", "pergola"),
    ("ronda", "pos", "kamling", "linmas"),
    ("anak", "paud", "tk"),
    ("lansia", "werda"),
    ("bayi", "balita", "posyandu"),
    ("air", "sumur", "pdam", "resapan"),
    ("tembok", "plengsengan", "penahan", "talud"),
    ("longsor", "plengsengan", "penahan", "talud"),
)
_IDLE = {
    "yang",
    "di",
    "ke",
    "dan",
    "untuk",
    "rusak",
    "mampet",
    "baru",
    "perlu",
    "minta",
    "mau",
    "buat",
    "ada",
    "kami",
}


def plain(text: str) -> str:
    """Lower the letters and turn every run of other signs into one blank."""
    return re.sub(r"[^a-z0-9²³]+", " ", text.lower()).strip()


def terms(text: str) -> list[tuple[str, ...]]:
    """Turn a question into groups of alternatives; an item answers when it has one word of each group.

    At most eight words count. Words that say nothing about the thing (`rusak`, `mampet`) are left out unless they are
    all there is.
    """
    said = plain(text[:100]).split()[:8]
    telling = [word for word in said if word not in _IDLE] or said
    return [tuple(dict.fromkeys([word, *_same(word)])) for word in telling]


def _same(word: str) -> list[str]:
    return [other for group in _GROUPS if group[0] == word for other in group]
