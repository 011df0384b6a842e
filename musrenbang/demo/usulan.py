"""What groups ask for: drafts written at their rembuk, put in order and sent, each by the verb a person would use."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from accounts.models import ProposerGroup
from catalogue.land import LandStatus
from catalogue.models import KamusItem
from proposals.actions import drafting, sending
from proposals.models import Photo, Proposal
from proposals.models.cycle import Funding
from regions.models import Region

from . import cycles, scenes, texts
from .kamus import Entry
from .stories import STORIES
from .town import TULUSREJO, Town, Year

G = ProposerGroup.Kind

STORIES_OF: dict[str, tuple[str, ...]] = {
    "LPMK": ("lembaga", "balai", "bencana", "digital", "sampah"),
    "PKK": ("lembaga", "posyandu", "sosial", "sampah", "paud", "usaha"),
    "Karang Taruna": ("pemuda", "seni", "kerja"),
    "Posyandu": ("posyandu", "sosial", "sanitasi"),
    "Forum Anak": ("pemuda", "paud", "seni"),
    "Kelompok Usaha Mikro": ("usaha", "koperasi", "tani", "kerja", "digital"),
}
"""What each lembaga cares about; RW ask for the list SARPRAS whatever the story."""

SCENE_OF = {"drainase": "banjir", "tebing": "banjir", "bencana": "banjir", "lampu": "gelap", "aman": "gelap"}
COSTLY = 120_000_000


def choose(year: Year, group: ProposerGroup, list_kind: str, number: int) -> list[Entry]:
    """Choose what a group asks for on one list: floods and cheap works more often, nothing twice while it can."""
    rng = year.town.rng
    wanted = [
        entry
        for entry in year.entries
        if entry.item.list_kind == list_kind and (group.kind != G.BODY or entry.story in STORIES_OF[group.name])
    ]
    chosen: list[Entry] = []
    while len(chosen) < number:
        left = [entry for entry in wanted if entry not in chosen] or wanted
        chosen += rng.choices(left, [_weight(entry) for entry in left])
    return chosen


def _weight(entry: Entry) -> int:
    least = entry.volumes[0] * (entry.item.unit_price or 0)
    return (1 if least > COSTLY else 8) * (2 if entry.story == "drainase" else 1)


def ask(year: Year, group: ProposerGroup, entry: Entry, *, at: datetime, **more: Any) -> Proposal:
    """Write one draft of a group with everything that Kirim asks for."""
    town, item = year.town, entry.item
    problem, address, people = texts.tell(STORIES[entry.story], town.rng)
    volume = town.rng.choice(entry.volumes)
    physical = item.kind == KamusItem.Kind.PHYSICAL
    fields: dict[str, Any] = {
        "item": item,
        "problem": problem,
        "address": address,
        "target_group": people,
        "volume": volume,
        "households": town.rng.randrange(12, 140) if physical else None,
        "people": int(volume) if item.unit == "orang" else (None if physical else town.rng.randrange(20, 90)),
        "receiver": _receiver(group) if item.needs_receiver else "",
        "land_status": town.rng.choice(_LAND) if physical else "",
        "funding": Funding.KELURAHAN if item.agency == town.agencies["kec"] else Funding.AGENCY,
    }
    by = town.people.speaker(group)
    draft = drafting.start(year.cycle, group, by=by, at=at, locations=_places(town, group), **(fields | more))
    if physical:
        add_photo(draft, entry.story, at=at)
    return draft


_LAND = (LandStatus.CITY, LandStatus.CITY, LandStatus.CITY, LandStatus.PUBLIC, LandStatus.PERMITTED)


def _receiver(group: ProposerGroup) -> str:
    return f"Pengurus {group.name}" if group.kind in {G.RW, G.RT} else group.name


def _places(town: Town, group: ProposerGroup) -> list[Region]:
    """An RW names one or two of its RT; a lembaga its kelurahan."""
    if group.kind != G.RW:
        return [group.region]
    rts = town.rt_of(group.region.code)
    return sorted(town.rng.sample(rts, town.rng.choice((1, 1, 2))), key=lambda region: region.code)


def add_photo(proposal: Proposal, story: str, *, at: datetime) -> None:
    """Add the drawn scene; all usulan of one kind of trouble share its file."""
    scene = SCENE_OF.get(story, "jalan")
    name = f"foto/demo/{scene}.jpg"
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(scenes.draw(scene)))
    Photo.objects.bulk_create(
        [Photo(proposal=proposal, image=name, width=scenes.WIDTH, height=scenes.HEIGHT, added_at=at)]
    )


def rembuk(
    year: Year, group: ProposerGroup, entries: Sequence[Entry], *, at: datetime, sent_at: datetime | None
) -> None:
    """Put a rembuk on the agenda: drafts some minutes apart, then Kirim (None: they stay drafts)."""
    drafts: list[Proposal] = []

    def write(entry: Entry) -> Callable[[datetime], None]:
        return lambda moment: drafts.append(ask(year, group, entry, at=moment))

    def send(moment: datetime) -> None:
        by = year.town.people.speaker(group)
        sending.submit(year.cycle, group, [draft.public_id for draft in drafts], by=by, at=moment)

    for number, entry in enumerate(entries):
        year.town.agenda.add(at + timedelta(minutes=6 * number), write(entry))
    if sent_at is not None:
        year.town.agenda.add(sent_at, send)


def whole_kelurahan(
    year: Year, kelurahan: Region, *, counts: tuple[int, int, int], first_day: int, last_day: int
) -> None:
    """Let RW and lembaga of a kelurahan hold their rembuk between two days, with so many usulan on the three lists."""
    town = year.town
    sarpras, bodies, empowerment = counts
    asked: dict[ProposerGroup, list[Entry]] = {}
    rws = town.people.of_kelurahan(kelurahan.code, G.RW)
    lembaga = town.people.of_kelurahan(kelurahan.code, G.BODY)
    askers = [group for group in lembaga if group.name != "Kelompok Usaha Mikro"]
    makers = [group for group in lembaga if group.name in {"Kelompok Usaha Mikro", "PKK", "Karang Taruna"}]
    for list_kind, number, groups in (
        ("SARPRAS", sarpras, rws),
        ("LK", bodies, askers),
        ("PM", empowerment, makers),
    ):
        shares = [number // len(groups) + (place < number % len(groups)) for place in range(len(groups))]
        for group, share in zip(groups, shares, strict=True):
            asked.setdefault(group, []).extend(choose(year, group, list_kind, share))
    for group, entries in asked.items():
        if entries:
            day = town.rng.randint(first_day, last_day - 2)
            evening = year.calendar.at(day, 19, town.rng.choice((0, 15, 30)))
            sent = year.calendar.at(town.rng.randint(day + 1, last_day), 7 + town.rng.randrange(8), 40)
            rembuk(year, group, entries, at=evening, sent_at=sent)


def drafts_to_rank(year: Year, at: datetime) -> None:
    """Leave four drafts of RW 02 and two of RT 02 in Tulusrejo unsent, so that somebody can order and send them."""
    people = year.town.people
    rw = people.groups[f"{TULUSREJO}.002", "RW 02"]
    rt = people.groups[f"{TULUSREJO}.002.002", "RT 02 RW 02"]
    for group, number in ((rw, 4), (rt, 2)):
        rembuk(year, group, choose(year, group, "SARPRAS", number), at=at, sent_at=None)


def tag(year: Year) -> None:
    """Mark every usulan of the year with theme, priority and target, as the kelurahan's staff do."""
    themes = {theme.name: theme for theme in year.cycle.themes.all()}
    served = {
        (number, place): target
        for number, priority in enumerate(year.cycle.priorities.order_by("code"))
        for place, target in enumerate(priority.targets.order_by("code"))
    }
    link = Proposal.themes.through
    links = []
    proposals = list(Proposal.objects.filter(cycle=year.cycle).only("pk", "item_id", "priority", "target"))
    for proposal in proposals:
        story = year.story_of(proposal.item_id)
        proposal.target = served[cycles.SERVES[story]]
        proposal.priority = proposal.target.priority
        links.append(link(proposal_id=proposal.pk, theme_id=themes[STORIES[story].theme].pk))
    link.objects.bulk_create(links, batch_size=500)
    Proposal.objects.bulk_update(proposals, ["priority", "target"], batch_size=200)
