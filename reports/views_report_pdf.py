"""A report as PDF, on the paper that the city has chosen."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from catalogue.money import grouped

from . import answers
from .documents import pdf, prints
from .documents.wording import wording_of
from .tables.printed import MOST_ROWS, paper
from .views_tables import open_report

TOO_LONG = "Laporan ini {} baris; PDF memuat paling banyak {}. Persempit saringannya, atau unduh XLSX."


@require_safe
def report_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """One report as PDF, with the same filter; what is too long is said on the page."""
    opened = open_report(request, slug)
    table = opened.report.build(opened.ask)
    if len(table.rows) > MOST_ROWS:
        messages.error(request, TOO_LONG.format(grouped(len(table.rows)), grouped(MOST_ROWS)))
        return redirect(f"{reverse('laporan-satu', args=[slug])}?{request.GET.urlencode()}")
    wording = wording_of(opened.holding.office.city, None)
    made = paper(opened.report, opened.ask, table, words=opened.words, wording=wording)
    return answers.pdf(pdf.render([prints.report(made, opened.now)])[0], f"laporan-{slug}.pdf")
