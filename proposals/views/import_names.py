"""What a list from elsewhere means: its columns are confirmed on a page, other spellings are asked for once."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.doors import must
from proposals import kept_upload
from proposals.actions import naming
from proposals.forms.naming import ColumnsForm, SpellingsForm
from proposals.forms.refusal import put, sentences
from proposals.kept_upload import KeptUpload
from proposals.resources import UsulanResource
from regions import sheets

from .imports import MAX_ROWS, resource_for


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, token: UUID) -> HttpResponse:
    """Each column of the file with its first cells, and what it holds; kept for the next list that looks the same."""
    holding = must(request, "proposals.import_proposal")
    kept = kept_upload.find(request.session, token)
    if kept is None:
        messages.info(request, kept_upload.GONE)
        return redirect("impor")
    resource = resource_for(request, holding, kept)
    assert isinstance(resource, UsulanResource)
    table = sheets.look(kept.data(), resource.columns, max_rows=MAX_ROWS)
    form = ColumnsForm(request.POST or None, table=table, known=naming.known_names(resource.city, table[0]))
    if request.method == "POST" and form.is_valid():
        try:
            naming.explain_columns(resource.city, table[0], form.names(), by=holding, at=timezone.now())
            kept.tell(resource.read(kept.data(), max_rows=MAX_ROWS))
            return redirect("impor-periksa", token)
        except ValidationError as refusal:
            put(form, refusal)
    return render(request, "proposals/impor_kolom.html", {"title": "Cocokkan kolom", "kept": kept, "form": form})


@require_POST
def spellings(request: HttpRequest, token: UUID) -> HttpResponse:
    """Keep whom other spellings mean, and check the file again with what is known now."""
    holding = must(request, "proposals.import_proposal")
    kept = kept_upload.find(request.session, token)
    if kept is None:
        messages.info(request, kept_upload.GONE)
        return redirect("impor")
    resource = resource_for(request, holding, kept)
    assert isinstance(resource, UsulanResource)
    try:
        said = _keep(request, kept, resource)
        messages.success(request, said)
    except ValidationError as refusal:
        messages.error(request, sentences(refusal))
    return redirect("impor-periksa", token)


def _keep(request: HttpRequest, kept: KeptUpload, resource: UsulanResource) -> str:
    form = SpellingsForm(request.POST, questions=kept.report().questions)
    if not form.is_valid():
        raise ValidationError("Pilihan ini tidak ada lagi. Muat ulang halaman.")
    count = naming.tell_spellings(resource.city, form.told(), by=resource.by, at=timezone.now())
    kept.tell(resource.read(kept.data(), max_rows=MAX_ROWS))
    return f"{count} ejaan dicatat untuk daftar berikutnya." if count else "Belum ada jawaban yang dipilih."
