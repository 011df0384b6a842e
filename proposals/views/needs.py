"""A resident tells a need in four steps, without an account, and follows it on the receipt."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.throttle import too_often
from catalogue import search
from catalogue.models import KamusItem
from catalogue.money import rupiah
from proposals import actions, texts
from proposals.forms.need import PlaceForm, SendForm, WishForm, place_initial
from proposals.forms.refusal import put
from proposals.kamus_panel import need_panel
from proposals.models import Need, Proposal
from proposals.need_draft import STEPS, OpenNeed
from proposals.need_window import closed_at, closed_everywhere, open_only_in
from regions import codes
from regions.models import Region

from .map import PinSaid, full_name
from .need_door import hold, let_go, must_be_welcome, open_need, running_anywhere, sent_already
from .need_spot import spot
from .similar import of_need, supported

PAGES = {
    1: "proposals/kebutuhan_1.html",
    2: "proposals/kebutuhan_2.html",
    3: "proposals/kebutuhan_3.html",
    4: "proposals/kebutuhan_4.html",
}
TELLER = ("teller_name", "teller_phone", "teller_email")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: HttpRequest, step: int = 1) -> HttpResponse:
    """One of the four steps; a step whose predecessors are missing leads back to the first of those."""
    at = timezone.now()
    cycle = running_anywhere(at)
    if step not in _STEPS:
        raise Http404
    told = open_need(request, cycle, at)
    if (known := sent_already(request, cycle)) and (
        step < 4 or told.row is None or told.key != str(known.submission_key)
    ):
        return _again(request, known, step)
    closed = closed_everywhere(cycle, at) if request.method != "POST" else ""
    if closed:
        return render(request, "proposals/kebutuhan_tutup.html", {"closed": closed, "cycle": cycle})
    if step > told.done + 1:
        return redirect("kebutuhan-baru", told.done + 1)
    return _STEPS[step](request, told, at)


def _again(request: HttpRequest, known: Need, step: int) -> HttpResponse:
    """The same form once more: its receipt; a sentence where something else was written in it since."""
    if step == 4 and any(texts.clean(request.POST.get(name, "")) != getattr(known, name) for name in TELLER):
        page = {"need": known, "sentence": actions.needs.OTHER_CONTENT}
        return render(request, "proposals/kebutuhan_sudah.html", page, status=422)
    return redirect(known)


def _page(request: HttpRequest, told: OpenNeed, step: int, form: Any, **more: Any) -> HttpResponse:
    link = request.build_absolute_uri(told.link) if told.link else ""
    context = {"draft": told, "step": step, "names": STEPS, "name": STEPS[step - 1], "form": form, "link": link, **more}
    return render(request, PAGES[step], context)


def _place(request: HttpRequest, told: OpenNeed, at: datetime) -> HttpResponse:
    initial = {"problem": told["problem"], **place_initial(told.places), **told.typed_on(1)}
    if request.POST.get("aksi") == "wilayah":
        said = {name: request.POST.get(name, "") for name in ("kelurahan", "rw", "problem")}
        form = PlaceForm(cycle=told.cycle, initial={**said, "rt": request.POST.getlist("rt")})
    else:
        form = PlaceForm(request.POST or None, cycle=told.cycle, initial=initial)
    if form.is_bound and form.is_valid():
        places = form.region_codes()
        try:
            region = Region.objects.current().get(code=codes.shared(places))
            actions.stages.require_open(told.cycle, "tell_need", region, at=at)
            must_be_welcome(request, told)
        except ValidationError as refusal:
            form.add_error("kelurahan", refusal)
        else:
            problem = form.cleaned_data["problem"]
            hold(request, actions.need_drafts.keep(told, step=1, at=at, places=places, problem=problem))
            return redirect("kebutuhan-baru", 2)
    warnings = texts.private_warnings(str(form["problem"].value() or ""))
    closed = closed_at(told.cycle, form.place(), at) if not form.errors else ""
    return _page(request, told, 1, form, warnings=warnings, only=open_only_in(told.cycle, at), closed=closed)


def _wish(request: HttpRequest, told: OpenNeed, at: datetime) -> HttpResponse:
    typed = told.typed_on(2)
    said = texts.clean(request.POST.get("cari", typed.get("cari", told["search"])))[:100]
    kept = {"item": told.item_id, "wish": told["wish"], "volume": told.volume}
    form = WishForm(request.POST or None, cycle=told.cycle, initial=kept | typed)
    if request.POST.get("aksi") == "cari":
        form.is_valid()
        form = WishForm(cycle=told.cycle, initial={name: form[name].value() for name in form.fields})
    elif form.is_valid():
        data = form.cleaned_data
        changes = {
            "item": data["item"].pk if data["item"] else None,
            "wish": "" if data["item"] else data["wish"],
            "volume": str(data["volume"]) if data["volume"] is not None else "",
        }
        hold(request, actions.need_drafts.keep(told, step=2, at=at, search=said, **changes))
        return redirect("kebutuhan-baru", 3)
    chosen = _chosen(form)
    alike = {"mirip": of_need(told), "dukung": "", "choose": False}
    panel = need_panel(form.items.with_rules().get(pk=chosen.pk), told.volume) if chosen else None
    answers = search.answers(told.cycle.kamus, said, chosen)
    return _page(request, told, 2, form, answers=answers, chosen=chosen, panel=panel, **alike)


def _chosen(form: WishForm) -> KamusItem | None:
    """The item that stands in the form now, where the kamus has it."""
    value = str(form["item"].value() or "")
    return form.items.filter(pk=value).first() if value.isdecimal() and len(value) < 12 else None


def _send(request: HttpRequest, told: OpenNeed, at: datetime) -> HttpResponse:
    public = "\n".join(told[name] for name in ("problem", "wish", "address"))
    warnings = texts.private_warnings(public)
    form = SendForm(request.POST or None, warnings=warnings, initial={"submission_key": told.key})
    status = 200
    if form.is_valid():
        if too_often(request, "kebutuhan", most=settings.NEEDS_PER_HOUR, seconds=3600):
            form.add_error(
                None, "Terlalu banyak kebutuhan dari jaringan ini. Kirim lagi satu jam lagi; isian tetap ada."
            )
        else:
            try:
                need = _told(told, form, at, supported(told, request.POST.get("dukung", "")))
            except ValidationError as refusal:
                put(form, refusal)
                status = 422 if getattr(refusal, "code", "") == "conflict" else 200
            else:
                actions.need_drafts.forget(told)
                let_go(request)
                return redirect(need)
    strayed, other = told.strayed
    said = PinSaid(here=full_name(told.kelurahan), strayed=strayed, other=other)
    alike = {"mirip": of_need(told), "dukung": request.POST.get("dukung", ""), "choose": True}
    response = _page(request, told, 4, form, warnings=warnings, price=_price(told), said=said, **alike)
    response.status_code = status
    return response


def _told(told: OpenNeed, form: SendForm, at: datetime, supports: Proposal | None) -> Need:
    if told.region is None:
        raise ValidationError("Wilayahnya tidak berlaku lagi. Kembali ke langkah 1 dan pilih lagi.")
    lat, lng = told.pin or (None, None)
    return actions.needs.tell(
        told.cycle,
        region=told.region,
        places=told.regions,
        problem=told["problem"],
        address=told["address"],
        item=told.item,
        wish=told["wish"],
        volume=told.volume,
        lat=lat,
        lng=lng,
        pin_note=told["pin_note"],
        submission_key=told.submission_key,
        at=at,
        photos=list(told.photo_files()),
        supports=supports,
        **{name: form.cleaned_data[name] for name in TELLER},
    )


def _price(told: OpenNeed) -> str:
    item = told.item
    return rupiah(item.unit_price) if item and item.unit_price is not None else ""


_STEPS: dict[int, Callable[[HttpRequest, OpenNeed, datetime], HttpResponse]] = {
    1: _place,
    2: _wish,
    3: lambda request, told, at: spot(request, told, at, _page),
    4: _send,
}
