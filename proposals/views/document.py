"""Files beside a usulan, handed out only to offices that work on it."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.doors import acting
from accounts.permissions import allows
from proposals.models import Document


@require_safe
def document(request: HttpRequest, public_id: UUID) -> FileResponse:
    """A PDF comes as a download, a picture may be looked at; to everybody else the file does not exist."""
    found = get_object_or_404(
        Document.objects.select_related("proposal__group", "proposal__region"), public_id=public_id
    )
    if not allows(acting(request), "proposals.view_document", found.proposal):
        raise Http404
    name = str(found.file.name)
    is_picture = name.endswith(".jpg")
    try:
        file = found.file.open("rb")
    except OSError as gone:
        raise Http404 from gone
    response = FileResponse(
        file,
        as_attachment=not is_picture,
        filename=f"berkas-{found.public_id.hex[:8]}.{'jpg' if is_picture else 'pdf'}",
        content_type="image/jpeg" if is_picture else "application/pdf",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
