"""The public, read-only API: regions, kamus and public usulan, without personal data."""

from typing import Any

from rest_framework.exceptions import MethodNotAllowed
from rest_framework.pagination import PageNumberPagination
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request


class Pages(PageNumberPagination):
    """Pages of 50, of 200 at the most."""

    page_size_query_param = "page_size"
    max_page_size = 200


class ReadOnly(BasePermission):
    """Everybody may read, nobody may write."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if request.method not in SAFE_METHODS:
            raise MethodNotAllowed(str(request.method), "Data ini hanya dapat dibaca.")
        return True
