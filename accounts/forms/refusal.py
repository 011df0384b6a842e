"""How the refusal of a verb comes back on the form that was typed."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError


def put(form: forms.BaseForm, refusal: ValidationError) -> None:
    """Put each sentence of a refusal beside its field; what names no field of the form stands above it."""
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, refusal)
        return
    for name, errors in refusal.error_dict.items():
        form.add_error(name if name != NON_FIELD_ERRORS and name in form.fields else None, errors)


def sentences(refusal: ValidationError) -> str:
    """Say a refusal in one line, for a message above a page without a form."""
    return " ".join(refusal.messages)
