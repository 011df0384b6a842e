"""Needs that residents told at the places of an office: read, take over as a usulan, or answer.

The only pages that show a teller's name and phone, and only to the RT, RW and kelurahan of the place.
"""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.doors import acting, must
from accounts.models import OfficeHolding, ProposerGroup
from accounts.permissions import allows
from accounts.roles import Role
from proposals import actions
from proposals.forms.decision import AnswerForm
from proposals.forms.refusal import put, sentences
from proposals.models import Need
from proposals.querysets import NeedQuerySet
from regions.scope import Scope

from .entry import NOT_YOURS, groups_for_need, running_cycle

SEES_TELLER = frozenset({Role.RT, Role.RW, Role.KEL})
TABS = (("baru", "Menunggu"), ("selesai", "Sudah dijawab"))


def _needs(holding: OfficeHolding) -> NeedQuerySet:
    return Need.objects.visible_to(holding).select_related("cycle", "region", "kelurahan", "item", "proposal")


@require_safe
def needs_page(request: HttpRequest) -> HttpResponse:
    """Needs that wait, oldest first; in a second tab those that became usulan or were answered."""
    holding = must(request, "proposals.view_need")
    cycle = running_cycle(holding, timezone.now())
    tab = "selesai" if request.GET.get("tab") == "selesai" else "baru"
    needs = _needs(holding).filter(cycle=cycle)
    listed = needs.waiting() if tab == "baru" else needs.exclude(status=Need.Status.NEW).order_by("-answered_at", "pk")
    page = Paginator(listed.prefetch_related("photos", "places"), 20).get_page(request.GET.get("page"))
    may_take = allows(holding, "proposals.take_need")
    named = [code for need in page for code in need.place_codes]
    groups = groups_for_need(holding, named) if may_take and tab == "baru" else []
    rows = [(need, need.where, _takers(groups, need)) for need in page]
    return render(
        request,
        "proposals/kebutuhan_masuk.html",
        {
            "rows": rows,
            "page_obj": page,
            "tab": tab,
            "tabs": TABS,
            "sees_teller": holding.role in SEES_TELLER,
            "may_take": may_take,
            "may_answer": allows(holding, "proposals.answer_need"),
        },
    )


def _takers(groups: list[ProposerGroup], need: Need) -> list[ProposerGroup]:
    """The groups at or above the place of a need, then those of one place that it names among several."""
    own = [group for group in groups if need.concerns(Scope.of(group.region.code))]
    return sorted(own, key=lambda group: not Scope.of(group.region.code).covers(need.region))


def _need_door(request: HttpRequest, public_id: UUID, perm: str) -> Need:
    holding = must(request, "proposals.view_need")
    need = get_object_or_404(_needs(holding), public_id=public_id)
    if not allows(holding, perm, need):
        raise PermissionDenied(NOT_YOURS)
    return need


@require_POST
def take_need(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Make a need a draft of a group; taken twice, the second leads to the same draft."""
    need = _need_door(request, public_id, "proposals.take_need")
    holding = acting(request)
    if need.proposal is not None:
        return redirect("draf", need.proposal.public_id)
    groups = _takers(groups_for_need(holding, need.place_codes), need)
    wanted = request.POST.get("kelompok", "")
    group = next((one for one in groups if str(one.pk) == wanted), groups[0] if groups and not wanted else None)
    if group is None:
        messages.error(request, "Pilih kelompok yang mengusulkan kebutuhan ini.")
        return redirect("kebutuhan-masuk")
    try:
        draft = actions.needs.take_over(need, group=group, by=holding, at=timezone.now())
    except ValidationError as refusal:
        messages.error(request, sentences(refusal))
        return redirect("kebutuhan-masuk")
    messages.success(request, f"Kebutuhan {need.number} menjadi draf usulan {group.name}. Lengkapi, lalu urutkan.")
    return redirect("draf", draft.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def answer_need(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Answer a need with a reason, or keep it in the bank usulan."""
    need = _need_door(request, public_id, "proposals.answer_need")
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        try:
            actions.needs.answer(need, by=acting(request), at=timezone.now(), **form.cleaned_data)
        except ValidationError as refusal:
            put(form, refusal)
        else:
            messages.success(request, f"Jawaban untuk {need.number} tersimpan. Warga membacanya pada tanda terima.")
            return redirect("kebutuhan-masuk")
    return render(request, "proposals/kebutuhan_jawab.html", {"need": need, "form": form})
