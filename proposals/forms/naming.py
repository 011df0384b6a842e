"""Forms that ask what a list from elsewhere means: its columns, and names that are spelled otherwise."""

from collections.abc import Sequence
from typing import Any

from django import forms

from proposals.list_shapes import FIELDS, guess
from regions.import_report import Question
from regions.sheets import Cells, head_key

NOBODY = "0"


class ColumnsForm(forms.Form):
    """One choice per head: what the column holds. `known` is what was said before, else a guess is offered."""

    all_optional = True

    def __init__(self, data: Any, *, table: Sequence[Cells], known: dict[str, str]) -> None:
        super().__init__(data)
        self.heads, *self.samples = table
        first = known or guess(self.heads)
        choices = [("", "Tidak dipakai"), *FIELDS.items()]
        self.keys: dict[str, str] = {}
        for place, head in enumerate(self.heads):
            if (key := head_key(head)) and key not in self.keys.values():
                self.keys[f"kolom-{place}"] = key
                self.fields[f"kolom-{place}"] = forms.ChoiceField(
                    label=head[:80], choices=choices, required=False, initial=first.get(key, "")
                )

    def lines(self) -> list[tuple[Any, list[str]]]:
        """Each field with what stands below its head in the first rows."""
        places = [int(name.removeprefix("kolom-")) for name in self.keys]
        return [
            (self[name], [cells[place][:60] for cells in self.samples if place < len(cells) and cells[place]])
            for name, place in zip(self.keys, places, strict=True)
        ]

    def names(self) -> dict[str, str]:
        """What each head holds, by its key; "" for columns that are not used."""
        return {key: self.cleaned_data[name] for name, key in self.keys.items()}


class SpellingsForm(forms.Form):
    """One choice per unknown name: whom it means, nobody of ours, or asked again next time."""

    all_optional = True

    def __init__(self, data: Any, *, questions: Sequence[Question]) -> None:
        super().__init__(data)
        self.questions = questions
        for place, asked in enumerate(questions):
            choices = [("", "Tanyakan lagi nanti"), *((str(pk), name) for pk, name in asked.choices)]
            self.fields[f"ejaan-{place}"] = forms.ChoiceField(
                label=asked.said[:120],
                choices=[*choices, (NOBODY, "Bukan salah satu dari ini")],
                required=False,
            )

    def lines(self) -> list[tuple[Any, Question]]:
        """Each field with its question."""
        return [(self[f"ejaan-{place}"], asked) for place, asked in enumerate(self.questions)]

    def told(self) -> dict[tuple[str, str], int | None]:
        """The answers that were given, by (kind, spelling): an id, or None for nobody."""
        answers = {(asked.kind, asked.said): self.cleaned_data[f"ejaan-{n}"] for n, asked in enumerate(self.questions)}
        return {key: None if answer == NOBODY else int(answer) for key, answer in answers.items() if answer}
