"""Bappeda's page of pagu and quotas."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.doors import must
from accounts.models import OfficeHolding
from catalogue.models import KamusItem
from proposals.actions import stages as verbs
from proposals.after_forum import rooms_of
from proposals.forms.limits import AgencyCeilingForm, CeilingForm, QuotaForm, QuotaTable
from proposals.forms.refusal import put
from proposals.models import Ceiling, Cycle, Quota
from regions import codes
from regions.models import Region

from .stages import chosen_cycle


@require_http_methods(["GET", "HEAD", "POST"])
def limits(request: HttpRequest) -> HttpResponse:
    """Pagu dan kuota: four forms on one page; a POST names the one it comes from and saves what changed."""
    holding = must(request, "proposals.manage_limit")
    cycle = chosen_cycle(request, holding)
    if cycle is None:
        return render(request, "proposals/batas.html", {"title": "Pagu dan kuota", "cycle": None})
    page = _Page(request, cycle)
    if request.method == "POST" and page.save(holding):
        return redirect(request.get_full_path())
    return render(request, "proposals/batas.html", page.context())


class _Page:
    """The regions shown, and the four forms; only the form that was sent is bound."""

    def __init__(self, request: HttpRequest, cycle: Cycle) -> None:
        self.request, self.cycle = request, cycle
        places = Region.objects.current().within(cycle.city.code).in_order()
        self.regions = list(places.filter(level__in=[codes.DISTRICT, codes.KELURAHAN]))
        self.districts = [region for region in self.regions if region.level == codes.DISTRICT]
        self.district = self._district()
        shown = self.districts
        if self.district:
            shown = [region for region in self.regions if codes.cut(region.code, 3) == self.district.code]
        lists = ["", *list_kinds(cycle)]
        known = Ceiling.objects.filter(cycle=cycle, agency=None, region__in=shown)
        found = Quota.objects.filter(cycle=cycle).select_related("region").order_by("list_kind", "pk")
        quotas = list(found.filter(Q(region=None) | Q(region__in=shown)))
        self.hidden_quotas = 0 if self.district else found.count() - len(quotas)
        quotas.sort(key=lambda quota: Quota.Per.values.index(quota.per))
        sent = request.POST.get("bagian") if request.method == "POST" else None
        data = request.POST
        self.ceilings = CeilingForm(data if sent == "pagu" else None, regions=shown, lists=lists, known=list(known))
        self.table = QuotaTable(data if sent == "kuota" else None, quotas=quotas)
        self.agency = AgencyCeilingForm(data if sent == "pagu-opd" else None, cycle=cycle)
        self.new = QuotaForm(data if sent == "kuota-baru" else None, regions=self.regions, lists=lists)

    def _district(self) -> Region | None:
        code = self.request.GET.get("kecamatan", "")
        if not code:
            return None
        found = next((district for district in self.districts if district.code == code), None)
        if found is None:
            raise Http404
        return found

    def save(self, holding: OfficeHolding) -> bool:
        """Save the form that was sent, all of it or nothing; False when it must be shown again."""
        form = next((one for one in (self.ceilings, self.table, self.agency, self.new) if one.is_bound), None)
        if form is None or not form.is_valid():
            return False
        try:
            with transaction.atomic():
                number = self._write(form, holding)
        except ValidationError as refusal:
            put(form, refusal)
            return False
        sentence = f"{number} batas disimpan." if number else "Tidak ada yang berubah."
        messages.success(self.request, sentence)
        return True

    def _write(self, form: object, holding: OfficeHolding) -> int:
        by_at: dict[str, Any] = {"by": holding, "at": timezone.now()}
        if form is self.ceilings:
            cells = self.ceilings.changed()
            for region, list_kind, amount in cells:
                verbs.set_ceiling(self.cycle, region=region, list_kind=list_kind, amount=amount, **by_at)
            return len(cells)
        if form is self.table:
            rows = self.table.changed()
            for quota, maximum in rows:
                same: dict[str, Any] = {"group_kind": quota.group_kind, "list_kind": quota.list_kind}
                verbs.set_quota(self.cycle, per=quota.per, maximum=maximum, region=quota.region, **same, **by_at)
            return len(rows)
        if form is self.agency:
            verbs.set_ceiling(self.cycle, region=self.cycle.city, **self.agency.cleaned_data, **by_at)
            return 1
        verbs.set_quota(self.cycle, **self.new.cleaned_data, **by_at)
        return 1

    def context(self) -> dict[str, Any]:
        sums = Ceiling.objects.filter(cycle=self.cycle, agency=None, list_kind="", region__in=self.regions)
        return {
            "title": "Pagu dan kuota",
            "agency_form": self.agency,
            "agency_ceilings": rooms_of(self.cycle),
            "cycle": self.cycle,
            "district": self.district,
            "districts": self.districts,
            "ceilings": self.ceilings,
            "table": self.table,
            "hidden_quotas": self.hidden_quotas,
            "new": self.new,
            "kelurahan_sum": _sum(sums, codes.KELURAHAN, self.district),
            "district_sum": _sum(sums, codes.DISTRICT, self.district),
        }


def _sum(ceilings: Any, level: int, district: Region | None) -> int:
    """Pagu of all lists together at one level, in rupiah; of one kecamatan where one is shown."""
    found = ceilings.filter(region__level=level)
    if district:
        found = found.filter(region__code__within=district.code)
    return int(found.aggregate(amount=Sum("amount", default=0))["amount"])


def list_kinds(cycle: Cycle) -> list[str]:
    """The kinds of lists that the cycle's kamus knows: SARPRAS, LK, PM."""
    found = KamusItem.objects.filter(version=cycle.kamus).order_by("list_kind").values_list("list_kind", flat=True)
    return list(found.distinct())
