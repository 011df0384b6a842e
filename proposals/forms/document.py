"""The field for one file that the kamus asks for: a PDF, or a picture that is drawn anew."""

from typing import Any

from django import forms
from django.core.files.base import ContentFile

from proposals.documents import label_of, read_document


class DocumentInput(forms.ClearableFileInput):
    """A plain file input; what was stored already is shown by the page, not by the input."""

    template_name = "django/forms/widgets/input.html"

    def __init__(self) -> None:
        super().__init__({"accept": "application/pdf,image/jpeg,image/png", "hx-preserve": "true"})


class DocumentField(forms.FileField):
    """One file; cleaned to the fresh file and a label from the sender's name, or None where none was sent."""

    widget = DocumentInput

    def clean(self, data: Any, initial: Any = None) -> tuple[ContentFile[bytes], str] | None:
        return (read_document(data), label_of(str(data.name))) if data else None
