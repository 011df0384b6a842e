"""Coming in, going out, acting as another office."""

from typing import Any

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login as Entry
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from accounts import sessions
from accounts.doors import acting
from accounts.forms.login import LoginForm
from accounts.middleware import SESSION_KEY
from accounts.models import OfficeHolding, User


def enter(request: HttpRequest, user: User, *, to: str) -> HttpResponse:
    """Let in somebody whose password or printed code was right; whoever has a second factor is asked for it first.

    `to` is an address of ours. Every way in ends here, so that none goes round the second factor.
    """
    entry = Entry(user=user, redirect_url=to)
    response: HttpResponse = perform_password_login(request, {"username": user.get_username()}, entry)
    return response


@method_decorator([login_not_required, never_cache, sensitive_post_parameters("password")], name="dispatch")
class Login(auth_views.LoginView):
    """Masuk pengurus. Django's own view keeps the redirect safe; django-allauth asks for the second factor."""

    template_name = "accounts/login.html"
    authentication_form = LoginForm
    redirect_authenticated_user = True

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"on": timezone.localdate()}

    def form_valid(self, form: Any) -> HttpResponse:
        return enter(self.request, form.get_user(), to=self.get_success_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        changed = self.request.session.pop(sessions.CHANGED, False)
        return super().get_context_data(demo=settings.DEMO, office_changed=changed, **kwargs)


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
