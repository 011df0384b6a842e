"""The filters of recaps and downloads: one form, whose choices end where the office's own places end."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.functional import cached_property

from accounts.models import OfficeHolding
from accounts.roles import Role
from catalogue.models import Agency, KamusItem
from proposals.filters import STATUSES, WORDS
from proposals.models import Cycle, Proposal, Stage
from proposals.models.proposal import Channel
from proposals.querysets import ProposalQuerySet
from regions import codes
from regions.models import Region
from regions.scope import Scope

from .verdicts import Upto


class CycleChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"RKPD {obj.plan_year}"


class NameChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return str(getattr(obj, "short_name", "") or obj.name)


class Filter(forms.Form):
    """What a list or recap is cut by, in the same words of the address as the public list.

    Always bound: an empty form means the newest cycle and everything in reach.
    """

    all_optional = True

    tahun = CycleChoice(None, label="Tahun", required=False, empty_label=None, to_field_name="plan_year")
    kecamatan = NameChoice(None, label="Kecamatan", required=False, empty_label="Semua kecamatan", to_field_name="code")
    kelurahan = NameChoice(None, label="Kelurahan", required=False, empty_label="Semua kelurahan", to_field_name="code")
    opd = NameChoice(None, label="Perangkat daerah", required=False, empty_label="Semua perangkat daerah")
    asal = forms.ChoiceField(label="Asal usulan", required=False, choices=[("", "Semua asal usulan"), *Channel.choices])
    jenis = forms.ChoiceField(label="Jenis", required=False, choices=[("", "Semua jenis"), *KamusItem.Kind.choices])

    def __init__(self, data: QueryDict, *, holding: OfficeHolding) -> None:
        self.query, self.holding = _with_fitting_kelurahan(data), holding
        super().__init__(self.query)
        scope, city = holding.scope, holding.city_code
        places = Region.objects.current().visible_to(scope).in_order()
        self.fields["tahun"].queryset = Cycle.objects.of_city(city)  # type: ignore[attr-defined]
        self.fields["kecamatan"].queryset = places.at(codes.DISTRICT)  # type: ignore[attr-defined]
        self.fields["kelurahan"].queryset = places.at(codes.KELURAHAN)  # type: ignore[attr-defined]
        agencies = Agency.objects.filter(city__code=city).in_order()
        self.fields["opd"].queryset = agencies  # type: ignore[attr-defined]
        self._drop_idle()

    def _drop_idle(self) -> None:
        """Leave out what could choose nothing: a kelurahan has no other kecamatan, an agency is one agency."""
        level = codes.level_of(self.holding.office.region.code)
        if level >= codes.DISTRICT:
            del self.fields["kecamatan"]
        if level >= codes.KELURAHAN:
            del self.fields["kelurahan"]
        if self.holding.role == Role.OPD:
            del self.fields["opd"]

    @cached_property
    def cycle(self) -> Cycle | None:
        """The chosen cycle, else the newest of the city; None while there is none."""
        chosen: Cycle | None = self._get("tahun")
        return chosen or Cycle.objects.of_city(self.holding.city_code).first()

    def _get(self, name: str) -> Any:
        self.is_valid()
        return self.cleaned_data.get(name)

    def proposals(self) -> ProposalQuerySet:
        """The public usulan of the office's own work that the filter leaves, of one cycle."""
        cycle = self.cycle
        return self.everything().filter(cycle=cycle) if cycle else Proposal.objects.none()

    def everything(self) -> ProposalQuerySet:
        """The same over all cycles."""
        found = Proposal.objects.public().worked_on_by(self.holding)
        wanted = {"kecamatan": "kecamatan", "kelurahan": "kelurahan", "asal": "channel", "jenis": "kind"}
        for name, column in wanted.items():
            if value := self._get(name):
                found = found.filter(**{column: value})
        if agency := self._get("opd"):
            found = found.filter(Q(agency=agency) | Q(agency__parent=agency))
        return found

    def scope(self) -> Scope:
        """The places the filter leaves of the office's own."""
        place = self._get("kelurahan") or self._get("kecamatan")
        return Scope.of(place.code) if place else self.holding.scope

    def in_words(self) -> str:
        """The filter as a print says it: `RKPD 2027 · Klojen · Fisik`."""
        cycle = self.cycle
        said = [f"RKPD {cycle.plan_year}"] if cycle else []
        labels = dict((*Channel.choices, *KamusItem.Kind.choices, *Upto.choices, *WORDS.items()))
        for name in self.fields:
            value = self._get(name)
            if name == "tahun" or not value:
                continue
            said.append(labels.get(value, value) if isinstance(value, str) else value.name)
        return " · ".join(said)


class RecapFilter(Filter):
    """The filter of the recap page: besides, the stage whose result counts."""

    tahap = forms.ChoiceField(label="Tahap", required=False, choices=Upto.choices)

    field_order: tuple[str, ...] = ("tahun", "tahap", "kecamatan", "kelurahan", "opd", "asal", "jenis")

    def upto(self, now: datetime) -> Upto:
        """The chosen stage; else what the calendar has reached; the form then shows it."""
        chosen = Upto(self._get("tahap") or self._reached(now))
        shown = self.query.copy()
        shown["tahap"] = chosen.value
        self.data = shown
        return chosen

    def _reached(self, now: datetime) -> Upto:
        """The forum that is over for the whole city; while the kecamatan still meet, what the kelurahan put first."""
        stages = {stage.kind: stage for stage in Stage.objects.filter(cycle=self.cycle)}
        plan, district = stages.get(Stage.Kind.PLAN), stages.get(Stage.Kind.DISTRICT)
        if plan is not None and plan.opens_at <= now:
            return Upto.PLAN
        is_over = district is not None and (district.closed_at is not None or district.closes_at <= now)
        return Upto.DISTRICT if is_over else Upto.KELURAHAN


class ListFilter(Filter):
    """The filter of downloaded lists: besides, words to search and the status as the public reads it."""

    q = forms.CharField(label="Cari", required=False, max_length=100)
    status = forms.ChoiceField(label="Status", required=False, choices=[("", "Semua status"), *WORDS.items()])

    def proposals(self) -> ProposalQuerySet:
        """What the search leaves of the filter, in a fixed order: by place, group and rank."""
        found = super().proposals()
        if words := self._get("q"):
            found = found.search(words)
        if word := self._get("status"):
            found = found.filter(status__in=STATUSES[word])
        return found.order_by(
            "kecamatan__code", "kelurahan__code", "group__region__code", "group__name", "group_rank", "number"
        )


def _with_fitting_kelurahan(data: QueryDict) -> QueryDict:
    """Leave out a kelurahan outside the chosen kecamatan: the kecamatan was changed after it."""
    kecamatan, kelurahan = data.get("kecamatan", ""), data.get("kelurahan", "")
    if not kecamatan or not kelurahan or kelurahan.startswith(f"{kecamatan}."):
        return data
    fitting = data.copy()
    del fitting["kelurahan"]
    return fitting
