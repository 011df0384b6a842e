"""Fields for text that others read: brought to one clean form before anything else looks at it."""

from typing import Any

from django import forms

from regions.plaintext import clean


class CleanCharField(forms.CharField):
    """Typed text without NUL bytes, lone surrogates, invisible signs or idle blanks; having had them is no error."""

    def to_python(self, value: Any) -> str | None:
        return super().to_python(clean(str(value)) if value not in self.empty_values else value)
