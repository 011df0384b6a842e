"""Login cards: issued and printed in one answer; the codes are shown there and nowhere else."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts import board
from accounts.actions import cards
from accounts.actions.cards import Card
from accounts.doors import must
from accounts.forms.holders import CardsForm
from accounts.forms.refusal import sentences
from accounts.qr import qr

from .board import place_or_404
from .offices import office_or_404, place_of

NOBODY = "Tidak ada kartu yang perlu dicetak: semua pemegang sudah masuk atau sudah punya kartu."


@require_POST
def issue_area(request: HttpRequest, code: str) -> HttpResponse:
    """Issue and show the cards of a place, sorted by RW and RT, eight on a sheet."""
    holding = must(request, "accounts.manage_office")
    place = place_or_404(holding, code)
    form = CardsForm(request.POST)
    choice = form.cleaned_data["siapa"] if form.is_valid() else CardsForm.WITHOUT
    at = timezone.now()
    found = board.waiting(holding, code, timezone.localdate(at), also_carded=choice == CardsForm.ALL)
    if not found:
        messages.info(request, NOBODY)
        return redirect("pengurus-wilayah", code)
    try:
        made = cards.issue(found, by=holding, at=at)
    except ValidationError as refusal:
        messages.error(request, sentences(refusal))
        return redirect("pengurus-wilayah", code)
    return sheet(request, made, place.label, reverse("pengurus-wilayah", args=[code]))


@require_POST
def issue_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue one card; with `atur-ulang` the holder's password and sessions go first."""
    holding = must(request, "accounts.manage_office")
    office = office_or_404(holding, pk)
    at = timezone.now()
    term = board.line(office, at, timezone.localdate(at)).holding
    if term is None:
        messages.error(request, "Jabatan ini belum ada pemegangnya. Catat pemegangnya lebih dulu.")
        return redirect("jabatan", pk=pk)
    try:
        if request.POST.get("atur-ulang") == "1":
            made = [cards.start_anew(term, by=holding, at=at)]
        else:
            made = cards.issue([term], by=holding, at=at)
    except ValidationError as refusal:
        messages.error(request, sentences(refusal))
        return redirect("jabatan", pk=pk)
    return sheet(request, made, office.name, reverse("pengurus-wilayah", args=[place_of(office)]))


def sheet(request: HttpRequest, made: list[Card], title: str, back: str) -> HttpResponse:
    """The page to print. The QR carries the code behind `#`, which no browser sends and no log keeps."""
    door = request.build_absolute_uri(reverse("aktivasi"))
    context = {
        "title_of": title,
        "back": back,
        "door": door.partition("://")[2],
        "rows": [(card, qr(f"{door}#{card.code}")) for card in made],
        "count": len(made),
        "expires_at": made[0].expires_at,
    }
    response = render(request, "accounts/kartu.html", context)
    response["Cache-Control"] = "private, no-store"
    return response
