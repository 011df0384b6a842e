"""What a region code must look like."""

from django.core.exceptions import ValidationError

from .codes import is_code


def validate_code(value: str) -> None:
    """Refuse what is not a region code."""
    if not is_code(value):
        raise ValidationError(
            "Kode wilayah ditulis dengan titik, misalnya 35.73.02.1007.",
            code="invalid_region_code",
        )
