"""What an office may is what it finds: each predicate beside its queryset, over own, neighbour and foreign things.

Kelurahan Mawar is one's own, Anggrek the neighbour's, and the same city stands once more in another province. A twin
is a pair (what the rule allows, what the list shows); both are asked for every office.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Announcement, Office, OfficeHolding, ProposerGroup
from accounts.permissions import allows
from accounts.roles import Role
from catalogue.models import KamusVersion
from proposals import actions, after_forum, desk_work, desk_written, move_list, objection_rules, readiness, survey_list
from proposals.actions import assigning, moving, planning
from proposals.actions import readiness as clearing
from proposals.handover import known_to, received_by
from proposals.models import AgencyMove, Document, Need, Notice, Objection, Obstacle, Pokir, Proposal, Survey, Wish
from proposals.models.batch import Batch
from proposals.statuses import HIDDEN, OPEN, Status
from rounds.actions import founding
from rounds.models import Forum, Round
from tests.abroad import build_abroad
from tests.door_things import things
from tests.proposals.on_desk import finished, handed_on
from tests.world import NOW, ROLE_ROWS, World

ROWS = (*ROLE_ROWS[1:], "rw_tetangga", "lurah_tetangga", "camat_tetangga", "lurah_jauh")
TODAY = timezone.localdate(NOW)
SOON = TODAY + timedelta(days=9)
WHY: dict[str, Any] = {"reason_code": "lahan", "reason": "Lahan milik perorangan."}
Kind = ProposerGroup.Kind


def fill(world: World, place: str) -> None:
    """One of each thing at a kelurahan, and usulan of all its levels in every state that a desk tells apart."""
    things(world, place)
    lurah, camat, rw = _officials(world, place)
    near: dict[str, Any] = {"group": f"{place}_rw01" if place == "anggrek" else "rw01", "by": rw}
    for kind, by in ((Kind.KELURAHAN, lurah), (Kind.DISTRICT, camat)):
        key = _own_group(world, kind, by.office)
        world.draft(group=key, by=by)
        _held(world.sent(group=key, by=by), by, review_on=SOON)
        actions.deciding.accept(world.sent(group=key, by=by), by=by, at=NOW, expected=None)
        world.sent(group=key, by=by)
    actions.deciding.send_back(world.sent(**near), **WHY, by=lurah, at=NOW, expected=None)
    _held(world.sent(**near), lurah, review_on=SOON)
    due = _held(world.sent(**near), lurah, review_on=SOON)
    Proposal.objects.filter(pk=due.pk).update(review_on=TODAY)
    Proposal.objects.filter(pk=world.sent(**near).pk).update(status=Status.WITHDRAWN)
    for item in ("got", "paving"):
        asked = world.sent(item=item, **near)
        for question, owner in zip(Obstacle.Kind, [*Obstacle.Owner, Obstacle.Owner.GROUP], strict=True):
            _ask(asked, lurah, question, owner)
    cleared = _ask(world.sent(**near), lurah, Obstacle.Kind.LAND, Obstacle.Owner.KELURAHAN)
    clearing.clear_obstacle(cleared, result="Sudah jelas di lapangan.", by=lurah, at=NOW)
    _meetings(world, lurah, camat, rw)
    handed_on(world, cleared.proposal, lurah, camat)
    _moved(world, world.sent(item="paving", **near))
    _surveyed(world, world.sent(item="paving", **near))
    asked = world.sent(item="paving", **near)
    moving.propose_move(asked, agency=world.agencies["kecamatan"], reason="Bukan jalan kota.", by=lurah, at=NOW)


def _meetings(world: World, lurah: OfficeHolding, camat: OfficeHolding, rw: OfficeHolding) -> None:
    """A forum of each kind that these offices lead, and those of the city."""
    opd, bappeda = world.offices["opd"], world.offices["bappeda"]
    for kind, by, more in (
        (Forum.Kind.REMBUK, rw, {"group": rw.office.group}),
        (Forum.Kind.THEMATIC, bappeda, {"cluster": Forum.Cluster.YOUTH, "region": lurah.office.region}),
        (Forum.Kind.DESK, camat, {}),
        (Forum.Kind.DISTRICT, camat, {}),
        (Forum.Kind.AGENCY, opd, {"agency": opd.office.agency}),
        (Forum.Kind.CITY, bappeda, {}),
    ):
        place: dict[str, Any] = {"region": by.office.region} | more
        founding.plan_forum(world.cycle, kind=kind, by=by, at=NOW, **place)


def _officials(world: World, place: str) -> tuple[OfficeHolding, OfficeHolding, OfficeHolding]:
    rows = ("lurah", "camat", "rw") if place == "mawar" else ("lurah_jauh", "camat_tetangga", "rw_jauh")
    lurah, camat, rw = (world.offices[row] for row in rows)
    return lurah, camat, rw


def _own_group(world: World, kind: ProposerGroup.Kind, office: Office) -> str:
    """The group of a kelurahan or kecamatan itself, by its name in the world."""
    made, _ = ProposerGroup.objects.get_or_create(
        city=world.city, kind=kind, region=office.region, defaults={"name": f"{kind.label} {office.region.name}"}
    )
    world.groups[f"{kind}_{office.region.code}"] = made
    return f"{kind}_{office.region.code}"


def _ask(proposal: Proposal, by: OfficeHolding, kind: str, owner: str) -> Obstacle:
    return clearing.open_obstacle(
        proposal, kind=kind, text="Belum jelas di lapangan.", due_on=SOON, owner=owner, by=by, at=NOW
    )


def _held(proposal: Proposal, by: OfficeHolding, *, review_on: Any) -> Proposal:
    _ask(proposal, by, Obstacle.Kind.LAND, Obstacle.Owner.KELURAHAN)
    clearing.hold(proposal, reason="Menunggu surat tanah.", review_on=review_on, by=by, at=NOW, expected=None)
    return proposal


def _surveyed(world: World, proposal: Proposal) -> None:
    """An agency visited and took a usulan; it and mitra asked what the kelurahan clears."""
    opd, mitra = world.offices["opd"], world.offices["mitra"]
    finished(world, planning.plan([proposal], planned_on=TODAY, surveyor=opd, by=opd, at=NOW)[0])
    assigning.assign([proposal], to=opd, by=opd, at=NOW)
    _ask(proposal, opd, Obstacle.Kind.SIZE, Obstacle.Owner.KELURAHAN)
    _ask(proposal, mitra, Obstacle.Kind.OVERLAP, Obstacle.Owner.KELURAHAN)


def _moved(world: World, proposal: Proposal) -> None:
    """The same, and then the usulan went to another agency."""
    _surveyed(world, proposal)
    agency, mitra = world.agencies["kecamatan"], world.offices["mitra"]
    moving.move_agency(proposal, agency=agency, reason="Bukan jalan kota.", by=mitra, at=NOW)


@pytest.fixture
def everywhere(world: World) -> World:
    """Kota Contoh, filled at home, next door and abroad."""
    fill(world, "mawar")
    fill(world, "anggrek")
    fill(build_abroad(), "mawar")
    return world


@dataclass(frozen=True)
class Twin:
    """All things of a kind, what the rule says of one, and what an office finds."""

    known: Callable[[], Iterable[Any]]
    may: Callable[[OfficeHolding, Any], bool]
    found: Callable[[OfficeHolding, World], Iterable[Any]]


def if_allowed(perm: str, found: Callable[[OfficeHolding, World], Iterable[Any]]) -> Any:
    """A list behind a door that asks `perm` first."""
    return lambda holding, world: found(holding, world) if allows(holding, perm) else []


def every(model: Any, *paths: str) -> Callable[[], Iterable[Any]]:
    return lambda: model.objects.select_related(*paths).order_by("pk")


def says(perm: str, path: str = "") -> Callable[[OfficeHolding, Any], bool]:
    """Ask a permission of the thing, or of what it belongs to."""
    return lambda holding, thing: allows(holding, perm, getattr(thing, path) if path else thing)


def is_told(holding: OfficeHolding, notice: Notice) -> bool:
    """A notice is for a group or an agency; an office reads what was told to its own."""
    office = holding.office
    by_group = notice.group_id is not None and notice.group_id == office.group_id
    of_agency = holding.role == Role.OPD and notice.agency_id is not None and notice.agency_id == office.agency_id
    return allows(holding, "proposals.read_notice") and (by_group or of_agency)


def _is_pending(holding: OfficeHolding, proposal: Proposal) -> bool:
    is_held = proposal.review_on is not None and proposal.review_on > TODAY
    decides = allows(holding, "proposals.verify_proposal", proposal)
    return decides and proposal.status == Status.SUBMITTED and not is_held


def _clears_now(holding: OfficeHolding, obstacle: Obstacle) -> bool:
    is_open = obstacle.cleared_at is None and obstacle.proposal.status in OPEN
    return is_open and readiness.owns(holding, obstacle)


def _reads_move(holding: OfficeHolding, move: AgencyMove) -> bool:
    """An agency follows what came from it or goes to it; others what they could propose or decide."""
    if holding.role == Role.OPD:
        return holding.office.agency_id in {move.agency_from_id, move.agency_to_id}
    asks = ("proposals.propose_move", "proposals.move_agency")
    return any(allows(holding, perm, move.proposal) for perm in asks)


PROPOSALS = every(Proposal, "group", "region", "agency")
BATCHES = every(Batch, "region", "group")
PLACED = ("proposal__group", "proposal__region", "proposal__agency")
DESKS = desk_work.WORK.keys() & readiness.OWNER_BY_ROLE
READERS = {Role.TAPD, Role.DPR, Role.PIM}
"""They read lists of public usulan and no papers beside them."""
FORUM_OF: dict[str, str] = {Role.KEL: Forum.Kind.KELURAHAN, Role.KEC: Forum.Kind.DISTRICT}
"""Whose forum an office runs, of those it sees."""

TWINS = {
    "usulan": Twin(PROPOSALS, says("proposals.view_proposal"), lambda holding, _: Proposal.objects.visible_to(holding)),
    "berkas": Twin(
        every(Document, *PLACED),
        says("proposals.view_document", "proposal"),
        lambda holding, _: Document.objects.filter(
            proposal__in=Proposal.objects.none() if holding.role in READERS else Proposal.objects.worked_on_by(holding)
        ),
    ),
    "putuskan": Twin(
        lambda: [one for one in PROPOSALS() if one.status not in HIDDEN],
        says("proposals.verify_proposal"),
        lambda holding, world: desk_work.Desk.of(holding, world.cycle, NOW).decides.exclude(status__in=HIDDEN),
    ),
    "belum diputus": Twin(
        PROPOSALS, _is_pending, lambda holding, world: desk_work.Desk.of(holding, world.cycle, NOW).pending
    ),
    "kesiapan": Twin(
        every(Obstacle, *PLACED), _clears_now, lambda holding, world: readiness.owned_by(holding, world.cycle)
    ),
    "kesiapan di meja": Twin(
        PROPOSALS,
        lambda holding, proposal: (
            holding.role in DESKS and any(_clears_now(holding, one) for one in proposal.obstacles.all())
        ),
        lambda holding, world: desk_work.Desk.of(holding, world.cycle, NOW).owned() if holding.role in DESKS else [],
    ),
    "survei": Twin(
        every(Survey, *PLACED),
        says("proposals.view_survey", "proposal"),
        if_allowed("proposals.view_survey", lambda holding, world: survey_list.known_to(holding, world.cycle)),
    ),
    "menyurvei": Twin(
        lambda: [one for one in PROPOSALS() if one.status not in HIDDEN],
        says("proposals.survey_proposal"),
        lambda holding, world: survey_list.surveyed_by(holding, world.cycle),
    ),
    "menindaklanjuti": Twin(
        PROPOSALS,
        says("proposals.follow_proposal"),
        lambda holding, world: after_forum.in_charge(holding, world.cycle),
    ),
    "keberatan": Twin(
        every(Objection, *PLACED),
        says("proposals.view_objection"),
        if_allowed("proposals.view_objection", lambda holding, world: objection_rules.on_list(holding, world.cycle.pk)),
    ),
    "menjawab keberatan": Twin(
        every(Objection, *PLACED),
        says("proposals.answer_objection"),
        lambda holding, world: objection_rules.to_answer(holding, world.cycle.pk),
    ),
    "serah terima": Twin(
        BATCHES, says("proposals.view_batch"), if_allowed("proposals.view_batch", lambda holding, _: known_to(holding))
    ),
    "menerima daftar": Twin(BATCHES, says("proposals.receive_batch"), lambda holding, _: received_by(holding)),
    "pindah": Twin(
        every(AgencyMove, *PLACED),
        _reads_move,
        if_allowed("proposals.view_agencymove", lambda holding, world: move_list.known_to(holding, world.cycle)),
    ),
    "kebutuhan": Twin(
        every(Need, "region"), says("proposals.view_need"), lambda holding, _: Need.objects.visible_to(holding)
    ),
    "kabar": Twin(every(Notice), is_told, lambda holding, _: Notice.objects.inbox_of(holding)),
    "forum": Twin(
        every(Forum, "region"),
        says("rounds.view_forum"),
        if_allowed("rounds.view_forum", lambda holding, _: Forum.objects.visible_to(holding)),
    ),
    "putaran": Twin(
        every(Round, "forum__region"),
        says("rounds.view_forum", "forum"),
        if_allowed("rounds.view_forum", lambda holding, _: Round.objects.visible_to(holding)),
    ),
    "menjalankan putaran": Twin(
        every(Round, "forum__region"),
        says("rounds.run_round", "forum"),
        if_allowed(
            "rounds.run_round",
            lambda holding, _: Round.objects.visible_to(holding).filter(forum__kind=FORUM_OF.get(holding.role, "")),
        ),
    ),
    "menyiapkan forum": Twin(
        every(Forum, "region"),
        says("rounds.prepare_forum"),
        if_allowed("rounds.prepare_forum", lambda holding, _: Forum.objects.led_by(holding)),
    ),
    "menilai": Twin(
        every(Round),
        says("rounds.score_round"),
        if_allowed("rounds.score_round", lambda holding, _: Round.objects.scored_by(holding)),
    ),
    "pengurus": Twin(
        every(Office, "region"),
        says("accounts.manage_office"),
        lambda holding, _: Office.objects.managed_by(holding),
    ),
    "pengumuman": Twin(
        every(Announcement, "region", "published_by"),
        says("accounts.view_announcement"),
        lambda holding, _: [
            *Announcement.objects.addressed_to(holding),
            *Announcement.objects.filter(published_by__office=holding.office),
        ],
    ),
    "menjawab bank": Twin(
        every(Wish, "cycle__city"),
        says("proposals.answer_wish"),
        if_allowed("proposals.answer_wish", lambda holding, _: Wish.objects.visible_to(holding)),
    ),
    "menyarankan bank": Twin(
        every(Wish, "cycle__city"),
        says("proposals.advise_wish"),
        if_allowed("proposals.advise_wish", lambda holding, _: Wish.objects.visible_to(holding)),
    ),
    "menindaklanjuti pokir": Twin(
        every(Pokir, "cycle__city"),
        says("proposals.decide_pokir"),
        if_allowed("proposals.decide_pokir", lambda holding, _: Pokir.objects.visible_to(holding)),
    ),
    "kamus": Twin(
        every(KamusVersion, "city"),
        says("catalogue.change_kamusversion"),
        if_allowed("catalogue.change_kamusversion", lambda holding, _: KamusVersion.objects.visible_to(holding.scope)),
    ),
}


def test_what_an_office_may_is_what_it_finds(everywhere: World) -> None:
    differences = []
    for name, twin in TWINS.items():
        known = list(twin.known())
        met = set()
        for row in ROWS:
            holding = everywhere.offices[row]
            allowed = {one for one in known if twin.may(holding, one)}
            found = set(twin.found(holding, everywhere))
            differences += [f"{name}, {row} may and does not find: {one}" for one in allowed - found]
            differences += [f"{name}, {row} finds and may not: {one}" for one in found - allowed]
            met |= allowed
        differences += [] if met else [f"{name}: nobody may anything, so nothing is proved"]
        differences += [] if met < set(known) else [f"{name}: nothing lies outside, so nothing is proved"]
    assert differences == []


def _cuts(world: World) -> list[dict[str, Any]]:
    """Each filter alone, and two together."""
    agency = world.agencies["kecamatan"]
    alone: list[dict[str, Any]] = [
        {"kelompok": world.groups["rw01"]},
        {"jenis": Kind.RW},
        {"sifat": "fisik"},
        {"opd": agency},
    ]
    return [*alone, {"cari": "gang"}, {"jenis": Kind.RW, "sifat": "fisik"}]


def test_what_a_desk_counts_and_lists_is_what_its_tabs_hold(everywhere: World) -> None:
    """A text that is written once for all desks of a role finds what a query for this desk, day and filter finds."""
    wrong, met = [], set()
    late = NOW + timedelta(days=30)
    desks = ("kelurahan", "lurah_jauh", "kecamatan", "camat_tetangga", "opd", "mitra", "bappeda")
    every_day: list[tuple[str, datetime, dict[str, Any]]] = [(row, at, {}) for at in (NOW, late) for row in desks]
    for row, at, wanted in every_day + [(row, late, wanted) for wanted in _cuts(everywhere) for row in desks[::2]]:
        desk = desk_work.Desk.of(everywhere.offices[row], everywhere.cycle, at)
        lists = desk_written.lists_of(desk, wanted)
        counts, _ = lists.read()
        for name, tab in desk_work.tabs_of(desk).items():
            rows = [desk_written.filtered(part, wanted).values("pk") for part in tab.parts]
            found = Proposal.objects.filter(pk__in={row["pk"] for part in rows for row in part.order_by()})
            held = list(found.order_by("submitted_at", "number").values_list("pk", flat=True))
            wrong += [(row, at, name, wanted)] if (counts.of(name), lists.read(name)[1]) != (len(held), held) else []
            met |= {(desk.role, name)} if held else set()
    assert wrong == []
    assert len(met) >= 18, "tabs are empty, so nothing is proved of them"


def test_what_a_desk_lists_it_may_open(everywhere: World) -> None:
    """Every tab of every desk, now and when all is late, before and after the desk has taken what it lists."""
    wrong, met = set(), set()
    for at in (NOW, NOW + timedelta(days=30)):
        for row in ROWS:
            holding = everywhere.offices[row]
            desk = desk_work.Desk.of(holding, everywhere.cycle, at)
            for tab, found in desk_work.tabs_of(desk).items():
                listed = list(found.rows().select_related("group", "region", "agency").order_by("pk"))
                refused = [one for one in listed if not allows(holding, "proposals.use_desk", one)]
                wrong |= {f"{row}, {tab}: {one.number} of {one.agency}" for one in refused}
                met |= {(holding.role, tab)} if listed else set()
                if listed:
                    assigning.assign(listed, to=holding, by=holding, at=NOW)
    assert wrong == set()
    assert met == {(role, tab) for role in desk_work.WORK for tab, _ in desk_work.TABS}, (
        "a tab is empty, so nothing is proved of it"
    )
