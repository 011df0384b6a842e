"""How alike two usulan are: what is asked for, where, in which words. Pure: plain values in, score and reasons out.

Spelling is set aside first (`spelling`). Then work, words, place and way are compared. The same work in another RW is a
usulan of its own, and so is another work in the same gang, unless the trouble is told in the same words.
"""

from dataclasses import dataclass
from math import cos, hypot, radians

from rapidfuzz import fuzz

from .spelling import Spot, join, settle, spots_of, text_of, way_of, work_of

ALIKE = 0.72
"""Score from which two usulan are shown as alike."""

NEAR_M = 250.0
"""Pins farther apart than this, in metres, are two places; one map tile of a kampung."""

HERE_M = 40.0
"""Pins nearer than this are one place: a pin set on a phone strays so far."""

_METRES = 111_320.0
"""Metres in one degree of latitude."""


@dataclass(frozen=True)
class Sketch:
    """What is compared of one usulan, spelling set aside. Make it with `sketch`."""

    work: str
    text: str
    address: str
    numbered: frozenset[str]
    spots: frozenset[Spot]
    pin: tuple[float, float] | None = None


@dataclass(frozen=True)
class Likeness:
    """How alike: 0 to 1, and in words what is the same."""

    score: float
    reasons: tuple[str, ...]


_NOTHING = Likeness(0.0, ())


def sketch(
    *, title: str, problem: str, address: str, place: str = "", lat: float | None = None, lng: float | None = None
) -> Sketch:
    """Prepare one usulan. `place` is RW and RT as people say them (`RT 02, 03 RW 05`); the pin is in degrees."""
    way, named = way_of(address)
    pin = (float(lat), float(lng)) if lat is not None and lng is not None else None
    numbered = frozenset(word for word in way if word[-1].isdigit())
    return Sketch(work_of(title), text_of(problem), join(way), numbered, settle(spots_of(place), named), pin)


def likeness(one: Sketch, other: Sketch) -> Likeness:
    """Compare two usulan; the order of the two makes no difference.

    Work, words, place and way are weighed; what is not told, or says little (`Keindahan lingkungan`), weighs less. Two
    different items are alike only where the trouble is told in the same words; where no place tells two usulan apart,
    the words must be the same as well.
    """
    where, said = _place(one, other)
    if where is not None and where < 0.2:
        return _NOTHING
    text, says = _text(one, other)
    work = _work(one, other, text)
    if work < 0.35:
        return _NOTHING
    address, shows = _address(one, other)
    parts = [
        (0.30, work),
        (0.30 * says, text),
        (0.25 if where is not None else 0.0, where or 0.0),
        (0.20 * shows, address),
    ]
    score = sum(weight * value for weight, value in parts) / sum(weight for weight, _ in parts)
    same_words = (text >= 0.45 and says >= 0.8) if where is not None else (text >= 0.6 and says >= 0.4)
    same_road = where == 1 and shows == 1 and address >= 0.85 and text >= 0.9
    untold = not (same_words or same_road) and (work < 1 or where is None)
    other_gang = shows > 0 and address < 0.3 and (where or 0) < 0.95
    if untold or other_gang:
        score = min(score, ALIKE - 0.01)
    reasons = [
        "pekerjaan sama" if work == 1 else "pekerjaan hampir sama" if work >= 0.75 else "",
        said,
        "alamat hampir sama" if shows and address >= 0.8 else "",
        "uraian masalah hampir sama" if text >= 0.6 and says >= 0.6 else "",
    ]
    return Likeness(round(score, 3), tuple(reason for reason in reasons if reason))


def elsewhere(one: Sketch, *, place: str, lat: float | None = None, lng: float | None = None) -> bool:
    """Say at once of a usulan that it lies at another place, before its words are read."""
    if one.pin and lat is not None and lng is not None:
        return distance_m(one.pin, (float(lat), float(lng))) > NEAR_M
    theirs = {rw for rw, _ in spots_of(place) if rw}
    mine = {rw for rw, _ in one.spots if rw}
    return bool(theirs and mine) and not theirs & mine


def _ratio(one: str, other: str) -> float:
    """Likeness of two joined texts: typing errors and missing words cost little; what any two texts share, nothing."""
    blend = (0.5 * fuzz.token_set_ratio(one, other) + 0.5 * fuzz.ratio(one, other)) / 100
    return max(0.0, (blend - 0.45) / 0.55)


def _text(one: Sketch, other: Sketch) -> tuple[float, float]:
    """How alike the problems are, and how much they say: 1 from five telling words on."""
    least = min(one.text.count(" ") + bool(one.text), other.text.count(" ") + bool(other.text))
    return (_ratio(one.text, other.text) if least else 0.0), min(least / 5, 1.0)


def _work(one: Sketch, other: Sketch, text: float) -> float:
    """What is asked for: 1 for the same item; for another one, or none, what names and words have in common."""
    if one.work and one.work == other.work:
        return 1.0
    if one.work and other.work:
        return max(0.9 * _ratio(one.work, other.work), 0.7 * text)
    return 0.9 * fuzz.token_set_ratio(f"{one.work} {one.text}", f"{other.work} {other.text}") / 100


def _place(one: Sketch, other: Sketch) -> tuple[float | None, str]:
    """Where: by the pins where both have one, else by RW and RT; None where that is not known of both."""
    if one.pin and other.pin:
        metres = distance_m(one.pin, other.pin)
        if metres > NEAR_M:
            return 0.0, ""
        near = min(1.0, 1.0 - 0.6 * (metres - HERE_M) / (NEAR_M - HERE_M))
        return near, "titik peta sama" if metres <= HERE_M else f"jarak {round(metres, -1):.0f} m"
    if not one.spots or not other.spots:
        return None, ""
    if shared := {spot for spot in one.spots & other.spots if spot[1]}:
        rw, rt = min(shared)
        return 1.0, f"RT {rt:02d} RW {rw:02d} sama" if rw else f"RT {rt:02d} sama"
    rws = {rw for rw, _ in one.spots} & {rw for rw, _ in other.spots}
    if not rws:
        return 0.0, ""
    whole = any((rw, 0) in one.spots or (rw, 0) in other.spots for rw in rws)
    return 0.8 if whole else 0.35, f"RW {min(rws):02d} sama" if min(rws) else ""


def _address(one: Sketch, other: Sketch) -> tuple[float, float]:
    """The way there, and how much it shows: another gang or another house number is another place."""
    least = min(one.address.count(" ") + bool(one.address), other.address.count(" ") + bool(other.address))
    if not least:
        return 0.0, 0.0
    if one.numbered and other.numbered and not one.numbered & other.numbered:
        return 0.0, 1.0
    return fuzz.token_set_ratio(one.address, other.address) / 100, min(least / 2, 1.0)


def distance_m(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Distance of two pins in metres; exact to a percent within a city."""
    north = (one[0] - other[0]) * _METRES
    east = (one[1] - other[1]) * _METRES * cos(radians(one[0]))
    return hypot(north, east)
