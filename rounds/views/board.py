"""Kiriman kelurahan: who has sent, who is missing, and the lists side by side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.doors import must
from proposals.views.entry import chosen_area, running_cycle
from regions import codes
from rounds import last_year
from rounds.board import agreed, board
from rounds.lanes import in_order
from rounds.models import Candidate

SIDE_BY_SIDE = 12


@require_safe
def kelurahan_board(request: HttpRequest) -> HttpResponse:
    """Each kelurahan with the state of its list."""
    holding = must(request, "rounds.view_board")
    area, choices = chosen_area(request, holding)
    cycle = running_cycle(holding, timezone.now())
    rows = board(cycle, area.code)
    done = [row for row in rows if row.state in {"terkirim", "nihil", "tidak_dibahas"}]
    return render(
        request,
        "rounds/kiriman.html",
        {
            "title": "Kiriman kelurahan",
            "area": area,
            "choices": choices if len(choices) > 1 else [],
            "cycle": cycle,
            "rows": rows,
            "done": len(done),
            "of_all": f"dari {len(rows)}",
            "missing": [row.region.name for row in rows if row not in done],
            "chosen": sum(row.chosen for row in rows),
            "amount": sum(row.amount for row in rows),
        },
    )


@require_safe
def side_by_side(request: HttpRequest) -> HttpResponse:
    """The lists of kelurahan beside each other, in the order each has agreed."""
    holding = must(request, "rounds.view_board")
    area, choices = chosen_area(request, holding)
    if area.level < codes.DISTRICT and choices:
        area = choices[0]
    cycle = running_cycle(holding, timezone.now())
    rows = [row for row in board(cycle, area.code) if row.state == "terkirim"]
    wanted = set(request.GET.getlist("kel"))
    shown = [row for row in rows if not wanted or row.region.code in wanted][:SIDE_BY_SIDE]
    found = list(
        Candidate.objects.filter(round__forum__in=[row.forum.pk for row in shown if row.forum])
        .select_related("decision", "round")
        .for_sheet()
    )
    lanes = in_order(candidate.lane for candidate in found)
    before = last_year.of(cycle, [row.region for row in shown])
    columns = [
        (
            row,
            agreed([c for c in found if row.forum and c.round.forum_id == row.forum.pk], lanes),
            before.get(row.region.pk),
        )
        for row in shown
    ]
    return render(
        request,
        "rounds/kiriman_banding.html",
        {
            "title": "Daftar kelurahan berdampingan",
            "area": area,
            "choices": choices if len(choices) > 1 else [],
            "rows": rows,
            "columns": columns,
            "wanted": {row.region.code for row in shown},
        },
    )
