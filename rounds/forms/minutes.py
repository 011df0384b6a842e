"""The form of the minutes: points of decision, one a line."""

from django import forms
from django.core.exceptions import ValidationError

from proposals.texts import clean

LONGEST = 600


class MinutesForm(forms.Form):
    """Keputusan 1 … n."""

    lines = forms.CharField(
        label="Keputusan rapat",
        max_length=40_000,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Satu keputusan satu baris. Dibaca umum sesudah forum ditutup, jadi jangan tulis nama warga.",
    )

    def clean_lines(self) -> list[str]:
        found = [clean(line) for line in self.cleaned_data["lines"].splitlines()]
        for number, line in enumerate(found, start=1):
            if len(line) > LONGEST:
                raise ValidationError(f"Baris {number} terlalu panjang. Satu keputusan paling banyak {LONGEST} huruf.")
        return [line for line in found if line]
