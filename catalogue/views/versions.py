"""For officials: the versions of the kamus, their next step, and what changed between two of them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from catalogue.actions import versions
from catalogue.comparing import compare, face
from catalogue.forms import CompareForm, VersionStepForm
from catalogue.models import KamusItem, KamusVersion
from catalogue.querysets import KamusVersionQuerySet

SHOWN_BLOCKERS = 10
DONE = {
    "terbit": "Kamus {} terbit. Semua orang dapat membacanya.",
    "kunci": "Kamus {} terkunci.",
    "buka": "Kunci kamus {} terbuka.",
    "lanjut": "Draf kamus {} siap disunting.",
}


def _known(request: HttpRequest) -> KamusVersionQuerySet:
    """The versions that the acting office may know of; refuses a person without one."""
    holding = getattr(request.user, "holding", None)
    if holding is None or not request.user.has_perm("catalogue.view_kamusversion"):
        raise PermissionDenied("Jabatan Anda tidak dapat melakukan ini.")
    return KamusVersion.objects.visible_to(holding.scope).select_related("city").order_by("-plan_year", "pk")


def _page(request: HttpRequest, form: VersionStepForm, at: int | None = None) -> HttpResponse:
    """The list; `at` is the version whose step was refused."""
    found = list(_known(request).with_counts())
    may = {one.pk: request.user.has_perm("catalogue.change_kamusversion", one) for one in found}
    years = {(one.city_id, one.plan_year) for one in found}
    newest_draft = next((one for one in found if one.is_draft and may[one.pk]), None)
    rows: list[dict[str, Any]] = []
    for one in found:
        blockers = one.blockers() if one is newest_draft else []
        can_open = not one.is_draft and (one.city_id, one.plan_year + 1) not in years
        rows.append(
            {
                "version": one,
                "may": may[one.pk],
                "blockers": blockers[:SHOWN_BLOCKERS],
                "more": max(len(blockers) - SHOWN_BLOCKERS, 0),
                "next_year": one.plan_year + 1 if can_open else None,
                "refused": one.pk == at,
            }
        )
    shown = {"title": "Versi kamus", "rows": rows, "form": form}
    return render(request, "catalogue/versi.html", shown)


@require_safe
def version_list(request: HttpRequest) -> HttpResponse:
    """Every version of the city with its status; Bappeda finds the next step beside it."""
    return _page(request, VersionStepForm())


@require_POST
def version_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish, lock, unlock with a reason, or open the draft of the next plan year."""
    version = get_object_or_404(_known(request), pk=pk)
    if not request.user.has_perm("catalogue.change_kamusversion", version):
        raise PermissionDenied("Jabatan Anda tidak dapat melakukan ini.")
    form = VersionStepForm(request.POST)
    if not form.is_valid():
        return _page(request, form, pk)
    try:
        done = _step(request, version, form.cleaned_data["langkah"], form.cleaned_data["alasan"])
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return _page(request, form, pk)
    messages.success(request, DONE[form.cleaned_data["langkah"]].format(done.plan_year))
    return redirect("kamus-versi")


def _step(request: HttpRequest, version: KamusVersion, step: str, reason: str) -> KamusVersion:
    trail: dict[str, Any] = {"by": request.user, "at": timezone.now()}
    if step == "buka":
        return versions.unlock(version, reason=reason, **trail)
    verb = {"terbit": versions.publish, "kunci": versions.lock, "lanjut": versions.open_next}[step]
    return verb(version, **trail)


@require_safe
def comparison(request: HttpRequest) -> HttpResponse:
    """What changed between two versions: new, gone, dearer, cheaper, wording and rules."""
    known = list(_known(request))
    form = CompareForm(request.GET or None, versions=known)
    chosen = form.cleaned_data if form.is_valid() else {}
    new = chosen.get("ke") or next(iter(known), None)
    older = [one for one in known if new is not None and one.city_id == new.city_id and one.plan_year < new.plan_year]
    old = chosen.get("dari") or next(iter(older), None)
    shown: dict[str, Any] = {"title": "Perubahan kamus", "form": form, "versions": known, "old": old, "new": new}
    if old is not None and new is not None:
        shown["found"] = compare(_faces(old), _faces(new))
    return render(request, "catalogue/banding.html", shown | {"may_compare": "found" in shown})


def _faces(version: KamusVersion) -> list[Any]:
    items = KamusItem.objects.filter(version=version).select_related("agency").with_rules().in_order()
    return [face(item) for item in items]
