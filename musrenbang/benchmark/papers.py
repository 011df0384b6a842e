"""What the papers of a forum cost: Forms 1.1 to 1.5 of a kelurahan with 300 usulan, PDF and XLSX in one zip."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import transaction
from django.urls import reverse

from catalogue.money import grouped
from proposals.models import Proposal
from proposals.statuses import Status
from rounds.actions import attendance, founding, opening
from rounds.actions.attendance import Person
from rounds.models import Forum

from .browser import of_office, page
from .city import City
from .measure import Figure, Goal

KLOJEN, KAUMAN, USULAN, PRESENT = "35.73.02", "35.73.02.1007", 300, 75


def figures(city: City, measure: Callable[..., Figure]) -> Iterator[Figure]:
    """The zip of a forum that is open, so that every paper is made anew each time."""
    forum, count = _forum(city)
    address = reverse("forum-dokumen-zip", args=[forum.number])
    yield measure(
        f"ZIP formulir satu forum, {grouped(count)} usulan",
        page(of_office(city, "lurah.kauman"), address),
        rows=count,
        goal=Goal(seconds=3),
    )


@transaction.atomic
def _forum(city: City) -> tuple[Forum, int]:
    """A kelurahan forum that discusses 300 usulan, or what the city has, with 75 people present."""
    region, lurah = city.places[KAUMAN], city.people.head(KAUMAN)
    sent = Proposal.objects.public().filter(cycle=city.cycle)
    chosen = list(sent.order_by("pk").values_list("pk", flat=True)[:USULAN])
    sent.filter(kelurahan=region).update(status=Status.REJECTED)
    here = {"kelurahan": region, "kecamatan": city.places[KLOJEN]}
    sent.filter(pk__in=chosen).update(status=Status.ACCEPTED_KEL, **here)
    when: dict[str, Any] = {"by": lurah, "at": city.now}
    forum = founding.plan_forum(city.cycle, kind=Forum.Kind.KELURAHAN, region=region, starts_at=city.now, **when)
    opening.open_forum(forum, **when)
    people = [Person(f"Peserta {n}", "LP"[n % 2], f"Lembaga {n}") for n in range(PRESENT)]
    attendance.record_attendance(forum, people, **when)
    return forum, len(chosen)
