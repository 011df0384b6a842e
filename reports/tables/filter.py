"""The filter above a report: the words of the recap, and the day as of which it tells."""

from collections.abc import Collection
from datetime import datetime, time
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from accounts.models import OfficeHolding
from accounts.roles import Role
from proposals.models import Cycle, Proposal
from proposals.windows import say
from reports.forms import RecapFilter

from .ask import Ask, Names
from .source import PUBLIC, Condition, Live, Past, Source, one_of

FIELDS = ("tahun", "tahap", "kecamatan", "kelurahan", "opd", "asal", "jenis", "per")


class DayField(forms.Field):
    """A day, told as it ended, or a moment of it where the address says one: `2026-02-16T07:00`."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def to_python(self, value: Any) -> datetime | None:
        text = str(value or "").strip()
        if not text:
            return None
        try:
            day, moment = parse_date(text), parse_datetime(text)
        except ValueError:
            day = moment = None
        if day is None and moment is None:
            raise ValidationError("Tanggal tidak dikenal. Tulis tanggal seperti 16 Februari 2026 di kalender.")
        if day is not None:
            moment = datetime.combine(day, time.max)
        assert moment is not None
        return timezone.make_aware(moment) if timezone.is_naive(moment) else moment


class ReportFilter(RecapFilter):
    """Always bound, as the recap's. A report names the fields that mean something to it; others are left out."""

    per = DayField(label="Keadaan per", required=False)

    field_order = FIELDS

    def __init__(
        self, data: QueryDict, *, holding: OfficeHolding, now: datetime, reads: Collection[str] = FIELDS
    ) -> None:
        self.now = now
        super().__init__(data, holding=holding)
        for name in set(self.fields) - set(reads):
            del self.fields[name]

    def clean_per(self) -> datetime | None:
        """The moment, which lies in the past; today's end is now, so it stands for the rows as they are."""
        moment: datetime | None = self.cleaned_data["per"]
        if moment is None or (moment.date() == timezone.localtime(self.now).date() and moment.time() == time.max):
            return None
        if timezone.localdate(moment) > timezone.localdate(self.now):
            raise ValidationError("Tanggal ini belum lewat. Pilih hari ini atau sebelumnya.")
        return None if moment >= self.now else moment

    @cached_property
    def at(self) -> datetime | None:
        """The past moment that is asked for; None for now."""
        found: datetime | None = self._get("per")
        return found

    def in_words(self) -> str:
        """The filter as a print says it; the moment last."""
        shown = self.fields.pop("per", None)
        said = super().in_words()
        if shown is not None:
            self.fields["per"] = shown
        return f"{said} · keadaan {say(self.at)}" if self.at else said

    def conditions(self) -> list[Condition]:
        """What the filter asks of a usulan, its year left out."""
        wanted = {"kecamatan": "kecamatan", "kelurahan": "kelurahan"}
        found = [one_of(dim, value.pk) for name, dim in wanted.items() if (value := self._get(name))]
        if self.holding.role == Role.OPD:
            found.append(one_of("agency", self.holding.office.agency_id))
        elif agency := self._get("opd"):
            below = type(agency).objects.filter(parent=agency).order_by().values_list("pk", flat=True)
            found.append(one_of("agency", agency.pk, *below))
        for name, dim in (("asal", "channel"), ("jenis", "kind")):
            if value := self._get(name):
                found.append(one_of(dim, value))
        return found

    def ask(self) -> Ask:
        """The question that the filter puts, within what the office works on."""
        city, cycle = self.holding.city_code, self.cycle
        cycles = list(Cycle.objects.of_city(city))
        years = self._source(cycles).where(*self.conditions())
        upto = self.upto(self.at or self.now)
        return Ask(
            source=years.where(one_of("cycle", cycle.pk if cycle else 0)),
            years=years,
            cycle=cycle,
            upto=upto,
            scope=self.scope(),
            names=Names(city),
            now=self.now,
            at=self.at,
            chosen=frozenset(name for name in FIELDS if self._get(name)),
        )

    def _source(self, cycles: list[Cycle]) -> Source:
        """All usulan that the office works on, over all its city's cycles; an agency's are cut by `conditions`."""
        found = Proposal.objects.filter(cycle__in=[cycle.pk for cycle in cycles])
        if self.holding.role != Role.OPD and self.holding.city_code not in self.holding.scope.codes:
            found = found.filter(self.holding.scope.q("region"))
        if self.at is None:
            return Live(found.filter(status__in=PUBLIC))
        return Past(found, tuple(cycle.pk for cycle in cycles), self.at)
