"""Pages of saved filters: give one a name, let one go."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.doors import must

from .models import SavedFilter
from .tables.filter import ReportFilter
from .tables.saving import NameForm, forget_filter, plain_query, save_filter
from .views_tables import report_of


@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HttpRequest, slug: str) -> HttpResponse:
    """Simpan saringan: the filter of a report in words, and the name it gets."""
    holding, report, now = must(request, "reports.view_recap"), report_of(slug), timezone.now()
    form = NameForm(request.POST or None)
    back = f"{reverse('laporan-satu', args=[slug])}?{plain_query(request.GET)}"
    if form.is_valid():
        try:
            save_filter(slug, form.cleaned_data["nama"], request.GET, by=holding, at=now)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, "Saringan tersimpan. Bukanya dari halaman Laporan.")
            return redirect(back)
    words = ReportFilter(request.GET, holding=holding, now=now, reads=report.reads).in_words()
    context = {"title": "Simpan saringan", "form": form, "report": report, "back": back, "words": words}
    return render(request, "reports/tables/saringan.html", context)


@require_POST
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    """Hapus saringan of the own office."""
    holding = must(request, "reports.view_recap")
    saved = get_object_or_404(SavedFilter, pk=pk, office=holding.office_id)
    forget_filter(saved)
    messages.success(request, f"Saringan {saved.name} dihapus.")
    return redirect("laporan")
