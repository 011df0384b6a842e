"""Step 3 of the public form: address, photos, and a pin that may be left out. A pin that strays is never a wall."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.throttle import too_often
from proposals import actions
from proposals.forms.need import SpotForm
from proposals.models.photo import MAX_PHOTOS
from proposals.need_draft import OpenNeed

from .map import said_of
from .need_door import hold

FIELDS = ("address", "lat", "lng", "pin_note")
TOO_MANY_PHOTOS = "Terlalu banyak foto dari jaringan ini. Kirim tanpa foto, atau coba lagi satu jam lagi."


def spot(request: HttpRequest, told: OpenNeed, at: datetime, page: Callable[..., HttpResponse]) -> HttpResponse:
    """Show the step or keep it; `page` draws it. Buttons: Lanjut, unggah, hapus:<photo>, tukar, pakai:<kelurahan>."""
    act, _, name = request.POST.get("aksi", "").partition(":")
    data = request.POST.copy() if request.method == "POST" else None
    if data is not None and act == "tukar":
        data["lat"], data["lng"] = data.get("lng", ""), data.get("lat", "")
    form = SpotForm(data, request.FILES or None, initial=_initial(told))
    if data is not None:
        finished = form.is_valid()
        told = _with_photos(request, told, form, at)
        if act == "hapus":
            told = actions.need_drafts.remove_photo(told, name, at=at)
        if form.is_valid() and finished and act not in ("hapus", "unggah", "tukar", "pakai"):
            hold(request, actions.need_drafts.keep(told, step=3, at=at, **_kept(form)))
            return redirect("kebutuhan-baru", 4)
        typed = {field: data.get(field, "") for field in FIELDS}
        told = hold(request, actions.need_drafts.type_down(told, step=3, fields=typed, at=at))
        if act == "pakai" and (other := said_of(told.kelurahan, form).other) and other.code == name:
            actions.need_drafts.move_to(told, kelurahan=name, at=at)
            return redirect("kebutuhan-baru", 1)
        if act and "photos" not in form.errors:
            form = SpotForm(initial=typed)
    tiles = {"tiles": settings.MAP_TILES, "credit": settings.MAP_CREDIT}
    return page(request, told, 3, form, most=MAX_PHOTOS, said=said_of(told.kelurahan, form), **tiles)


def _initial(told: OpenNeed) -> dict[str, Any]:
    return {name: told[name] for name in FIELDS} | told.typed_on(3)


def _kept(form: SpotForm) -> dict[str, str]:
    """The cleaned fields as a draft keeps them; a reason without a pin is dropped."""
    data = form.cleaned_data
    pin = {name: str(data[name]) if data[name] is not None else "" for name in ("lat", "lng")}
    return {"address": data["address"], **pin, "pin_note": data["pin_note"] if pin["lat"] else ""}


def _with_photos(request: HttpRequest, told: OpenNeed, form: SpotForm, at: datetime) -> OpenNeed:
    """Keep the photos that could be read, whether or not the rest of the form is right."""
    for photo in form.good_photos:
        if too_often(request, "foto", most=3 * settings.NEEDS_PER_HOUR, seconds=3600):
            form.add_error("photos", TOO_MANY_PHOTOS)
            break
        try:
            told = actions.need_drafts.add_photo(told, photo, at=at)
        except ValidationError as refusal:
            form.add_error("photos", refusal)
            break
    return told
