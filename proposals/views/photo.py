"""Photos, handed out after asking who may see them."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.models import OfficeHolding
from accounts.permissions import allows
from proposals.models import Photo, Survey
from proposals.photos import small

from .throttle import keeps_receipt


@login_not_required
@require_safe
def photo(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Show a photo of a public usulan to everybody; others to their officials and to who opened the receipt.

    `?kecil` gives the thumbnail that pages show: a list of photos must not weigh megabytes on a cheap phone.
    """
    found = get_object_or_404(
        Photo.objects.select_related(
            "proposal__group", "proposal__region", "need__region", "survey__proposal__region", "work__proposal"
        ),
        public_id=public_id,
    )
    if not _may_see(request, found):
        raise Http404
    response: HttpResponseBase
    try:
        file = found.image.open("rb")
        if "kecil" in request.GET:
            with file:
                response = HttpResponse(small(file), content_type="image/jpeg")
        else:
            response = FileResponse(file, content_type="image/jpeg")
    except OSError as gone:
        raise Http404 from gone
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Disposition"] = 'inline; filename="foto.jpg"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, max-age=3600"
    return response


def _may_see(request: HttpRequest, found: Photo) -> bool:
    if found.proposal is not None and found.proposal.is_public:
        return True
    holding: OfficeHolding | None = getattr(request.user, "holding", None)
    if found.proposal is not None and allows(holding, "proposals.view_proposal", found.proposal):
        return True
    if found.work is not None:
        return found.work.proposal.is_public
    if found.survey is not None:
        if found.survey.status == Survey.Status.DONE and found.survey.proposal.is_public:
            return True
        return allows(holding, "proposals.view_survey", found.survey.proposal)
    return found.need is not None and (
        allows(holding, "proposals.view_need", found.need) or keeps_receipt(request, found.need.code)
    )
