"""Coming in, going out, acting as another office."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from accounts.doors import acting
from accounts.forms.login import LoginForm
from accounts.middleware import SESSION_KEY
from accounts.models import OfficeHolding


@method_decorator([login_not_required, sensitive_post_parameters("password")], name="dispatch")
class Login(auth_views.LoginView):
    """Masuk pengurus. Django's own view keeps the redirect safe and changes the session key."""

    template_name = "accounts/login.html"
    authentication_form = LoginForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(demo=settings.DEMO, **kwargs)


class Logout(auth_views.LogoutView):
    """Keluar, by POST."""


@require_POST
def switch_office(request: HttpRequest) -> HttpResponse:
    """Act as another of one's own running offices."""
    own = acting(request).user
    held = OfficeHolding.objects.of(own).in_force(timezone.localdate())
    choice = request.POST.get("jabatan", "")
    holding = get_object_or_404(held, pk=int(choice) if choice.isascii() and choice.isdigit() else 0)
    request.session[SESSION_KEY] = holding.pk
    messages.success(request, f"Anda sekarang bertindak sebagai {holding.label}.")
    return redirect("kantor")
