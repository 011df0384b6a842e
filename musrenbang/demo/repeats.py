"""What comes again and what is joined: RW 02 of Tulusrejo was left out last year, and others support its usulan."""

from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from accounts.models import ProposerGroup
from catalogue.land import LandStatus
from proposals.actions import deciding, drafting, needs, sending, supporting
from proposals.models import Proposal
from proposals.statuses import OPEN

from . import forums
from .town import TULUSREJO, Year
from .usulan import add_photo

RW = f"{TULUSREJO}.002"

OLD = (
    (
        "jalan",
        "Paving di Gang 6 amblas sejak pipa air diganti dan gerobak sampah tidak dapat lewat.",
        "Gang 6, depan balai RW",
    ),
    ("lampu", "Gang 6 gelap sepanjang malam dan tikungannya tidak terlihat.", "Gang 6, dekat pos kamling"),
    ("drainase", "Air got meluap ke Gang 3 setiap hujan lebih dari satu jam.", "Gang 3, belakang musala"),
)
"""Story, problem and address of what RW 02 asked for last year."""


def last_year(year: Year) -> None:
    """Three usulan of RW 02: one refused for its land, two not discussed since no forum was held."""
    group, agenda, calendar = year.town.people.groups[RW, "RW 02"], year.town.agenda, year.calendar
    by, desk = year.town.people.speaker(group), year.town.people.operator(TULUSREJO)
    written: list[Proposal] = []

    def send(at: datetime) -> None:
        for story, problem, address in OLD:
            entry = next(
                one for one in year.entries if one.story == story and one.item.agency.short_name == "Kecamatan"
            )
            draft = drafting.start(
                year.cycle,
                group,
                by=by,
                at=at,
                item=entry.item,
                volume=entry.volumes[0],
                problem=problem,
                address=address,
                target_group="Warga gang",
                households=40,
                land_status=LandStatus.UNKNOWN,
            )
            add_photo(draft, story, at=at)
            written.append(draft)
        sending.submit(year.cycle, group, [draft.public_id for draft in written], by=by, at=at)

    def refuse(at: datetime) -> None:
        reason = "Ujung gang berdiri di tanah perorangan dan belum ada izin tertulis dari pemilik."
        deciding.reject(written[0], reason_code="lahan", reason=reason, may_repeat=True, by=desk, at=at, expected=None)
        for proposal in written[1:]:
            deciding.accept(proposal, by=desk, at=at, expected=None)

    agenda.add(calendar.at(-40, 20), send)
    agenda.add(calendar.at(-22, 9), refuse)
    forums.missed(year, year.town.places[TULUSREJO], at=calendar.at(-4, 11))


def joined(year: Year) -> None:
    """PKK and a resident support what RW 02 has sent this year."""
    town = year.town
    bodies = town.people.of_kelurahan(TULUSREJO, ProposerGroup.Kind.BODY)
    helper = next(group for group in bodies if group.name == "PKK")

    def support(at: datetime) -> None:
        open_here = Proposal.objects.filter(cycle=year.cycle, kelurahan=town.places[TULUSREJO], status__in=OPEN)
        for proposal in open_here.filter(group__kind=ProposerGroup.Kind.RW).order_by("number")[:2]:
            supporting.support(proposal, group=helper, by=town.people.speaker(helper), at=at)
            needs.tell(
                year.cycle,
                region=town.places[RW],
                problem=proposal.problem,
                address=proposal.address,
                item=proposal.item,
                submission_key=uuid5(NAMESPACE_URL, proposal.number),
                at=at,
                supports=proposal,
            )

    town.agenda.add(year.calendar.at(-1, 21), support)
