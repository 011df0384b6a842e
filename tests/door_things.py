"""One of each thing at a kelurahan, for the doors of tests/doors.py and the predicates of tests/test_predicates.py."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.utils.timezone import localdate

from accounts.actions import announcing
from accounts.models import OfficeHolding, ProposerGroup
from accounts.roles import Role
from proposals import actions
from proposals.actions import objecting, planning, readiness
from proposals.models import Amendment, Batch, Obstacle, Photo, Pokir, Proposal, Wish
from rounds import actions as meetings
from rounds.models import Forum, Scan
from tests.world import NOW, TODAY, World

Things = dict[str, Any]


def things(world: World, place: str) -> Things:
    """One of each thing at a kelurahan: usulan sent and in draft, need, photo, forum under way."""
    if place == "mawar":
        group, rw, lurah = world.groups["rw01"], world.offices["rw"], world.offices["lurah"]
        home = world.regions["rt01"]
    else:
        group, home = world.groups["anggrek_rw01"], world.regions["anggrek_rw01"]
        rw = world.add_office("rw_jauh", "Ketua RW 01 Kel. Anggrek", Role.RW, "anggrek_rw01", group=group)
        lurah = world.add_office("lurah_jauh", "Lurah Anggrek", Role.KEL, "anggrek", is_head=True)
    near: dict[str, Any] = {"group": next(key for key, known in world.groups.items() if known == group), "by": rw}
    draft, sent = world.draft(**near), world.sent(**near)
    need = actions.needs.tell(
        world.cycle,
        region=home,
        problem="Gang 4 tergenang setiap hujan deras",
        address="Gang 4",
        submission_key=uuid4(),
        at=NOW,
    )
    accepted = actions.deciding.accept(world.sent(**near), by=lurah, at=NOW, expected=None)
    forum = meetings.founding.plan_forum(
        world.cycle, kind=Forum.Kind.KELURAHAN, region=world.regions[place], by=lurah, at=NOW
    )
    meetings.opening.open_forum(forum, by=lurah, at=NOW)
    _paper(forum, lurah, rw)
    counted = meetings.preparing.prepare_round(forum, title="Semua usulan", method="GABUNGAN", by=lurah, at=NOW)
    meetings.preparing.set_assessors(counted, [lurah, rw], by=lurah, at=NOW)
    paper = actions.documents.add_document(
        draft, ContentFile(b"%PDF-1.4 %%EOF", name="berkas.pdf"), label="Surat domisili", by=rw, at=NOW
    )
    why: dict[str, Any] = {"reason_code": "lahan", "reason": "Lahan milik perorangan.", "may_repeat": True}
    refused, objected = (
        actions.deciding.reject(world.sent(**near), by=lurah, at=NOW, expected=None, **why) for _ in range(2)
    )
    text = "Lahannya sudah dihibahkan kepada kota."
    objecting.object_to(objected, text=text, by=rw, at=NOW + timedelta(minutes=11))
    paving, opd = world.sent(item="paving", **near), world.offices["opd"]
    visit = planning.plan([paving], planned_on=localdate(NOW), surveyor=None, by=opd, at=NOW)[0]
    return {
        "refused": refused.number,
        "objected": objected.number,
        "survey": visit.pk,
        "paving": paving.number,
        "amendment": _amendment(paving, lurah).pk,
        "group": group.pk,
        "paper": paper.public_id,
        "draft": draft.public_id,
        "number": sent.number,
        "batch": Batch.objects.get(lines__proposal=sent).pk,
        "accepted": accepted.number,
        "need": need,
        "code": world.regions[place].code,
        "forum": forum.number,
        "round": counted.code,
        "scan": _scan(forum, lurah).public_id,
        "checkin": meetings.inviting.open_checkin(forum, by=lurah, at=NOW),
        "photo": Photo.objects.get(proposal=draft).public_id,
        "public_photo": Photo.objects.get(proposal=sent).public_id,
        "stage": world.cycle.stages.get(kind="rembuk").pk,
        "item": world.items["got"].pk,
        "kamus": world.cycle.kamus_id,
        "person": rw.user_id,
        "wish": _wish(world, place, group, rw).public_id,
        "pokir": _pokir(world, place).pk,
        "obstacle": _obstacle(world, sent, lurah).pk,
        "office": rw.office_id,
        "announcement": announcing.publish(
            world.regions[place], title="Bimtek", text="Jumat pukul 9", roles=[], ends_on=None, by=lurah, at=NOW
        ).pk,
    }


def _amendment(proposal: Proposal, by: OfficeHolding) -> Amendment:
    said = {"number": "050/1", "old": "120 m²", "new": "100 m²", "reason": "Hasil ukur bersama warga"}
    return Amendment.objects.create(proposal=proposal, field="volume", by=by, at=NOW, **said)


def _paper(forum: Forum, *hands: OfficeHolding) -> None:
    """An attendance sheet that two people read differently, and one for a usulan that nobody has typed."""
    for kind in ("hadir", "usulan"):
        sheets = meetings.transcribing.print_blanks(forum, kind, 1, by=hands[0], at=NOW)
        for number, by in enumerate(hands if kind == "hadir" else ()):
            meetings.transcribing.type_sheet(sheets[0], {"1-name": f"Warga {number}", "1-sex": "L"}, by=by, at=NOW)


def _scan(forum: Forum, by: OfficeHolding) -> Scan:
    """A signed paper, although the forum still runs: who reads it does not depend on that."""
    of: dict[str, Any] = {"kind": "berita_acara", "size": 14, "digest": "0" * 64, "added_by": by, "added_at": NOW}
    return Scan.objects.create(forum=forum, file=ContentFile(b"%PDF-1.4 %%EOF", name="pindaian.pdf"), **of)


def _obstacle(world: World, proposal: Proposal, by: OfficeHolding) -> Obstacle:
    """A question that the kelurahan of the place clears."""
    return readiness.open_obstacle(
        proposal, kind="lahan", text="Status lahan belum diketahui.", due_on=TODAY + timedelta(days=9), by=by, at=NOW
    )


def _pokir(world: World, place: str) -> Pokir:
    """A pokir of the place; that of Mawar goes to the PU office."""
    return Pokir.objects.create(
        cycle=world.cycle,
        number=f"P-{place}",
        title="Rabat beton",
        region=world.regions[place],
        agency=world.agencies["pu"] if place == "mawar" else None,
        recorded_at=NOW,
    )


def _wish(world: World, place: str, group: ProposerGroup, by: OfficeHolding) -> Wish:
    """Something outside the kamus that a group of the place asked for; the PU office reviews that of Mawar."""
    wish = actions.wishing.ask(
        world.cycle,
        text=f"Lift untuk balai warga di {place}",
        region=group.region,
        group=group,
        by=by,
        at=NOW,
    )
    wish.agency = world.agencies["pu"] if place == "mawar" else None
    wish.save()
    return wish
