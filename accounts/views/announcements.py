"""Pengumuman: what an office is told, and what it tells the offices of its area."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actions import announcing
from accounts.doors import acting, must
from accounts.forms.announcement import AnnouncementForm
from accounts.forms.refusal import put
from accounts.models import Announcement, AnnouncementReading, OfficeHolding
from accounts.permissions import allows
from accounts.roles import Role

PER_PAGE = 20


@require_safe
def announcements(request: HttpRequest) -> HttpResponse:
    """What this office is told, and what it told itself with how many have read it."""
    holding = must(request, "accounts.view_announcement")
    found = Announcement.objects.shown(timezone.localdate()).addressed_to(holding).newest_first()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    read = AnnouncementReading.objects.filter(holding=holding, announcement__in=[one.pk for one in page])
    seen = set(read.order_by().values_list("announcement", flat=True))
    own = Announcement.objects.filter(published_by__office=holding.office).newest_first()
    context = {
        "page_obj": page,
        "rows": [(one, one.pk in seen) for one in page],
        "may_tell": allows(holding, "accounts.add_announcement"),
        "own": own.annotate(read_count=Count("readings"))[:PER_PAGE],
    }
    return render(request, "accounts/pengumuman.html", context)


@require_safe
def announcement(request: HttpRequest, pk: int) -> HttpResponse:
    """One announcement; opening it counts as reading it, once an office."""
    holding = acting(request)
    found = _one_or_404(holding, pk)
    must(request, "accounts.view_announcement", found)
    is_own = found.published_by.office_id == holding.office_id
    if not is_own:
        announcing.note_reading(found, by=holding, at=timezone.now())
    context = {
        "announcement": found,
        "is_own": is_own,
        "readers": found.readings.count() if is_own else 0,
        "reached": _reached(found) if is_own else 0,
        "role_names": [Role(role).label for role in found.roles],
    }
    return render(request, "accounts/pengumuman_satu.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: HttpRequest) -> HttpResponse:
    """The form of a new announcement."""
    holding = must(request, "accounts.add_announcement")
    form = AnnouncementForm(request.POST or None, holding=holding)
    if request.method == "POST" and form.is_valid():
        try:
            made = announcing.publish(**form.cleaned_data, by=holding, at=timezone.now())
        except ValidationError as refusal:
            put(form, refusal)
        else:
            messages.success(request, "Pengumuman sudah tampil untuk pengurus di wilayah itu.")
            return redirect("pengumuman-satu", pk=made.pk)
    return render(request, "accounts/pengumuman_baru.html", {"form": form})


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an announcement of one's own office back."""
    holding = must(request, "accounts.add_announcement")
    found = _one_or_404(holding, pk)
    must(request, "accounts.change_announcement", found)
    announcing.withdraw(found, by=holding, at=timezone.now())
    messages.success(request, "Pengumuman ditarik dan tidak tampil lagi.")
    return redirect("pengumuman")


def _one_or_404(holding: OfficeHolding, pk: int) -> Announcement:
    """An announcement for this office or by it; 404 for any other, and for one withdrawn or run out."""
    mine = Announcement.objects.shown(timezone.localdate()).addressed_to(holding).values("pk")
    own = Q(published_by__office=holding.office)
    return get_object_or_404(Announcement.objects.filter(own | Q(pk__in=mine)).newest_first(), pk=pk)


def _reached(found: Announcement) -> int:
    """How many holders of today it is for."""
    holders = OfficeHolding.objects.in_force(timezone.localdate()).filter(
        office__region__code__within=found.region.code
    )
    if found.roles:
        holders = holders.filter(office__role__in=found.roles)
    return holders.exclude(office=found.published_by.office).count()
