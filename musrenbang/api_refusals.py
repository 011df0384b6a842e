"""How the API says no. A module of its own: DRF's views import `musrenbang.api` while they are being read."""

from typing import Any

from django.http import Http404
from rest_framework.exceptions import NotFound
from rest_framework.response import Response
from rest_framework.views import exception_handler


def say_refusal(refusal: Exception, context: dict[str, Any]) -> Response | None:
    """Answer as DRF does, but say in Indonesian that something was not found."""
    if isinstance(refusal, Http404):
        refusal = NotFound("Tidak ditemukan. Periksa lagi kode atau nomornya.")
    return exception_handler(refusal, context)
