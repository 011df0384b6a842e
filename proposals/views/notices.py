"""Kabar: the inbox of a group or agency, the daily list that the kelurahan hands over, and who has not sent."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from urllib.parse import quote

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.doors import must
from accounts.models import OfficeHolding, ProposerGroup
from proposals import actions
from proposals.models import Notice, NoticeReading
from proposals.not_sent import not_sent, totals
from proposals.telling import whatsapp
from regions import codes
from regions.models import Region

from .entry import chosen_area, running_cycle

PAGE = 30


@dataclass(frozen=True)
class Line:
    """One notice as it is shown: unread or not, its page, and the WhatsApp text ready to forward."""

    notice: Notice
    is_new: bool
    message: str

    @property
    def whatsapp(self) -> str:
        """The address that opens WhatsApp with the text in it."""
        return f"https://wa.me/?text={quote(self.message)}"


def _line(notice: Notice, *, is_new: bool) -> Line:
    return Line(notice, is_new, whatsapp(notice, f"{settings.BASE_URL}{notice.link}"))


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """What was told to this office's group or agency, the newest first."""
    holding = must(request, "proposals.read_notice")
    told = Notice.objects.inbox_of(holding).left_by(timezone.now())
    page = Paginator(told, PAGE).get_page(request.GET.get("halaman"))
    mine = NoticeReading.objects.filter(office=holding.office_id, notice__in=[notice.pk for notice in page])
    read = set(mine.values_list("notice_id", flat=True))
    lines = [_line(notice, is_new=notice.pk not in read) for notice in page]
    unread = Notice.objects.unread_by(holding).left_by(timezone.now()).count()
    return render(request, "proposals/kotak_masuk.html", {"lines": lines, "page_obj": page, "unread": unread})


@require_POST
def mark_read(request: HttpRequest) -> HttpResponse:
    """All notices of the inbox are read."""
    holding, at = must(request, "proposals.read_notice"), timezone.now()
    actions.telling.mark_read(Notice.objects.inbox_of(holding).left_by(at), by=holding, at=at)
    return redirect("kotak-masuk")


class DayForm(forms.Form):
    """One day and one kelurahan of the daily list."""

    all_optional = True
    tanggal = forms.DateField(
        label="Tanggal", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    kelurahan = forms.ChoiceField(label="Kelurahan", required=False)

    def __init__(self, data: object, *, choices: list[Region]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["kelurahan"] = forms.ChoiceField(
            label="Kelurahan", required=False, choices=[(place.code, place.label) for place in choices]
        )


def _kelurahan(holding: OfficeHolding) -> list[Region]:
    return list(Region.objects.current().visible_to(holding.scope).at(codes.KELURAHAN).in_order())


def _asked(request: HttpRequest, holding: OfficeHolding, data: object) -> tuple[DayForm, Region | None, date]:
    choices = _kelurahan(holding)
    form = DayForm(data, choices=choices)
    form.is_valid()
    asked = form.cleaned_data.get("kelurahan")
    area = next((place for place in choices if place.code == asked), choices[0] if choices else None)
    return form, area, form.cleaned_data.get("tanggal") or timezone.localdate()


@require_http_methods(["GET", "HEAD", "POST"])
def daily(request: HttpRequest) -> HttpResponse:
    """Kabar harian of a kelurahan: for each group what was told that day, to print, to forward, to hand over."""
    holding, at = must(request, "proposals.hand_notice"), timezone.now()
    form, area, day = _asked(request, holding, request.POST if request.method == "POST" else request.GET)
    told = _of_day(area, day, at) if area else []
    if request.method == "POST" and area is not None:
        chosen = [notice for notice in told if str(notice.group_id) == request.POST.get("kelompok")]
        actions.telling.hand_over(chosen, by=holding, at=at)
        messages.success(request, f"{len(chosen)} kabar dicatat sudah diserahkan.")
        return redirect(f"{request.path}?tanggal={day:%Y-%m-%d}&kelurahan={area.code}")
    shown = {"form": form, "area": area, "day": day, "groups": _by_group(told), "count": len(told)}
    shown |= {"before": day - timedelta(days=1), "after": day + timedelta(days=1)}
    shown |= {"several": len(form.fields["kelurahan"].choices) > 1}  # type: ignore[attr-defined]
    return render(request, "proposals/kabar_harian.html", shown)


def _of_day(area: Region, day: date, now: datetime) -> list[Notice]:
    """The notices of groups in an area that left on a day, by group; three queries."""
    start = timezone.make_aware(datetime.combine(day, time.min))
    told = Notice.objects.within(area.code).left_by(min(start + timedelta(days=1), now))
    told = told.filter(leaves_at__gte=start).select_related("group__region").prefetch_related("readings")
    return list(told.order_by("group__region__code", "group__name", "leaves_at", "pk"))


def _by_group(told: list[Notice]) -> list[tuple[ProposerGroup | None, list[Line], int]]:
    """Groups with their notices and how many of those nobody has read yet."""
    found = []
    for group, notices in groupby(told, key=lambda notice: notice.group):
        lines = [_line(notice, is_new=not notice.readings.all()) for notice in notices]
        found.append((group, lines, sum(line.is_new for line in lines)))
    return found


@require_safe
def not_sent_board(request: HttpRequest) -> HttpResponse:
    """Papan belum mengirim: each kelurahan with its groups and its own deadline."""
    holding, at = must(request, "proposals.view_not_sent"), timezone.now()
    area, choices = chosen_area(request, holding)
    lines = not_sent(running_cycle(holding, at), area.code)
    done, of_all, usulan = totals(lines)
    context = {"title": "Belum mengirim", "area": area, "choices": choices if len(choices) > 1 else [], "lines": lines}
    context |= {"done": done, "of_all": of_all, "usulan": usulan, "left": of_all - done, "open": len(lines) <= 1}
    return render(request, "proposals/belum_mengirim.html", context)
