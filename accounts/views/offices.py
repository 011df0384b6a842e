"""One office: its holder, its terms, and Ganti pemegang."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods

from accounts import board
from accounts.actions import terms
from accounts.doors import must
from accounts.forms.holders import HandOverForm, SignerForm
from accounts.forms.refusal import put
from accounts.models import Office, OfficeHolding


@require_http_methods(["GET", "HEAD", "POST"])
def office(request: HttpRequest, pk: int) -> HttpResponse:
    """The office with its holder's access and the terms of all who held it; POST writes what a head signs with."""
    holding = must(request, "accounts.manage_office")
    at, on = timezone.now(), timezone.localdate()
    found = office_or_404(holding, pk)
    line = board.line(found, at, on)
    signer = line.holding if found.is_head else None
    form = SignerForm(request.POST or None, initial=model_to_dict(signer, ["rank", "nip"])) if signer else None
    if signer and form and form.is_valid():
        terms.write_signer(signer, **form.cleaned_data)
        messages.success(request, f"Pangkat dan NIP {signer.user} tersimpan.")
        return redirect("jabatan", pk=found.pk)
    context = {
        "form": form,
        "office": found,
        "line": line,
        "place": place_of(found),
        "terms": [(term, term_word(term, line)) for term in found.terms],  # type: ignore[attr-defined]
        "is_self": line.holding is not None and line.holding.user_id == holding.user_id,
    }
    return render(request, "accounts/jabatan.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Ganti pemegang: the form, and the new term."""
    holding = must(request, "accounts.manage_office")
    found = office_or_404(holding, pk)
    last: OfficeHolding | None = next(iter(found.terms), None)  # type: ignore[attr-defined]
    initial = {"starts": timezone.localdate(), "follows": last.pk if last else 0}
    form = HandOverForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data | {"status": OfficeHolding.Status(form.cleaned_data["status"])}
        try:
            new = terms.hand_over(found, **data, by=holding, at=timezone.now())
        except ValidationError as refusal:
            put(form, refusal)
        else:
            since = date_format(new.starts, "j F Y")
            messages.success(request, f"{found.name} dipegang {new.user} mulai {since}. Terbitkan kartu masuknya.")
            return redirect("jabatan", pk=found.pk)
    context = {"office": found, "form": form, "last": last, "place": place_of(found)}
    return render(request, "accounts/jabatan_ganti.html", context)


def office_or_404(holding: OfficeHolding, pk: int) -> Office:
    """An office that the acting office looks after, with its terms; 404 for any other."""
    return get_object_or_404(board.with_codes(Office.objects.managed_by(holding)), pk=pk)


def place_of(office: Office) -> str:
    """The code of the list that the office stands in."""
    return office.region.code[: board.KELURAHAN_LENGTH]


def term_word(term: OfficeHolding, line: board.Line) -> str:
    """Say of a term whether it runs."""
    if line.holding is not None and term.pk == line.holding.pk:
        return "Sekarang" if term.starts <= timezone.localdate() else "Akan mulai"
    return "Selesai"
