"""Pengurus: who has come in and who never did, per place and per office."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Prefetch, Q
from django.db.models.functions import Substr

from regions import codes
from regions.models import Region

from .identity import foreign_people, has_password
from .models import LoginCode, Office, OfficeHolding
from .querysets import OfficeQuerySet

KELURAHAN_LENGTH = len("35.73.02.1007")
NEVER = Q(is_held=True, is_active=False)
CARDLESS = NEVER & Q(has_card=False)
STATES = (
    ("belum", "Belum masuk", NEVER),
    ("tanpa-kartu", "Belum punya kartu", CARDLESS),
    ("sudah", "Sudah masuk", Q(is_active=True)),
    ("kosong", "Tanpa pemegang", Q(is_held=False)),
)
"""The filters of a list: slug, words, and which offices."""


@dataclass(frozen=True)
class Area:
    """One place of the overview: how many offices stand there, and how many of them never came in."""

    region: Region
    total: int
    inside: int
    never: int
    carded: int
    empty: int


@dataclass(frozen=True)
class Line:
    """One office of a list with its holder of today (or to come), and how far the holder's access is."""

    office: Office
    holding: OfficeHolding | None
    word: str
    icon: str
    tone: str
    since: datetime | None = None


def areas(holding: OfficeHolding, on: date) -> list[Area]:
    """Count the offices that an office looks after, by kelurahan, kecamatan and city; two queries."""
    counted = (
        Office.objects.managed_by(holding)
        .with_access(on)
        .annotate(place=Substr("region__code", 1, KELURAHAN_LENGTH))
        .order_by("place")
        .values("place")
        .annotate(
            total=Count("pk"),
            inside=Count("pk", filter=Q(is_active=True)),
            never=Count("pk", filter=NEVER),
            carded=Count("pk", filter=NEVER & Q(has_card=True)),
            empty=Count("pk", filter=Q(is_held=False)),
        )
    )
    places = {
        place.code: place for place in Region.objects.current().filter(code__in=[row["place"] for row in counted])
    }
    return [
        Area(places[row["place"]], row["total"], row["inside"], row["never"], row["carded"], row["empty"])
        for row in counted
        if row["place"] in places
    ]


def totals(offices: OfficeQuerySet) -> dict[str, int]:
    """Count a list by state; `semua` counts all. One query."""
    found: dict[str, int] = offices.aggregate(
        semua=Count("pk"), **{slug.replace("-", "_"): Count("pk", filter=which) for slug, _, which in STATES}
    )
    return found


def offices_at(holding: OfficeHolding, code: str, on: date) -> OfficeQuerySet:
    """The offices of one place that an office looks after, with their access."""
    return Office.objects.managed_by(holding).at_place(code).with_access(on)


def chosen(offices: OfficeQuerySet, state: str, words: str) -> OfficeQuerySet:
    """Cut a list to a state and to words of the office's or holder's name."""
    which = next((which for slug, _, which in STATES if slug == state), None)
    if which is not None:
        offices = offices.filter(which)
    for word in words.split()[:5]:
        held = OfficeHolding.objects.filter(user__name__icontains=word).values("office")
        offices = offices.filter(Q(name__icontains=word) | Q(pk__in=held))
    return offices


def with_codes(offices: OfficeQuerySet) -> OfficeQuerySet:
    """Load terms and their open codes along, for lines."""
    terms = OfficeHolding.objects.select_related("user").order_by("-starts", "-pk")
    codes_of = Prefetch("codes", LoginCode.objects.open().order_by("-issued_at", "-pk"), to_attr="open_codes")
    return offices.select_related("region", "group").prefetch_related(
        Prefetch("holdings", terms.prefetch_related(codes_of), to_attr="terms")
    )


def line(office: Office, at: datetime, on: date) -> Line:
    """Say how far the holder of an office is; the office comes from `with_codes`."""
    terms: list[OfficeHolding] = office.terms  # type: ignore[attr-defined]
    holding = next((term for term in terms if term.ends is None or term.ends >= on), None)
    if holding is None:
        return Line(office, None, "Tanpa pemegang", "dot", "hold")
    if has_password(holding.user):
        return Line(office, holding, "Sudah masuk", "check", "ok", holding.user.last_login)
    code = next(iter(holding.open_codes), None)  # type: ignore[attr-defined]
    if code is None:
        return Line(office, holding, "Belum punya kartu", "cross", "no")
    if code.is_open(at):
        return Line(office, holding, "Kartu dibagikan", "clock", "run", code.expires_at)
    return Line(office, holding, "Kartu kedaluwarsa", "clock-off", "back", code.expires_at)


def waiting(holding: OfficeHolding, code: str, on: date, *, also_carded: bool) -> list[OfficeHolding]:
    """The holders at a place who never came in, by RW and RT, one card a person. Two queries.

    Persons who also hold an office elsewhere are left out: their access is the business of the level above.
    """
    offices = offices_at(holding, code, on).filter(NEVER if also_carded else CARDLESS)
    terms = OfficeHolding.objects.in_force(on).filter(office__in=offices.values("pk")).with_office()
    ordered = list(terms.order_by("office__region__code", "office__code", "-starts", "-pk"))
    others = foreign_people([term.user_id for term in ordered], by=holding, on=on)
    seen: Counter[int] = Counter()
    found = []
    for term in ordered:
        seen[term.user_id] += 1
        if seen[term.user_id] == 1 and term.user_id not in others:
            found.append(term)
    return found


def place_of(holding: OfficeHolding, code: str) -> Region | None:
    """The place of a list, inside the office's own places; its level is at most the kelurahan."""
    places = Region.objects.current().visible_to(holding.scope).filter(level__lte=codes.KELURAHAN)
    return places.filter(code=code).first()
