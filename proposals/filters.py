"""The filter of public usulan: the same words in the address of the page, of the CSV and of the API."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from django import forms
from django.db.models import Count, Sum
from django.forms.utils import flatatt
from django.http import QueryDict
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django_filters import CharFilter, ChoiceFilter, FilterSet, MultipleChoiceFilter

from catalogue.models import Agency, KamusItem
from regions import codes
from regions.models import Region
from regions.scope import Scope

from .models import Cycle, Proposal
from .querysets import ProposalQuerySet
from .statuses import FACES, HIDDEN, Status

UNKNOWN = {"invalid_choice": "“%(value)s” tidak dikenal. Pilih dari daftar."}
WORDS: dict[str, str] = {slugify(FACES[one].word): FACES[one].word for one in Status if one not in HIDDEN}
"""The public words of status as they stand in an address: `sedang-dibahas`."""

STATUSES: dict[str, list[Status]] = {
    slug: [one for one in Status if FACES[one].word == word and one not in HIDDEN] for slug, word in WORDS.items()
}
_SLUG_OF = {status: slug for slug, found in STATUSES.items() for status in found}


class PlainSelect(forms.Select):
    """The same select drawn in one go: Django renders a template per option, which takes longer than the query."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = str(value or "")
        options = "".join(
            f'<option value="{escape(str(code))}"{" selected" * (str(code) == chosen)}>{escape(str(label))}</option>'
            for code, label in self.choices
        )
        head = flatatt({"name": name, **self.build_attrs(self.attrs, attrs)})
        return mark_safe(f"<select{head}>{options}</select>")


class FilterForm(forms.Form):
    """Nothing in a filter has to be filled in, so nothing says that it may stay empty."""

    all_optional = True


class UsulanFilter(FilterSet):
    """Words, plan year, place, public word of status, kind, agency. Three small queries give the choices."""

    q = CharFilter(label="Cari usulan", method="by_words", max_length=100)
    tahun = MultipleChoiceFilter(label="Tahun rencana", method="by_year", widget=forms.CheckboxSelectMultiple)
    kecamatan = ChoiceFilter(
        label="Kecamatan", method="by_kecamatan", empty_label="Semua kecamatan", widget=PlainSelect
    )
    kelurahan = ChoiceFilter(
        label="Kelurahan", method="by_kelurahan", empty_label="Semua kelurahan", widget=PlainSelect
    )
    status = MultipleChoiceFilter(
        label="Status", method="by_status", choices=list(WORDS.items()), widget=forms.CheckboxSelectMultiple
    )
    jenis = MultipleChoiceFilter(
        label="Jenis", method="by_kind", choices=KamusItem.Kind.choices, widget=forms.CheckboxSelectMultiple
    )
    opd = ChoiceFilter(
        label="Perangkat daerah", method="by_agency", empty_label="Semua perangkat daerah", widget=PlainSelect
    )

    class Meta:
        model = Proposal
        fields: list[str] = []
        form = FilterForm

    def __init__(self, data: Any = None, queryset: Any = None, **kwargs: Any) -> None:
        if queryset is None:
            queryset = Proposal.objects.public()
        self.cycles = list(Cycle.objects.select_related("city").order_by("-plan_year", "pk"))
        cities = Scope.of(*(cycle.city.code for cycle in self.cycles))
        found = Region.objects.current().visible_to(cities).filter(level__in=[codes.DISTRICT, codes.KELURAHAN])
        self.places = {place.code: place for place in found.in_order().only("code", "name", "type", "level")}
        self.agencies = {str(agency.pk): agency for agency in Agency.objects.in_order()}
        super().__init__(_with_fitting_kelurahan(data), queryset, **kwargs)
        self._offer()

    def _offer(self) -> None:
        kecamatan = self.data.get("kecamatan", "")
        choices = {
            "tahun": [(str(cycle.plan_year), f"RKPD {cycle.plan_year}") for cycle in self.cycles],
            "kecamatan": [(code, place.label) for code, place in self.places.items() if place.level == codes.DISTRICT],
            "kelurahan": [
                (code, place.label)
                for code, place in self.places.items()
                if place.level == codes.KELURAHAN and (not kecamatan or code.startswith(f"{kecamatan}."))
            ],
            "opd": [(pk, agency.short_name or agency.name) for pk, agency in self.agencies.items()],
        }
        for name, offered in choices.items():
            self.filters[name].extra["choices"] = offered
        for name in ("tahun", "kecamatan", "kelurahan", "status", "jenis", "opd"):
            self.filters[name].extra["error_messages"] = UNKNOWN
            # The API's schema builds the fields of the class once; ours must be built from the choices of now.
            vars(self.filters[name]).pop("_field", None)
        for name in ("status", "jenis", "tahun"):
            self.filters[name].always_filter = False

    def by_words(self, found: ProposalQuerySet, name: str, value: str) -> ProposalQuerySet:
        return found.search(value)

    def by_year(self, found: ProposalQuerySet, name: str, value: list[str]) -> ProposalQuerySet:
        return found.filter(cycle_id__in=self._cycle_ids(value)) if value else found

    def by_kecamatan(self, found: ProposalQuerySet, name: str, value: str) -> ProposalQuerySet:
        return found.filter(kecamatan_id=self.places[value].pk)

    def by_kelurahan(self, found: ProposalQuerySet, name: str, value: str) -> ProposalQuerySet:
        return found.filter(kelurahan_id=self.places[value].pk)

    def by_status(self, found: ProposalQuerySet, name: str, value: list[str]) -> ProposalQuerySet:
        return found.filter(status__in=[status for slug in value for status in STATUSES[slug]]) if value else found

    def by_kind(self, found: ProposalQuerySet, name: str, value: list[str]) -> ProposalQuerySet:
        return found.filter(kind__in=value) if value else found

    def by_agency(self, found: ProposalQuerySet, name: str, value: str) -> ProposalQuerySet:
        agency = self.agencies[value]
        return found.filter(
            agency_id__in=[agency.pk, *(one.pk for one in self.agencies.values() if one.parent_id == agency.pk)]
        )

    def _cycle_ids(self, years: list[str]) -> list[int]:
        return [cycle.pk for cycle in self.cycles if str(cycle.plan_year) in years]

    def facets(self) -> "Facets":
        """Count what each box would show, and the whole, in one query. The form must be valid."""
        chosen = self.form.cleaned_data
        found = self.queryset
        for name in ("q", "kecamatan", "kelurahan", "opd"):
            found = self.filters[name].filter(found, chosen[name])
        groups = found.order_by().values_list("cycle_id", "status", "kind").annotate(Count("pk"), Sum("current_amount"))
        years = {cycle.pk: str(cycle.plan_year) for cycle in self.cycles}
        facets = Facets({}, {}, {})
        for cycle_id, status, kind, count, amount in groups:
            cell = {"tahun": years.get(cycle_id, ""), "status": _SLUG_OF[Status(status)], "jenis": kind}
            facets.add(cell, chosen, count, amount or 0)
        return facets


@dataclass
class Facets:
    """How many usulan each box of the filter holds, and count and rupiah of what is shown."""

    tahun: dict[str, int]
    status: dict[str, int]
    jenis: dict[str, int]
    count: int = 0
    amount: int = 0

    def add(self, cell: Mapping[str, str], chosen: Mapping[str, Any], count: int, amount: int) -> None:
        """Count one group of usulan: in a box when the other boxes let it through, in the whole when all do."""
        lets = {name: not chosen[name] or value in chosen[name] for name, value in cell.items()}
        for name, value in cell.items():
            if all(let for other, let in lets.items() if other != name):
                box: dict[str, int] = getattr(self, name)
                box[value] = box.get(value, 0) + count
        if all(lets.values()):
            self.count += count
            self.amount += amount


def _with_fitting_kelurahan(data: Any) -> Any:
    """Leave out a kelurahan that lies outside the chosen kecamatan: the kecamatan was changed after it."""
    if not isinstance(data, QueryDict):
        return data
    kecamatan, kelurahan = data.get("kecamatan", ""), data.get("kelurahan", "")
    if not kecamatan or not kelurahan or kelurahan.startswith(f"{kecamatan}."):
        return data
    fitting = data.copy()
    fitting.pop("kelurahan")
    return fitting
