"""Many rows chosen at once: by their key or number, of those that the page offers."""

from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model

from proposals.models import Proposal

M = TypeVar("M", bound=Model)
LONGEST_KEY = 18
"""No column holds a longer one: SQLite raises an error."""


class ManyField(forms.ModelMultipleChoiceField[M]):
    """Several of the rows on offer; a key that no row can have is no choice."""

    def clean(self, value: Any) -> Any:
        if self.to_field_name is None and any(len(str(key)) > LONGEST_KEY for key in value or ()):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().clean(value)


class TickedForm(forms.Form):
    """The usulan that were ticked, of those that wait."""

    usulan = ManyField(
        Proposal.objects.none(),
        label="Usulan",
        to_field_name="number",
        error_messages={
            "required": "Centang paling sedikit satu usulan.",
            "invalid_choice": "Ada usulan yang tidak lagi menunggu. Muat ulang daftarnya.",
            "invalid_list": "Centang paling sedikit satu usulan.",
        },
    )

    def __init__(self, *args: Any, waiting: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        usulan = self.fields["usulan"]
        assert isinstance(usulan, ManyField)
        usulan.queryset = waiting
