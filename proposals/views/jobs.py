"""Antrean: what an office asked for, how far it is, its file, and the button that stops it."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.doors import must
from accounts.models import OfficeHolding
from proposals.actions import jobs
from proposals.forms.refusal import sentences
from proposals.models import Job

SHOWN = 30
AGAIN = 3
"""Seconds after which a page of running work loads itself again."""


@require_safe
def job_list(request: HttpRequest) -> HttpResponse:
    """The last thirty of the office, the newest first."""
    holding, now = must(request, "proposals.view_job"), timezone.now()
    found = list(Job.objects.filter(by__office=holding.office_id).order_by("-asked_at", "-pk")[:SHOWN])
    context = {"title": "Antrean", "jobs": [(job, job.is_silent(now)) for job in found]}
    return render(request, "proposals/antrean.html", context)


@require_safe
def job_page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One of them; it loads itself again every few seconds while it runs."""
    holding, now = must(request, "proposals.view_job"), timezone.now()
    job = _own(holding, public_id)
    context = {"title": job.title, "job": job, "is_silent": job.is_silent(now), "has_file": _has_file(job)}
    response = render(request, "proposals/antrean_satu.html", context)
    if job.is_open and not context["is_silent"]:
        response["Refresh"] = str(AGAIN)  # works without JavaScript, and ends by itself
    return response


@require_POST
def job_cancel(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Stop it."""
    holding = must(request, "proposals.view_job")
    job = _own(holding, public_id)
    try:
        jobs.cancel(job, by=holding, at=timezone.now())
        messages.success(request, "Pekerjaan dibatalkan.")
    except ValidationError as refusal:
        messages.error(request, sentences(refusal))
    return redirect(job.get_absolute_url())


@require_safe
def job_file(request: HttpRequest, public_id: UUID) -> FileResponse:
    """Its file, for the office that asked and until it expires."""
    job = _own(must(request, "proposals.view_job"), public_id)
    if not _has_file(job):
        raise Http404
    return FileResponse(job.path.open("rb"), as_attachment=True, filename=job.file_name)


def _own(holding: OfficeHolding, public_id: UUID) -> Job:
    return get_object_or_404(Job.objects.select_related("by"), public_id=public_id, by__office=holding.office_id)


def _has_file(job: Job) -> bool:
    return bool(job.file_name) and job.path.exists()
