"""The choice between two readings of one sheet: field by field, a whole reading, or that the sheet brings nothing."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from accounts.models import ProposerGroup
from rounds.models import Blank, Reading
from rounds.models.blanks import ASIDE
from rounds.readings import Values, differing

from .paper_sheets import SheetForm, as_typed, sheet_form

FIRST, SECOND, OWN = "1", "2", "lain"


class ChoiceForm(forms.Form):
    """Which of two readings is right in each field; or neither, and what the paper says."""

    def __init__(self, data: Any, *, sheet: SheetForm, one: Values, other: Values, names: Sequence[str]) -> None:
        super().__init__(data)
        for name in names:
            read = sheet.words(name, one.get(name)), sheet.words(name, other.get(name))
            said = ((FIRST, f"Bacaan pertama: {read[0]}"), (SECOND, f"Bacaan kedua: {read[1]}"))
            self.fields[f"pilih-{name}"] = forms.ChoiceField(
                label=sheet.fields[name].label,
                choices=[*said, (OWN, "Bukan keduanya, tulis di bawah")],
                widget=forms.RadioSelect,
                error_messages={"required": "Pilih bacaan yang benar, atau tulis sendiri."},
            )


class Comparison:
    """Two readings of a sheet and what somebody who reads it again makes of them.

    `names` are the fields that differ; none where one of the two said that the sheet brings nothing (then `filled` is
    what the other read), and none while the group of a usulan is not settled.
    """

    def __init__(
        self, blank: Blank, found: Sequence[Reading], group: ProposerGroup | None, data: QueryDict | None
    ) -> None:
        self.found, self.data = found, data
        self.one, self.other = found
        self.is_whole = any(reading.mark for reading in found)
        self.act = data.get("aksi", "") if data else ""
        self.names: list[str] = []
        self.filled: list[tuple[Any, str]] = []
        self.sheet = self.choice = None
        shown = sheet_form(blank, group)
        if shown is None:
            return
        if self.is_whole:
            said = self.one.values or self.other.values
            self.filled = [(shown.fields[k].label, shown.words(k, said[k])) for k in shown.on_paper if k in said]
            return
        apart = set(differing(self.one.values, self.other.values))
        self.names = [name for name in shown.on_paper if name in apart]
        typed = data if self.act == "pilih" else None
        both: dict[str, Any] = {"one": self.one.values, "other": self.other.values, "names": self.names}
        self.choice = ChoiceForm(typed, sheet=shown, **both)
        self.sheet = sheet_form(blank, group, self._chosen(typed)) if typed else shown

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Each field that differs: the choice, and the field itself to write it anew."""
        if self.choice is None or self.sheet is None:
            return []
        return [(self.choice[f"pilih-{name}"], self.sheet[name]) for name in self.names]

    def said(self) -> tuple[dict[str, Any], str] | None:
        """What is chosen, as values and mark; None while nothing or not all of it is."""
        if self.act in ASIDE:
            return {}, self.act
        if self.act in {FIRST, SECOND}:
            reading = self.found[int(self.act) - 1]
            return (reading.values, "") if not reading.mark else None
        if self.choice and self.sheet and self.choice.is_valid() and self.sheet.is_valid():
            return self.sheet.values(), ""
        return None

    def _chosen(self, data: QueryDict) -> MultiValueDict[str, Any]:
        """The whole sheet as chosen so far, for the sheet's own form to check."""
        one, other = as_typed(self.one.values), as_typed(self.other.values)
        chosen, sources = one.copy(), {FIRST: one, SECOND: other}
        for name in self.names:
            source: Mapping[str, Any] = sources.get(data.get(f"pilih-{name}", ""), data)
            chosen.setlist(name, source.getlist(name))  # type: ignore[attr-defined]
        return chosen
