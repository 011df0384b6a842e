"""The field for photos of a place: several at once, each drawn anew before anything else sees it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from proposals.models.photo import MAX_PHOTOS
from proposals.photos import reencode


class PhotosInput(forms.ClearableFileInput):
    """A file input that takes several files; what was stored already is shown by the page, not by the input."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/input.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"accept": "image/jpeg,image/png,image/webp", **(attrs or {})})


class PhotosField(forms.FileField):
    """Up to three photos (or `most`), cleaned to a list of fresh JPEGs; one that cannot be read refuses by its name."""

    widget = PhotosInput

    def __init__(self, *, most: int = MAX_PHOTOS, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most = most

    def clean(self, data: Any, initial: Any = None) -> list[ContentFile[bytes]]:
        files = [one for one in (data if isinstance(data, (list, tuple)) else [data]) if one]
        if len(files) > self.most:
            raise ValidationError(f"Foto paling banyak {self.most}. Pilih lagi.", code="too_many")
        return [self._read(one, alone=len(files) == 1) for one in files]

    def _read(self, file: Any, *, alone: bool) -> ContentFile[bytes]:
        try:
            return reencode(file)
        except ValidationError as refusal:
            if alone:
                raise
            label = str(file.name)[:40]
            raise ValidationError(f"{label}: {refusal.messages[0]}", code="photo") from refusal
