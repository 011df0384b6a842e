"""How people spell: Jl. is Jalan, gg. is Gang, `rt.003/rw V` is RT 3 RW 5, got and saluran are one word. Pure.

A text becomes its telling words in the order of the alphabet, each once: whoever turns a sentence around says the same.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

Spot = tuple[int, int]
"""RW and RT by number; 0 where none is named."""

_SAME = {
    alias: word
    for word, aliases in {
        "jalan": "jl jln jalanan",
        "gang": "gg gng",
        "nomor": "no nmr",
        "kelurahan": "kel",
        "saluran": "got selokan parit drainase gorong ",
        "lampu": "pju penerangan lampunya",
        "paving": "pavingisasi pafing",
        "musala": "mushola musholla mushalla langgar",
        "masjid": "mesjid",
        "gerobak": "gerobag",
        "perbaikan": "rehab rehabilitasi pemeliharaan perbaiki",
        "pembangunan": "bangun pembuatan",
        "rusak": "ambles amblas berlubang jebol hancur pecah",
        "tergenang": "genangan menggenang banjir meluap",
        "tersumbat": "buntu mampet sumbat menyumbat",
        "depan": "dpn",
        "dekat": "dkt",
        "belakang": "blkg",
        "samping": "sebelah",
        "sampah": "smph",
        "rumah": "rmh",
        "warga": "penduduk masyarakat",
    }.items()
    for alias in aliases.split()
}
_IDLE = {
    "di", "ke", "dari", "yang", "dan", "untuk", "pada", "agar", "karena", "sudah", "belum", "ada", "akan", "dengan",
    "atau", "oleh", "itu", "ini", "sangat", "sering", "tiap", "setiap", "para", "serta", "sehingga", "jadi",
    "menjadi", "juga", "kami", "mohon", "tolong", "perlu", "minta", "lingkungan", "kota", "kecamatan", "kelurahan",
}  # fmt: skip
_PURPOSE = {
    "meningkatkan", "peningkatan", "meningkat", "menambah", "penambahan", "kemampuan", "pengetahuan", "kesadaran",
    "penguatan", "kapasitas", "pelayanan", "tentang", "akan", "pentingnya", "penting", "dalam", "bagi", "terhadap",
    "melalui", "kurangnya", "kurang", "keindahan", "kebersihan", "keagamaan",
}  # fmt: skip
"""What every usulan of a kind says of its purpose; it tells no two apart."""

_ROMAN = {
    numeral: number
    for number, numeral in enumerate(
        ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"), start=1
    )
}
_WORD = re.compile(r"[a-z]+|\d+")
_TOKEN = re.compile(r"[a-z]+|\d+(?:\s*(?:-|–|s/d|sd|s\.d\.)\s*\d+)?")
_AGENCY = re.compile(r"\((?:kecamatan|kelurahan|dinas|badan)[^()]*\)\s*$")
_RANK = re.compile(r"\((?:rw|rt|pkk|forum|kader|karang|pokdarwis)[^()]*p\s?\d+\s*\)\s*$")
_AREA = re.compile(r"\b(?:kelurahan|kel|kecamatan|kec|kota|kabupaten)\b\.?\s+[a-z]+")


@lru_cache(maxsize=2_000)
def work_of(title: str) -> str:
    """The item in our spelling, without the agency in brackets at its end."""
    return join(_words(_AGENCY.sub("", title.lower())))


@lru_cache(maxsize=5_000)
def text_of(problem: str) -> str:
    """The problem in our spelling, without the rank of a group that SIPD lists carry in it."""
    return join([word for word in _words(_RANK.sub("", problem.lower())) if word not in _PURPOSE])


@lru_cache(maxsize=5_000)
def way_of(address: str) -> tuple[list[str], list[Spot]]:
    """The way and the RW and RT it names; kelurahan, kecamatan and city show no way."""
    return _read(_AREA.sub("", address.lower()))


@lru_cache(maxsize=5_000)
def spots_of(place: str) -> list[Spot]:
    return _read(place)[1]


def _words(text: str) -> list[str]:
    """Cut a text in small letters into words as we spell them; idle words are left out."""
    return [_SAME.get(word, word) for word in _WORD.findall(text) if word not in _IDLE]


def _read(text: str) -> tuple[list[str], list[Spot]]:
    """Cut a text into words as we spell them, a number joined to the word before it, and the RW and RT it names."""
    words: list[str] = []
    spots: list[Spot] = []
    rts: list[int] = []
    mode = ""
    for token in _TOKEN.findall(text.lower()):
        if token in {"rt", "rw"}:
            mode = token
            continue
        numbers = _numbers(token, mode)
        if mode == "rt" and numbers:
            rts += numbers
        elif mode == "rw" and numbers:
            spots += [(rw, rt) for rw in numbers for rt in rts or [0]]
            rts = []
        elif token[0].isdigit():
            if words and not words[-1][-1].isdigit():
                words[-1] += str(int(token)) if token.isdigit() else token
        elif (word := _SAME.get(token, token)) not in _IDLE:
            mode = ""
            words.append(word)
    return words, spots + [(0, rt) for rt in rts]


def _numbers(token: str, mode: str) -> list[int]:
    """The numbers a token stands for: `03`, `01-10`, or `IV` where an RW or RT is being named."""
    if token[0].isdigit():
        ends = [int(end) for end in re.findall(r"\d+", token)]
        return list(range(ends[0], ends[1] + 1)) if len(ends) > 1 and ends[0] < ends[1] <= ends[0] + 60 else ends[:1]
    return [_ROMAN[token]] if mode and token in _ROMAN else []


def settle(told: Iterable[Spot], named: Iterable[Spot]) -> frozenset[Spot]:
    """Join the place with what the address names: an RT in the address tells more than the bare RW of the place."""
    told, named = set(told), set(named)
    rws = {rw for rw, _ in told}
    if len(rws) == 1:
        named = {(rw or next(iter(rws)), rt) for rw, rt in named}
    found = told | {(rw, rt) for rw, rt in named if not rws or rw in rws}
    return frozenset((rw, rt) for rw, rt in found if rt or not any(other == rw and more for other, more in found))


def join(words: Sequence[str]) -> str:
    """The words in the order of the alphabet, each once: whoever turns a sentence around says the same."""
    return " ".join(sorted(set(words)))


def forget() -> None:
    """Drop what was remembered of texts read before; for measuring only."""
    for remembered in (work_of, text_of, way_of, spots_of):
        remembered.cache_clear()
