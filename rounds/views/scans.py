"""Pindaian: the signed papers of a forum, uploaded after the lock, handed out as downloads."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.doors import acting
from accounts.permissions import allows
from proposals.forms.refusal import put
from rounds import actions
from rounds.forms.scan import ScanForm
from rounds.models import Forum, Round, Scan

from .doors import forum_door

VIEW, KEEP = "rounds.view_scan", "rounds.keep_scan"


@dataclass(frozen=True)
class Papers:
    """The scans of a forum, and the form for one more where the office may upload."""

    scans: Sequence[Scan]
    form: ScanForm | None


@require_http_methods(["GET", "HEAD", "POST"])
def scans(request: HttpRequest, number: str) -> HttpResponse:
    """The scans of a forum; POST keeps one more and goes back to the page it came from."""
    forum = forum_door(request, number, KEEP if request.method == "POST" else VIEW)
    known = list(forum.scans.for_list())
    form = ScanForm(request.POST or None, request.FILES or None, known=known)
    if form.is_valid():
        data = form.cleaned_data
        said = {"kind": data["kind"], "remark": data["remark"], "replaces": data.get("replaces")}
        try:
            actions.scanning.keep_scan(forum, data["file"], **said, by=acting(request), at=timezone.now())
        except ValidationError as refusal:
            put(form, refusal)
        else:
            messages.success(request, "Pindaian tersimpan.")
            return _back(request, forum)
    papers = part(request, forum, known, form)
    context = {"forum": forum, "papers": papers, "form": form, "code": request.POST.get("putaran", "")[:40]}
    return render(request, "rounds/forum_pindaian.html", context, status=422 if form.errors else 200)


def part(request: HttpRequest, forum: Forum, known: Sequence[Scan] | None = None, form: Any = None) -> Papers | None:
    """What `rounds/_pindaian.html` shows; None where the acting office may not read signed papers."""
    holding = acting(request)
    if not allows(holding, VIEW, forum):
        return None
    known = list(forum.scans.for_list()) if known is None else known
    may_keep = allows(holding, KEEP, forum) and actions.scanning.may_be_signed(forum)
    return Papers(known, (form or ScanForm(known=known)) if may_keep else None)


def _back(request: HttpRequest, forum: Forum) -> HttpResponse:
    code = request.POST.get("putaran", "")[:40]
    round_ = Round.objects.counted().filter(forum=forum, code=code).order_by("-version").first()
    return redirect(round_) if round_ else redirect("forum-satu", forum.number)


@require_safe
def download(request: HttpRequest, number: str, public_id: UUID) -> FileResponse:
    """The bytes as they came, as a download."""
    forum = forum_door(request, number, VIEW)
    found = get_object_or_404(Scan, forum=forum, public_id=public_id)
    try:
        file = found.file.open("rb")
    except OSError as gone:
        raise Http404 from gone
    ending = "pdf" if found.is_pdf else "jpg"
    response = FileResponse(
        file,
        as_attachment=True,
        filename=f"{found.kind}-{forum.number}-{found.digest[:8]}.{ending}",
        content_type="application/pdf" if found.is_pdf else "image/jpeg",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
