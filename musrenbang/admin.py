"""The officials' site: Django's admin, in our words, for people who hold an office."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator


class OfficialSite(admin.AdminSite):
    """Open to every running office; what it shows is cut by permission tables and scopes."""

    site_header = "Musrenbang"
    site_title = "Musrenbang"
    index_title = "Data induk"
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        user = request.user
        return user.is_active and (user.is_superuser or getattr(user, "holding", None) is not None)

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponseRedirect:
        """There is one door, /masuk/: this one would ask for no second factor and count no failures."""
        return redirect_to_login(reverse("admin:index"))

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponseRedirect:
        """People change their password on the page for it, where all else of their safety stands."""
        return HttpResponseRedirect(reverse("ganti-sandi"))
