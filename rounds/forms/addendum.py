"""The forms of an addendum: why, who dropped out, what money came; what the forum changed besides; what was mended."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from django import forms

from catalogue.money import read_rupiah
from proposals.forms.numbers import RupiahField
from proposals.forms.text import CleanCharField
from rounds.counting.addenda import WORDS, Draft, Entry
from rounds.engine.moves import BY_CONSENSUS, BY_VOTES, CHANGE, MOVE, Move
from rounds.engine.record import Correction, Money
from rounds.engine.rule_file import JOINT
from rounds.engine.values import Room

from .counting import ChangeForm

DROP = "gugur-"
MOST_ROWS = 8
OTHER = "tulisan"


class AddendumForm(forms.Form):
    """One reason per usulan that drops out, empty for those that stay; at most one limit gets more money."""

    reason = forms.CharField(
        label="Alasan adendum",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Tulis alasannya paling sedikit 10 huruf."},
    )
    minutes = forms.CharField(
        label="Nomor berita acara", max_length=60, error_messages={"required": "Tulis nomor berita acaranya."}
    )
    limit = forms.ChoiceField(
        label="Pagu yang bertambah", required=False, error_messages={"invalid_choice": "Pilih salah satu pagu."}
    )
    amount = RupiahField(word="Pagu", label="Tambahan (rupiah)", required=False)

    def __init__(self, data: Any, *, entries: Sequence[Entry], rooms: Sequence[Room]) -> None:
        super().__init__(data)
        self.rooms = {JOINT.join((room.limit, *room.key)): room for room in rooms}
        names = [(code, room.label) for code, room in self.rooms.items()]
        field: Any = self.fields["limit"]
        field.choices = [("", "Tidak ada"), *names]
        for one in entries:
            label = f"{one.number} {one.title}"
            self.fields[f"{DROP}{one.number}"] = forms.CharField(label=label, max_length=500, required=False)

    @property
    def drops(self) -> list[forms.BoundField]:
        """The fields of those that may drop out, in the order of the list."""
        return [self[name] for name in self.fields if name.startswith(DROP)]

    def clean(self) -> dict[str, Any]:
        """Money needs both: which limit, and how much."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("limit") and not data.get("amount") and "amount" not in self.errors:
            self.add_error("amount", "Tulis tambahannya dalam rupiah.")
        if data.get("amount") and not data.get("limit") and "limit" not in self.errors:
            self.add_error("limit", "Pilih pagu yang bertambah.")
        return data

    def draft(self) -> Draft:
        """What was written, as the verb takes it."""
        data = self.cleaned_data
        room = self.rooms.get(data["limit"])
        return Draft(
            reason=data["reason"],
            minutes=data["minutes"],
            dropped={name.removeprefix(DROP): why for name, why in data.items() if name.startswith(DROP) and why},
            money=(Money(room.limit, room.key, data["amount"]),) if room else (),
        )


class AmendingMoveForm(ChangeForm):
    """One change of the forum on what the engine proposes; a row without a kind is none."""

    number = forms.ChoiceField(label="Usulan", error_messages={"required": "Pilih usulannya."})
    kind = forms.ChoiceField(
        label="Perubahan",
        choices=(("", "Tidak ada"), *ChangeForm.KINDS[:1], ("KELUAR", "Jangan dinaikkan"), *ChangeForm.KINDS[2:]),
        error_messages={"required": "Pilih perubahannya."},
    )
    field_order = ("number", "kind", "place", "volume", "reason", "asked_by")

    def __init__(self, *args: Any, entries: Sequence[Entry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, entries, "Pilih usulan")

    def clean(self) -> dict[str, Any]:
        """What a kind needs besides."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("kind") == MOVE and not data.get("place") and "place" not in self.errors:
            self.add_error("place", "Isi urutannya, misalnya 3.")
        if data.get("kind") == CHANGE and not data.get("volume") and "volume" not in self.errors:
            self.add_error("volume", "Isi volume barunya.")
        return data

    def move(self) -> Move:
        """As the engine plays it."""
        data, votes = self.cleaned_data, self.said()["votes"]
        changes = data["kind"] == CHANGE
        return Move(
            kind=data["kind"],
            number=data["number"],
            reason=data["reason"].strip(),
            asked_by=data["asked_by"].strip(),
            place=None if changes else data["place"],
            volume=Fraction(data["volume"]) if changes else None,
            agreed=BY_VOTES if votes else BY_CONSENSUS,
            votes=(votes[0], votes[1], votes[2]) if votes else None,
        )


class CorrectionForm(forms.Form):
    """One ralat: of a usulan, or of a text of the berita acara; what is right, and for a text what was written."""

    field = forms.ChoiceField(
        label="Yang diralat",
        choices=(("", "Tidak ada"), *WORDS.items(), (OTHER, "Tulisan dalam berita acara")),
        error_messages={"required": "Pilih yang diralat.", "invalid_choice": "Pilih yang diralat."},
    )
    number = forms.ChoiceField(label="Usulan", required=False)
    old = CleanCharField(label="Tertulis", max_length=300, required=False, help_text="Hanya untuk tulisan.")
    new = CleanCharField(label="Seharusnya", max_length=300, error_messages={"required": "Tulis yang seharusnya."})

    def __init__(self, *args: Any, entries: Sequence[Entry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, entries, "Berita acara")

    def clean(self) -> dict[str, Any]:
        """Numbers as whole numbers; a text with what stood there."""
        data: dict[str, Any] = super().clean() or {}
        field = data.get("field")
        if field == OTHER and not data.get("old"):
            self.add_error("old", "Tulis yang tercantum sekarang.")
        if field in WORDS and not data.get("number"):
            self.add_error("number", "Pilih usulan yang diralat.")
        if field in {"biaya", "penerima"} and data.get("new"):
            try:
                data["new"] = str(read_rupiah(data["new"]))
            except ValueError:
                self.add_error("new", "Isi angka bulat, misalnya 12.500.000.")
        return data

    def correction(self) -> Correction:
        """As the engine reads it; `old` of what counts is filled in by the proposal."""
        data = self.cleaned_data
        return Correction(data["number"], data["field"], data["old"] if data["field"] == OTHER else "", data["new"])


def _offer(form: forms.Form, entries: Sequence[Entry], none: str) -> None:
    field: Any = form.fields["number"]
    field.choices = [("", none), *((one.number, f"{one.number} {one.title}") for one in entries)]


class _Rows(forms.BaseFormSet[Any]):
    """Rows of which the empty ones do not count."""

    def filled(self) -> list[Any]:
        return [form for form in self.forms if form.has_changed()]


_Moves = forms.formset_factory(AmendingMoveForm, formset=_Rows, extra=2, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
_Corrections = forms.formset_factory(CorrectionForm, formset=_Rows, extra=2, max_num=MOST_ROWS, absolute_max=MOST_ROWS)


@dataclass
class AddendumForms:
    """The three together, as one page sends them."""

    main: AddendumForm
    moves: Any
    corrections: Any

    @classmethod
    def of(cls, data: Any, entries: Sequence[Entry], rooms: Sequence[Room], every: Sequence[Entry]) -> "AddendumForms":
        """`entries` are in the list now, `every` also those that are not."""
        offered = {"entries": every}
        return cls(
            AddendumForm(data, entries=entries, rooms=rooms),
            _Moves(data, prefix="ubah", form_kwargs=offered),
            _Corrections(data, prefix="ralat", form_kwargs=offered),
        )

    def is_valid(self) -> bool:
        return all([self.main.is_valid(), self.moves.is_valid(), self.corrections.is_valid()])

    def draft(self) -> Draft:
        """What was written, as the verb takes it."""
        moves = tuple(form.move() for form in self.moves.filled())
        corrections = tuple(form.correction() for form in self.corrections.filled())
        return replace(self.main.draft(), moves=moves, corrections=corrections)
