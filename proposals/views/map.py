"""The map of the public form: outlines under it, and what is said about a pin. The form works without either."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from proposals.forms.degrees import PinForm
from proposals.forms.need import SpotForm
from regions import codes, pins
from regions.models import Region

from .need_door import open_need, running_anywhere

HOUR = 3600


@dataclass(frozen=True)
class PinSaid:
    """What is said about a pin: where it is wrong, that it strays and to where, or that it lies well. Empty without."""

    errors: tuple[str, ...] = ()
    is_swapped: bool = False
    here: str = ""
    strayed: bool = False
    other: Region | None = None

    @property
    def sentence(self) -> str:
        if not self.strayed:
            return ""
        there = f" Titik ini berada di {full_name(self.other)}." if self.other else ""
        return f"Titik peta berada di luar {self.here}. Geser titiknya atau jelaskan alasannya.{there}"

    @property
    def well(self) -> str:
        """The sentence for a pin that contradicts nothing."""
        return f"Titik berada di {self.here}, atau batasnya belum ada di peta kami."

    @property
    def take_other(self) -> str:
        """The label of the button that takes the other kelurahan."""
        return f"Pakai {full_name(self.other)}" if self.other else ""


def full_name(region: Region | None) -> str:
    """Kelurahan Kauman, Desa Sumberejo; empty for none."""
    return f"{region.get_type_display()} {region.name}" if region else ""


def said_of(kelurahan: Region | None, form: PinForm | SpotForm) -> PinSaid:
    """Judge the pin that stands in a form, sent or only shown."""
    pin = PinForm({name: str(form[name].value() or "") for name in ("lat", "lng")})
    if not pin.is_valid():
        return PinSaid(tuple(str(one[0]) for one in pin.errors.values()), pin.is_swapped)
    lat, lng = pin.cleaned_data["lat"], pin.cleaned_data["lng"]
    if kelurahan is None or lat is None:
        return PinSaid()
    strayed, other = pins.is_outside(kelurahan, lat, lng)
    return PinSaid(here=full_name(kelurahan), strayed=strayed, other=other)


@login_not_required
@require_safe
def pin_check(request: HttpRequest) -> HttpResponse:
    """What is to be said about a pin, as a part of step 3, while it is moved."""
    at = timezone.now()
    told = open_need(request, running_anywhere(at), at)
    said = said_of(told.kelurahan, PinForm(request.GET))
    return render(request, "proposals/_titik.html", {"said": said, "with_errors": True})


@login_not_required
@require_safe
def outlines(request: HttpRequest, code: str) -> JsonResponse:
    """Outlines of a kelurahan, its RW and its neighbours as GeoJSON: open data, kept by browsers for a day."""
    if not codes.is_code(code) or codes.level_of(code) != codes.KELURAHAN:
        raise Http404
    kelurahan = get_object_or_404(Region.objects.current(), code=code)
    drawn: dict[str, Any] | None = cache.get(f"peta:{code}")
    if drawn is None:
        drawn = pins.map_of(kelurahan)
        cache.set(f"peta:{code}", drawn, timeout=HOUR)
    response = JsonResponse(drawn, content_type="application/geo+json")
    response["Cache-Control"] = f"public, max-age={24 * HOUR}"
    return response
