"""Pengamanan masuk: password, authenticator app, passkeys and recovery codes; the views are django-allauth's."""

from typing import Any

from allauth.account.views import ReauthenticateView
from allauth.mfa.base.views import AuthenticateView, IndexView
from allauth.mfa.base.views import ReauthenticateView as CodeAgainView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    LoginWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django.contrib import messages
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts import second_factor
from accounts.actions import remove_second_factor
from accounts.doors import must
from accounts.forms.second_factor import LAST_STEP
from accounts.forms.security import OwnPasswordForm, RemovalForm
from accounts.models import User

authenticate = AuthenticateView.as_view()
code_again = CodeAgainView.as_view()
key_again = ReauthenticateWebAuthnView.as_view()
password_again = method_decorator(sensitive_post_parameters("password"), name="dispatch")(ReauthenticateView).as_view()
key_login = login_not_required(LoginWebAuthnView.as_view())
new_codes = never_cache(GenerateRecoveryCodesView.as_view())


class Index(IndexView):
    """What is set up, and what one's office asks for."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)
        known = found["authenticators"]
        holdings = getattr(self.request, "holdings", [])
        return found | {
            "totp": known.get(Authenticator.Type.TOTP),
            "keys": known.get(Authenticator.Type.WEBAUTHN, []),
            "codes": known.get(Authenticator.Type.RECOVERY_CODES),
            "compulsory": second_factor.compulsory(self.request.user, holdings),
            "owed": second_factor.must_set_up(self.request, self.request.user, holdings),
        }


class _Changes:
    """A page that adds or removes a factor: afterwards all other sessions of the person end."""

    request: HttpRequest

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        user = self.request.user
        assert isinstance(user, User)
        second_factor.changed(self.request, user)
        return response


@method_decorator(never_cache, name="dispatch")
class AddApp(_Changes, ActivateTOTPView):
    """The app is added with its first code, which is used up by that."""

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        app = Authenticator.objects.get(user=self.request.user, type=Authenticator.Type.TOTP)
        app.data[LAST_STEP] = form.step
        app.save(update_fields=["data"])
        return response


class RemoveApp(_Changes, DeactivateTOTPView):
    """The app is removed; without another factor the recovery codes go too."""


class AddKey(_Changes, AddWebAuthnView):
    """A passkey is added."""


class RemoveKey(_Changes, RemoveWebAuthnView):
    """A passkey is removed."""

    success_url = reverse_lazy("mfa_index")


@method_decorator(never_cache, name="dispatch")
class Codes(ViewRecoveryCodesView):
    """The recovery codes, readable once, to be printed."""


@method_decorator(sensitive_post_parameters(), name="dispatch")
class OwnPassword(auth_views.PasswordChangeView):
    """Change one's own password; all other sessions end by that."""

    template_name = "accounts/ganti_sandi.html"
    form_class = OwnPasswordForm
    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(self.request, "Kata sandi sudah diganti. Perangkat lain dikeluarkan.")
        return super().form_valid(form)


def remove_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """Bappeda takes the lost second factor off another person of its city, with a reason."""
    by = must(request, "accounts.remove_second_factor")
    people = User.objects.filter(holdings__office__city__code=by.city_code, is_superuser=False)
    person = get_object_or_404(people.distinct(), pk=pk)
    form = RemovalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            remove_second_factor(person, by=by, at=timezone.now(), reason=form.cleaned_data["reason"])
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, f"Pengamanan masuk {person} sudah dilepas. Ia dapat masuk dengan kata sandinya.")
            return redirect(reverse("admin:accounts_user_change", args=[person.pk]))
    page = {"form": form, "person": person, "has_factor": second_factor.has_factor(person)}
    return render(request, "accounts/lepas_pengamanan.html", page)
