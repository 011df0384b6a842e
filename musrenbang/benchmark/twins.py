"""Usulan made up by the thousand, some of them twice: the second time as another person would write it.

A twin is told by a neighbour: with typing errors, in another order of words, with `Jl.` for Jalan and `gg` for Gang,
with RT and RW spelled in the address, got for saluran, another item of the same kind, another landmark, or a sentence
left out. All others are drawn freely, so the same sentence about the same item stands in many RW, and is no twin.
"""

from dataclasses import dataclass, replace
from random import Random

from musrenbang.demo import kamus, texts
from musrenbang.demo.stories import STORIES
from proposals.likeness import Sketch, sketch

STREETS = (
    "Melati", "Kenanga", "Cempaka", "Flamboyan", "Anggrek", "Kamboja", "Teratai", "Bugenvil", "Dahlia", "Seruni",
    "Mangga", "Rambutan", "Salak", "Jambu", "Srikaya", "Kelapa", "Cendana", "Mahoni", "Trembesi", "Angsana",
)  # fmt: skip
_OTHER_WORDS = {
    "saluran": ("got", "selokan", "drainase"),
    "got": ("selokan", "saluran"),
    "lampu": ("penerangan", "PJU"),
    "paving": ("pavingisasi",),
    "musala": ("musholla", "langgar"),
    "rusak": ("jebol",),
    "amblas": ("ambles",),
    "berlubang": ("rusak",),
    "meluap": ("banjir",),
    "menggenang": ("tergenang",),
    "warga": ("penduduk",),
}
_PATHS = (0, 0, 0, 1, 2)
"""How a twin names its work: mostly the same item, sometimes another of the kind, sometimes none (a resident)."""


@dataclass(frozen=True)
class Told:
    """One usulan as its proposer wrote it; `twin_of` is the place of its twin in the list, None for what is new."""

    kelurahan: int
    rw: int
    rt: int
    title: str
    story: str
    problem: str
    address: str
    place: str
    twin_of: int | None = None

    def sketch(self) -> Sketch:
        return sketch(title=self.title, problem=self.problem, address=self.address, place=self.place)


def tell(count: int, *, kelurahan: int, share: float = 0.07, seed: int = 7) -> list[Told]:
    """Make `count` usulan spread over so many kelurahan, of which `share` are twins of an earlier one."""
    rng = Random(seed)
    items = [(row["uraian"], row["cerita"]) for row in kamus.rows()]
    told: list[Told] = []
    first_of: dict[int, list[int]] = {}
    for _ in range(count):
        where = rng.randrange(kelurahan)
        known = first_of.setdefault(where, [])
        if known and rng.random() < share:
            place = rng.choice(known)
            told.append(replace(_again(told[place], items, rng), twin_of=place))
        else:
            known.append(len(told))
            told.append(_new(where, items, rng))
    return told


def _new(kelurahan: int, items: list[tuple[str, str]], rng: Random) -> Told:
    title, name = rng.choice(items)
    story = STORIES[name]
    rw, rt, gang = rng.randint(1, 10), rng.randint(1, 8), f"Gang {rng.randint(1, 9)}"
    seen = rng.choice(story.seen).format(gang=gang, n=rng.randint(2, 9))
    follows = rng.choice(story.follows).format(n=rng.randint(3, 24))
    street = STREETS[(kelurahan * 7 + rw * 2 + rng.randint(0, 1)) % len(STREETS)]
    address = f"Jalan {street} {gang}, {rng.choice(texts.LANDMARKS)}"
    return Told(kelurahan, rw, rt, title, name, f"{seen} {follows}", address, f"RT {rt:02d} RW {rw:02d}")


def _again(told: Told, items: list[tuple[str, str]], rng: Random) -> Told:
    """The same trouble at the same place, told by another person."""
    path = rng.choice(_PATHS)
    title = told.title
    if path == 1:
        title = rng.choice([name for name, story in items if story == told.story])
    elif path == 2:
        title = ""
    seen, _, follows = told.problem.partition(". ")
    parts = [seen]
    if rng.random() < 0.7:
        kept = follows if rng.random() < 0.6 else rng.choice(STORIES[told.story].follows).format(n=rng.randint(3, 24))
        parts.insert(rng.randint(0, 1), kept)
    problem = _typing(_other_words(". ".join(part.rstrip(".") for part in parts), rng), rng)
    street, _, landmark = told.address.partition(", ")
    if rng.random() < 0.4:
        landmark = rng.choice(texts.LANDMARKS)
    whole_rw = rng.random() < 0.35
    said = _spell_rt(told.rw, told.rt, rng) if whole_rw and rng.random() < 0.6 else ""
    address = _shorten(", ".join(part for part in rng.sample([street, landmark, said], 3) if part), rng)
    place = f"RW {told.rw:02d}" if whole_rw else told.place
    return replace(told, title=title, problem=problem, address=_typing(address, rng, errors=1), place=place)


def _other_words(text: str, rng: Random) -> str:
    words = text.split()
    for at, word in enumerate(words):
        others = _OTHER_WORDS.get(word.lower().strip(".,"))
        if others and rng.random() < 0.6:
            words[at] = rng.choice(others)
    return " ".join(words)


def _shorten(address: str, rng: Random) -> str:
    for whole, short in (("Jalan", ("Jl.", "Jln", "jl")), ("Gang", ("Gg.", "gg", "Gg")), ("depan", ("dpn", "dpn."))):
        if rng.random() < 0.7:
            address = address.replace(whole, rng.choice(short))
    return address.lower() if rng.random() < 0.3 else address


def _spell_rt(rw: int, rt: int, rng: Random) -> str:
    return rng.choice((f"RT.{rt:03d} RW.{rw:03d}", f"rt{rt}/rw{rw}", f"RT {rt} RW {rw:02d}", f"Rt. {rt:02d} Rw. {rw}"))


def _typing(text: str, rng: Random, *, errors: int = 3) -> str:
    """Press wrong keys: a letter left out, doubled, or changed with its neighbour; figures stay."""
    signs = list(text)
    for _ in range(rng.randint(0, errors)):
        at = rng.randrange(len(signs) - 1)
        if not (signs[at].isalpha() and signs[at + 1].isalpha()):
            continue
        act = rng.randrange(3)
        if act == 0:
            del signs[at]
        elif act == 1:
            signs.insert(at, signs[at])
        else:
            signs[at], signs[at + 1] = signs[at + 1], signs[at]
    return "".join(signs)
