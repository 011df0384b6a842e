"""The officials' site: Django's admin, in our words, for people who hold an office."""

from django.contrib import admin
from django.http import HttpRequest


class OfficialSite(admin.AdminSite):
    """Open to every running office; what it shows is cut by permission tables and scopes."""

    site_header = "Musrenbang"
    site_title = "Musrenbang"
    index_title = "Data induk"
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        user = request.user
        return user.is_active and (user.is_superuser or getattr(user, "holding", None) is not None)
