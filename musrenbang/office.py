"""Kantor: what waits for an office, by its role, with one next step."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.doors import acting
from accounts.models import OfficeHolding
from accounts.permissions import allows
from accounts.roles import Role
from catalogue.money import grouped, rupiah
from proposals import desk_counts, desk_work, desk_written, move_list, objection_rules, survey_list
from proposals.models import Cycle, Need, Proposal, Stage, StageWindow
from proposals.statuses import AGREED, OPEN, Status
from proposals.windows import MONTHS
from regions import codes
from regions.models import Region
from rounds.customs import DISTRICT_LIST, KELURAHAN_LIST, ranking
from rounds.models import Forum, Round
from rounds.models.meeting import OVER


@dataclass(frozen=True)
class Card:
    """One thing that the office looks after: a figure, a sentence, a link. `waits` marks work to be done now."""

    label: str
    figure: str
    sentence: str
    url: str
    link: str
    waits: bool = False


@require_safe
def kantor(request: HttpRequest) -> HttpResponse:
    """The overview of an office; groups go straight to their own page."""
    holding = acting(request)
    if holding.office.group_id is not None:
        return redirect("kelompok")
    at = timezone.now()
    cycle = Cycle.objects.of_city(holding.city_code).running(at).first()
    cards = (
        [card for make in (*CARDS.get(Role(holding.role), (_totals,)), _scoring) for card in make(holding, cycle, at)]
        if cycle
        else []
    )
    return render(
        request,
        "musrenbang/kantor.html",
        {
            "cycle": cycle,
            "holding_label": holding.label,
            "works": holding.role in CARDS,
            "place": holding.office.region.label,
            "next": next((card for card in cards if card.waits), None),
            "cards": cards,
            "stages": _stages(holding, cycle, at) if cycle else [],
        },
    )


@dataclass(frozen=True)
class StageLine:
    """One stage of the city as a line: its state in a word, and when that changes."""

    name: str
    word: str
    icon: str
    tone: str
    when: str
    areas: int


def _stages(holding: OfficeHolding, cycle: Cycle, at: datetime) -> list[StageLine]:
    """The stages as they stand at the office's place: an area may have a window of its own. Two queries."""
    code = holding.office.region.code
    here = {code, *codes.ancestors(code)}
    windows = Prefetch("windows", StageWindow.objects.select_related("region").order_by("set_at", "pk"))
    lines = []
    for stage in Stage.objects.filter(cycle=cycle).in_order().prefetch_related(windows):
        own = [window for window in stage.windows.all() if window.region.code in here]
        source = max(own, key=lambda window: (window.region.level, window.set_at)) if own else stage
        running = [window for window in stage.windows.all() if window.closed_at is None and window.closes_at > at]
        areas = len({window.region_id for window in running if window.region.code not in here})
        lines.append(_line(stage.name, source, areas if holding.office.region.level <= codes.CITY else 0, at))
    return lines


def _line(name: str, source: Stage | StageWindow, areas: int, at: datetime) -> StageLine:
    if source.closed_at is None and source.opens_at <= at < source.closes_at:
        return StageLine(name, "Terbuka", "clock", "run", f"sampai {_short(source.closes_at)}", areas)
    if source.closed_at is None and at < source.opens_at:
        return StageLine(name, "Belum dibuka", "dot", "draf", f"mulai {_short(source.opens_at)}", areas)
    return StageLine(name, "Ditutup", "check", "ok", f"sejak {_short(source.closed_at or source.closes_at)}", areas)


def _short(moment: datetime) -> str:
    """`7 Des, 16.00 WIB`."""
    local = timezone.localtime(moment)
    return f"{local.day} {MONTHS[local.month - 1][:3]}, {local:%H.%M} WIB"


def _desk(holding: OfficeHolding, cycle: Cycle, at: datetime) -> list[Card]:
    counted = desk_written.lists_of(desk_work.Desk.of(holding, cycle, at), {}).read()[0]
    if not counted.total and holding.role != Role.KEL:
        return []
    said = f"belum {'diperiksa' if holding.role in desk_work.DECIDERS else 'dikerjakan'}"
    said += f", {desk_counts.said(counted.terlambat)} terlambat" if counted.terlambat else ""
    sentence = f"{said}. {counted.done_of_all} selesai"
    sentence += f", {desk_counts.said(counted.menunggu)} menunggu pihak lain." if counted.menunggu else "."
    url, figure = reverse("usulan-masuk"), desk_counts.said(counted.belum)
    return [Card("Usulan masuk", figure, sentence, url, "Periksa usulan masuk", counted.belum > 0)]


def _needs(holding: OfficeHolding, cycle: Cycle, at: datetime) -> list[Card]:
    waiting = Need.objects.visible_to(holding).filter(cycle=cycle).waiting().count()
    sentence = "menunggu jawaban. Jadikan usulan, atau jawab dengan alasannya."
    may = allows(holding, "proposals.answer_need")
    url = reverse("kebutuhan-masuk")
    return [Card("Kebutuhan warga", grouped(waiting), sentence, url, "Baca kebutuhan warga", may and waiting > 0)]


def _behalf(holding: OfficeHolding, cycle: Cycle, at: datetime) -> list[Card]:
    own = Proposal.objects.worked_on_by(holding).filter(cycle=cycle)
    drafts = own.filter(status=Status.DRAFT).count()
    sentence = "Draf kelompok di wilayah Anda. Draf yang tidak dikirim tidak dibahas."
    return [
        Card("Draf belum dikirim", grouped(drafts), sentence, reverse("usulan-atas-nama"), "Tulis atas nama kelompok")
    ]


def _forum(holding: OfficeHolding, cycle: Cycle, at: datetime) -> list[Card]:
    kinds = ranking(KELURAHAN_LIST if holding.role == Role.KEL else DISTRICT_LIST)
    forum = Forum.objects.filter(cycle=cycle, kind__in=kinds, region=holding.office.region).first()
    state = forum.get_status_display() if forum else "Belum dibuat"
    ready = Status.ACCEPTED_KEL if holding.role == Role.KEL else Status.PRIORITY_KEL
    count = Proposal.objects.worked_on_by(holding).filter(cycle=cycle, status=ready).count()
    sentence = f"usulan siap dibahas. Keadaan forum: {state.lower()}."
    waits = forum is not None and forum.status == Forum.Status.OPEN
    return [Card("Forum", grouped(count), sentence, reverse("forum"), "Buka halaman forum", waits)]


def _scoring(holding: OfficeHolding, cycle: Cycle, at: datetime) -> list[Card]:
    """The rounds in which the office gives scores now; most offices have none."""
    rounds = Round.objects.scored_by(holding).filter(cycle=cycle, status=Round.Status.COLLECTING)
    return [
        Card(
            "Penilaian",
            "1",
            f"putaran menunggu nilai Anda: {one.terms.title}.",
            reverse("putaran-nilai", args=[one.code]),
            "Isi lembar nilai",
            waits=True,
        )
        for one in rounds.select_related("terms").order_by("code")
    ]


def _senders(holding: OfficeHolding, cycle: Cycle, at: datetime) -> list[Card]:
    forums = Forum.objects.of_cycle(cycle).of_kelurahan().visible_to(holding)
    done = forums.filter(status__in=OVER).count()
    total = Region.objects.current().visible_to(holding.scope).at(codes.KELURAHAN).count()
    sentence = f"dari {total} kelurahan sudah mengirim daftar atau nihil."
    missing = total - done
    url = reverse("kiriman-kelurahan")
    link = "Lihat kelurahan yang belum" if missing else "Lihat kiriman kelurahan"
    return [Card("Kiriman kelurahan", grouped(done), sentence, url, link, missing > 0)]


def _surveys(holding: OfficeHolding, cycle: Cycle, at: datetime) -> list[Card]:
    """Visits of today and before, and what waits for a date; nothing for an office that surveys nothing."""
    planned = survey_list.due_today(holding, cycle, at)
    unplanned = survey_list.to_plan(holding, cycle).order_by().count()
    if not (planned or unplanned):
        return []
    sentence = f"survei sampai hari ini. {grouped(unplanned)} usulan perlu dijadwalkan."
    url = reverse("survei") + ("" if planned or not unplanned else "?tab=jadwalkan")
    return [Card("Survei lapangan", grouped(planned), sentence, url, "Buka daftar survei", planned > 0)]


def _moves(holding: OfficeHolding, cycle: Cycle, at: datetime) -> list[Card]:
    waiting = move_list.waiting(holding, cycle).count()
    sentence = "usul pindah perangkat daerah menunggu keputusan Anda."
    return [Card("Pindah", grouped(waiting), sentence, reverse("pindah"), "Putuskan usul pindah", waiting > 0)]


def _objections(holding: OfficeHolding, cycle: Cycle, at: datetime) -> list[Card]:
    waiting = objection_rules.to_answer(holding, cycle.pk)
    count, late = waiting.count(), waiting.filter(due_on__lt=timezone.localdate(at)).count()
    sentence = "menunggu jawaban Anda" + (f", {grouped(late)} terlambat." if late else ".")
    return [Card("Keberatan", grouped(count), sentence, reverse("keberatan"), "Jawab keberatan", count > 0)]


def _agency(holding: OfficeHolding, cycle: Cycle, at: datetime) -> list[Card]:
    own = Proposal.objects.worked_on_by(holding).filter(cycle=cycle)
    cards = []
    for label, statuses, sentence in (
        ("Usulan untuk perangkat daerah Anda", OPEN, "masih dibahas"),
        ("Prioritas kecamatan", {Status.PRIORITY_KEC, Status.RECOMMENDED}, "menunggu penilaian Anda"),
        ("Masuk rencana", AGREED, "sudah diterima"),
    ):
        totals = own.filter(status__in=statuses).totals()
        url = reverse("admin:proposals_proposal_changelist")
        said = f"{rupiah(totals['amount'])}, {sentence}."
        cards.append(Card(label, grouped(totals["count"]), said, url, "Lihat daftarnya"))
    return cards


def _totals(holding: OfficeHolding, cycle: Cycle, at: datetime) -> list[Card]:
    totals = Proposal.objects.public().filter(holding.scope.q("region"), cycle=cycle).totals()
    url, link = reverse("rekap"), "Lihat rekapitulasi"
    if not allows(holding, "reports.view_recap"):
        url, link = reverse("admin:proposals_proposal_changelist"), "Lihat daftarnya"
    return [Card("Usulan tahun ini", grouped(totals["count"]), f"{rupiah(totals['amount'])}.", url, link)]


CARDS: dict[Role, tuple[Callable[[OfficeHolding, Cycle, datetime], list[Card]], ...]] = {
    Role.PDP: (_needs, _behalf, _totals),
    Role.KEL: (_desk, _needs, _forum, _behalf),
    Role.KEC: (_senders, _desk, _surveys, _objections, _forum, _behalf, _totals),
    Role.OPD: (_surveys, _desk, _agency),
    Role.MB: (_moves, _desk, _totals),
    Role.BAP: (_senders, _desk, _moves, _objections, _totals),
}
"""What each role looks after, the most urgent first; roles that only read see the totals."""
