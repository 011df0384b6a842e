"""A resident tells a need in four steps, without an account, and follows it on the receipt."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.throttle import too_often
from catalogue import search
from catalogue.money import rupiah
from proposals import actions, texts
from proposals.forms.need import PlaceForm, SendForm, SpotForm, WishForm, place_initial
from proposals.forms.refusal import put
from proposals.models import Cycle, Need
from proposals.models.photo import MAX_PHOTOS
from proposals.need_draft import STEPS, NeedDraft, photo_path
from proposals.need_window import closed_at, closed_everywhere, open_only_in

PAGES = {
    1: "proposals/kebutuhan_1.html",
    2: "proposals/kebutuhan_2.html",
    3: "proposals/kebutuhan_3.html",
    4: "proposals/kebutuhan_4.html",
}
NO_PHOTO_LEFT = f"Foto paling banyak {MAX_PHOTOS}. Hapus satu foto lebih dulu."
TOO_MANY_PHOTOS = "Terlalu banyak foto dari jaringan ini. Kirim tanpa foto, atau coba lagi satu jam lagi."


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: HttpRequest, step: int = 1) -> HttpResponse:
    """One of the four steps; a step whose predecessors are missing leads back to the first of those."""
    at = timezone.now()
    cycle = Cycle.objects.running(at).first()
    if cycle is None or step not in _STEPS:
        raise Http404("Belum ada tahapan yang berjalan.")
    if step == 4 and (known := _sent_already(request, cycle)):
        return redirect(known)
    closed = closed_everywhere(cycle, at) if request.method != "POST" else ""
    if closed:
        return render(request, "proposals/kebutuhan_tutup.html", {"closed": closed, "cycle": cycle})
    draft = NeedDraft(request.session, cycle)
    if step > draft.done + 1:
        return redirect("kebutuhan-baru", draft.done + 1)
    return _STEPS[step](request, draft, at)


def _page(request: HttpRequest, draft: NeedDraft, step: int, form: Any, **more: Any) -> HttpResponse:
    context = {"draft": draft, "step": step, "names": STEPS, "name": STEPS[step - 1], "form": form, **more}
    return render(request, PAGES[step], context)


def _place(request: HttpRequest, draft: NeedDraft, at: datetime) -> HttpResponse:
    initial = {"problem": draft["problem"], **place_initial(draft.region_code)}
    if request.POST.get("aksi") == "wilayah":
        form = PlaceForm(
            cycle=draft.cycle, initial={name: request.POST.get(name, "") for name in PlaceForm.base_fields}
        )
    else:
        form = PlaceForm(request.POST or None, cycle=draft.cycle, initial=initial)
    if form.is_bound and form.is_valid():
        draft.region_code = form.region_code()
        region = draft.region
        try:
            if region is not None:
                actions.stages.require_open(draft.cycle, "tell_need", region, at=at)
        except ValidationError as refusal:
            form.add_error("kelurahan", refusal)
        else:
            draft.save(at, step=1, problem=form.cleaned_data["problem"])
            return redirect("kebutuhan-baru", 2)
    return _page(
        request,
        draft,
        1,
        form,
        warnings=texts.private_warnings(draft["problem"]),
        only=open_only_in(draft.cycle, at),
        closed=closed_at(draft.cycle, form.place(), at) if not form.errors else "",
    )


def _wish(request: HttpRequest, draft: NeedDraft, at: datetime) -> HttpResponse:
    said = request.POST.get("cari", draft["search"])
    form = WishForm(
        request.POST or None,
        cycle=draft.cycle,
        initial={"item": draft.item_id, "wish": draft["wish"], "volume": draft.volume},
    )
    if request.POST.get("aksi") == "cari":
        form.is_valid()
        draft.item_id = form.cleaned_data["item"].pk if form.cleaned_data.get("item") else None
        form = WishForm(cycle=draft.cycle, initial={name: form[name].value() for name in form.fields})
    elif form.is_valid():
        data = form.cleaned_data
        draft.item_id = data["item"].pk if data["item"] else None
        volume = str(data["volume"]) if data["volume"] is not None else ""
        draft.save(at, step=2, wish="" if data["item"] else data["wish"], volume=volume, search=said[:100])
        return redirect("kebutuhan-baru", 3)
    chosen = form.cleaned_data.get("item") if form.is_bound else draft.item
    answers = search.answers(draft.cycle.kamus, said, chosen)
    return _page(request, draft, 2, form, answers=answers, chosen=chosen)


@login_not_required
@require_safe
def kamus_choice(request: HttpRequest) -> HttpResponse:
    """The radio list alone, for the search while typing."""
    cycle = Cycle.objects.running(timezone.now()).first()
    if cycle is None:
        raise Http404
    form = WishForm({"item": request.GET.get("item", ""), "wish": "-"}, cycle=cycle)
    chosen = form.cleaned_data.get("item") if form.is_valid() else None
    answers = search.answers(cycle.kamus, request.GET.get("cari", ""), chosen)
    return render(request, "proposals/_kamus_warga.html", {"answers": answers, "chosen": chosen})


def _spot(request: HttpRequest, draft: NeedDraft, at: datetime) -> HttpResponse:
    act, _, name = request.POST.get("aksi", "").partition(":")
    form = SpotForm(request.POST or None, request.FILES or None, initial={"address": draft["address"]})
    if form.is_bound:
        understood = form.is_valid()
        for photo in form.good_photos:
            if too_often(request, "foto", most=3 * settings.NEEDS_PER_HOUR, seconds=3600):
                form.add_error("photos", TOO_MANY_PHOTOS)
                break
            if len(draft.photos) >= MAX_PHOTOS:
                form.add_error("photos", NO_PHOTO_LEFT)
                break
            draft.add_photo(photo)
        if act == "hapus":
            draft.remove_photo(name)
        address = form.cleaned_data.get("address") or draft["address"]
        finished = understood and form.is_valid() and act not in ("hapus", "unggah")
        draft.save(at, step=3 if finished else draft.done, address=address)
        if finished:
            return redirect("kebutuhan-baru", 4)
        if act in ("hapus", "unggah") and "photos" not in form.errors:
            form = SpotForm(initial={"address": request.POST.get("address", "")})
    return _page(request, draft, 3, form, most=MAX_PHOTOS)


def _send(request: HttpRequest, draft: NeedDraft, at: datetime) -> HttpResponse:
    public = "\n".join(draft[name] for name in ("problem", "wish", "address"))
    warnings = texts.private_warnings(public)
    form = SendForm(request.POST or None, warnings=warnings, initial={"submission_key": draft.key})
    if form.is_valid():
        if too_often(request, "kebutuhan", most=settings.NEEDS_PER_HOUR, seconds=3600):
            form.add_error(
                None, "Terlalu banyak kebutuhan dari jaringan ini. Kirim lagi satu jam lagi; isian tetap ada."
            )
        else:
            try:
                need = _told(draft, form, at)
            except ValidationError as refusal:
                put(form, refusal)
            else:
                draft.clear()
                return redirect(need)
    return _page(request, draft, 4, form, warnings=warnings, price=_price(draft))


def _told(draft: NeedDraft, form: SendForm, at: datetime) -> Need:
    if draft.region is None:
        raise ValidationError("Wilayahnya tidak berlaku lagi. Kembali ke langkah 1 dan pilih lagi.")
    return actions.needs.tell(
        draft.cycle,
        region=draft.region,
        problem=draft["problem"],
        address=draft["address"],
        item=draft.item,
        wish=draft["wish"],
        volume=draft.volume,
        teller_name=form.cleaned_data["teller_name"],
        teller_phone=form.cleaned_data["teller_phone"],
        submission_key=form.cleaned_data["submission_key"] or draft.submission_key,
        at=at,
        photos=list(draft.photo_files()),
    )


def _sent_already(request: HttpRequest, cycle: Cycle) -> Need | None:
    """The need that this very form has made before, where it is sent a second time."""
    try:
        key = UUID(request.POST.get("submission_key", ""))
    except ValueError:
        return None
    return Need.objects.filter(cycle=cycle, submission_key=key).first()


def _price(draft: NeedDraft) -> str:
    item = draft.item
    return rupiah(item.unit_price) if item and item.unit_price is not None else ""


_STEPS: dict[int, Callable[[HttpRequest, NeedDraft, datetime], HttpResponse]] = {
    1: _place,
    2: _wish,
    3: _spot,
    4: _send,
}


@login_not_required
@require_safe
def draft_photo(request: HttpRequest, name: str) -> FileResponse:
    """A photo that this visitor has added to the need being told."""
    cycle = Cycle.objects.running(timezone.now()).first()
    path = photo_path(NeedDraft(request.session, cycle), name) if cycle else None
    if path is None:
        raise Http404
    response = FileResponse(default_storage.open(path), content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=600"
    return response
