"""Lists on their way to other systems: the 26 columns of SIPD."""

from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.doors import must
from proposals.windows import say
from regions.models import Region

from . import sipd_list
from .forms import ListFilter
from .sheets import csv_lines, xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def sipd_file(request: HttpRequest, kind: str) -> FileResponse | StreamingHttpResponse:
    """The filtered list in the columns of SIPD, as XLSX or CSV, row by row."""
    holding = must(request, "reports.export_sipd")
    form = ListFilter(request.GET, holding=holding)
    lines = sipd_list.rows(form.proposals(), Region.objects.current().get(code=holding.city_code))
    if kind == "csv":
        response = StreamingHttpResponse(csv_lines(sipd_list.COLUMNS, lines), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="usulan-sipd.csv"'
        return response
    note = f"Daftar SIPD {form.in_words()}, tanggal cetak {say(timezone.now())}"
    file = xlsx("Usulan SIPD", sipd_list.COLUMNS, lines, note=note)
    return FileResponse(file, as_attachment=True, filename="usulan-sipd.xlsx", content_type=XLSX)
