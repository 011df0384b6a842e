"""Small answers beside the public form: the kamus while one searches, a photo just added, the draft while one types."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.throttle import too_often
from catalogue import search
from proposals import actions, texts
from proposals.forms.need import WishForm
from proposals.need_draft import TYPED

from .need_door import hold, must_be_welcome, open_need, running_anywhere

SAVES_A_MINUTE = 600


@login_not_required
@require_safe
def kamus_choice(request: HttpRequest) -> HttpResponse:
    """The radio list alone, for the search while typing."""
    cycle = running_anywhere(timezone.now())
    form = WishForm({"item": request.GET.get("item", ""), "wish": "-"}, cycle=cycle)
    chosen = form.cleaned_data.get("item") if form.is_valid() else None
    answers = search.answers(cycle.kamus, request.GET.get("cari", ""), chosen)
    return render(request, "proposals/_kamus_warga.html", {"answers": answers, "chosen": chosen})


@login_not_required
@require_POST
def keep_typing(request: HttpRequest) -> HttpResponse:
    """Keep what is typed on a step: the clock time, the secret link, and a warning about private things come back.

    204 where there is nothing to keep, 409 where the need was sent meanwhile, 429 where one address does it too often.
    """
    at = timezone.now()
    told = open_need(request, running_anywhere(at), at)
    said = request.POST.get("langkah", "")
    step = int(said) if said in {str(known) for known in TYPED} else 0
    fields = _typed(request, step)
    if not fields or (told.row is None and not any(fields.values())):
        return HttpResponse(status=204)
    if too_often(request, "ketik", most=SAVES_A_MINUTE):
        return JsonResponse({"alasan": "Terlalu sering."}, status=429)
    try:
        must_be_welcome(request, told)
        told = hold(request, actions.need_drafts.type_down(told, step=step, fields=fields, at=at))
    except ValidationError as refusal:
        return JsonResponse({"alasan": refusal.messages[0]}, status=409 if refusal.code == "sent" else 429)
    return JsonResponse(
        {
            "pukul": f"{timezone.localtime(at):%H.%M}",
            "tautan": request.build_absolute_uri(told.link),
            "cap": told.stamp,
            "peringatan": texts.private_warnings(
                "\n".join(fields.get(name, "") for name in ("problem", "wish", "address"))
            ),
        }
    )


def _typed(request: HttpRequest, step: int) -> dict[str, Any]:
    """The fields of a step as they were sent; several only where several RT are ticked."""
    named = [name for name in TYPED.get(step, ()) if name in request.POST or name == "rt"]
    return {name: request.POST.getlist(name) if name == "rt" else request.POST[name] for name in named}


@login_not_required
@require_safe
def draft_photo(request: HttpRequest, name: str) -> FileResponse:
    """A photo that this visitor has added to the need being told."""
    at = timezone.now()
    path = open_need(request, running_anywhere(at), at).photo_path(name)
    if path is None:
        raise Http404
    response = FileResponse(default_storage.open(path), content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=600"
    return response
