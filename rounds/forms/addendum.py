"""The form of an addendum: why, who dropped out, what money came, what was drawn."""

from collections.abc import Sequence
from typing import Any

from django import forms

from proposals.forms.limits import RupiahField
from rounds.counting.addenda import Draft, Entry
from rounds.engine.record import Money
from rounds.engine.rule_file import JOINT
from rounds.engine.values import Room

DROP = "gugur-"


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
    amount = RupiahField(label="Tambahan (rupiah)", required=False)
    seed = forms.CharField(label="Angka undian", max_length=60, required=False)
    witnesses = forms.CharField(
        label="Saksi, satu nama tiap baris", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, data: Any, *, entries: Sequence[Entry], rooms: Sequence[Room]) -> None:
        super().__init__(data)
        self.rooms = {JOINT.join((room.limit, *room.key)): room for room in rooms}
        names = [(code, " ".join((room.label, *room.key))) for code, room in self.rooms.items()]
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
            seed=data["seed"],
            witnesses=tuple(filter(None, map(str.strip, data["witnesses"].splitlines()))),
        )
