"""How the pages of groups find what they work on: the running cycle, the group, the draft."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.doors import acting, must
from accounts.models import OfficeHolding, ProposerGroup
from accounts.permissions import allows
from proposals.models import Cycle, Proposal
from proposals.querysets import ProposalQuerySet
from regions import codes
from regions.models import Region

NOT_YOURS = "Jabatan Anda tidak dapat melakukan ini."


def running_cycle(holding: OfficeHolding, at: datetime) -> Cycle:
    """The newest cycle of the office's city that has begun; 404 where none has."""
    cycle = Cycle.objects.of_city(holding.city_code).running(at).first()
    if cycle is None:
        raise Http404("Belum ada tahapan yang berjalan. Hubungi Bappeda.")
    return cycle


def chosen_area(request: HttpRequest, holding: OfficeHolding) -> tuple[Region, list[Region]]:
    """The place that a board shows by `?kecamatan=`, else the office's own; and the kecamatan to choose from."""
    choices = list(Region.objects.current().visible_to(holding.scope).at(codes.DISTRICT).in_order())
    wanted = request.GET.get("kecamatan", "")
    return next((region for region in choices if region.code == wanted), holding.office.region), choices


def group_door(request: HttpRequest, pk: int, perm: str = "proposals.rank_proposal") -> ProposerGroup:
    """The group that the acting office may write for: its own, or one below it. 404 for the group of somebody else."""
    holding = must(request, "proposals.add_proposal")
    group = get_object_or_404(ProposerGroup.objects.active().select_related("region", "city"), pk=pk)
    if not allows(holding, "proposals.rank_proposal", group):
        raise Http404
    if not allows(holding, perm, group):
        raise PermissionDenied(NOT_YOURS)
    return group


def proposal_door(request: HttpRequest, public_id: UUID, perm: str) -> Proposal:
    """The usulan behind a page of its group; 404 for what the office may not know of, 403 for what it may not do."""
    holding = acting(request)
    known = Proposal.objects.visible_to(holding).select_related(
        "cycle__city",
        "cycle__kamus",
        "group__region",
        "group__city",
        "item",
        "variant",
        "region",
        "kelurahan",
        "kecamatan",
    )
    proposal = get_object_or_404(known.prefetch_related("locations", "photos", "documents"), public_id=public_id)
    if not allows(holding, perm, proposal):
        raise PermissionDenied(NOT_YOURS)
    return proposal


def usulan_door(request: HttpRequest, number: str, perm: str, known: ProposalQuerySet) -> Proposal:
    """A usulan of the running cycle by its number, among those `known`; 403 for what the office may not do with it."""
    holding = acting(request)
    proposal = get_object_or_404(known, cycle=running_cycle(holding, timezone.now()), number=number)
    if not allows(holding, perm, proposal):
        raise PermissionDenied(NOT_YOURS)
    return proposal


def groups_for_need(holding: OfficeHolding, region_codes: list[str]) -> list[ProposerGroup]:
    """Groups that the office may let take over needs at those places: its own; for staff those at or above them."""
    if holding.office.group_id:
        return list(ProposerGroup.objects.filter(pk=holding.office.group_id).select_related("region"))
    kelurahan = sorted({".".join(code.split(".")[:4]) for code in region_codes})
    wanted = {code for one in region_codes for code in _with_ancestors(one)}
    found = ProposerGroup.objects.active().visible_to(holding.scope).filter(region__code__in=[*wanted, *kelurahan])
    return list(found.exclude(kind=ProposerGroup.Kind.DISTRICT).select_related("region").order_by("-region__level"))


def _with_ancestors(code: str) -> list[str]:
    parts = code.split(".")
    return [".".join(parts[:n]) for n in range(4, len(parts) + 1)]
