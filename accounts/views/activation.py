"""Aktivasi: with the code of a printed card a holder chooses a password and is in. A small page for a full hall."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.actions import cards
from accounts.forms.activation import ActivationForm, CodeForm
from accounts.forms.refusal import put
from accounts.middleware import SESSION_KEY
from accounts.models import LoginCode, OfficeHolding
from accounts.phones import masked
from accounts.throttle import spent, too_often

from .login import enter

GUESSES = 20
TOO_MANY = "Terlalu banyak kode yang salah dari jaringan ini. Tunggu satu menit, lalu coba lagi."


@login_not_required
@never_cache
@sensitive_post_parameters("kode", "password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def activate(request: HttpRequest) -> HttpResponse:
    """Step 1 asks for the code, step 2 for the rest. Only wrong codes count as tries: a hall shares one address."""
    if request.method != "POST":
        return render(request, "accounts/aktivasi.html", {"form": CodeForm()})
    asked = CodeForm(request.POST)
    if spent(request, "aktivasi", most=GUESSES):
        asked.add_error("kode", TOO_MANY) if asked.is_valid() else None
        return render(request, "accounts/aktivasi.html", {"form": asked}, status=429)
    if not asked.is_valid():
        return render(request, "accounts/aktivasi.html", {"form": asked})
    try:
        code = cards.open_code(asked.cleaned_data["kode"], at=timezone.now())
    except ValidationError as refusal:
        too_often(request, "aktivasi", most=GUESSES)
        asked.add_error("kode", refusal)
        return render(request, "accounts/aktivasi.html", {"form": asked})
    return _second_step(request, code, asked.cleaned_data["kode"])


def _second_step(request: HttpRequest, code: LoginCode, typed: str) -> HttpResponse:
    """Name, phone and password; a good answer uses the code up and lets the person in."""
    holding, user = code.holding, code.holding.user
    hint = f"Tercatat {masked(user.phone)}. Kosongkan bila masih sama." if user.phone else "Untuk masuk lewat nomor."
    given = request.POST if "langkah" in request.POST else None
    form = ActivationForm(given, user=user, hint=hint, initial={"kode": typed, "name": user.name})
    if given is not None and form.is_valid():
        data = form.cleaned_data
        try:
            done = cards.activate(
                data["kode"], password=data["password"], name=data["name"], phone=data["phone"], at=timezone.now()
            )
        except ValidationError as refusal:
            put(form, refusal)
        else:
            return _let_in(request, done)
    return render(request, "accounts/aktivasi_sandi.html", {"form": form, "holding": holding})


def _let_in(request: HttpRequest, holding: OfficeHolding) -> HttpResponse:
    """Come in as the office of the card, by the one door that also asks for a second factor."""
    response = enter(request, holding.user, to="/kantor/")
    if request.user.is_authenticated:
        request.session[SESSION_KEY] = holding.pk
    return response
