"""Impor: send a sheet, read what would happen row by row, then write exactly that file."""

import csv
import io
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.doors import must
from accounts.models import OfficeHolding
from accounts.permissions import allows
from accounts.resources import OfficeResource
from catalogue.resources import KamusResource, SheetResource
from proposals import import_jobs, kept_upload
from proposals.follow_resource import FollowResource
from proposals.forms.naming import SpellingsForm
from proposals.forms.refusal import put, sentences
from proposals.forms.upload import KINDS, UploadForm
from proposals.kept_upload import KeptUpload
from proposals.models import Cycle
from proposals.pokir_resource import PokirResource
from proposals.resources import UsulanResource
from proposals.tasks import write_import
from regions import refused_rows, sheets
from regions.import_report import ImportReport, Outcome
from regions.models import Region
from regions.sheets import UnknownHeads

PER_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_ROWS = 50_000
TABS = (
    ("ditolak", "Ditolak", Outcome.REFUSED),
    ("baru", "Baru", Outcome.NEW),
    ("berubah", "Berubah", Outcome.CHANGED),
    ("sama", "Sama", Outcome.SAME),
)
SAMPLES = {
    "usulan": (
        UsulanResource.columns,
        {
            "no_sipd": "208",
            "usulan": "Rabat beton (Kecamatan Contoh)",
            "permasalahan": "Jalan licin saat hujan (RW 05 P1)",
            "alamat": "RT 02, 04 RW 05, Kota Contoh",
            "skpd_tujuan": "Kecamatan Contoh",
            "koefisien": "120 m²",
            "anggaran": "25608000",
            "jenis": "SARPRAS",
        },
    ),
    "pokir": (
        PokirResource.columns,
        {
            "no_pokir": "P-17",
            "dapil": "Dapil Contoh 1",
            "fraksi": "Fraksi Contoh",
            "usulan": "Rabat beton",
            "permasalahan": "Jalan licin saat hujan",
            "alamat": "RT 02 RW 05",
            "kelurahan": "Contoh",
            "opd": "Kecamatan Contoh",
            "koefisien": "120 m²",
            "nilai_usulan": "25608000",
            "nilai_akomodir": "",
            "status": "Dikirim",
            "keterangan": "",
        },
    ),
    "tindak_lanjut": (
        FollowResource.columns,
        {
            "nomor_usulan": "3573-2027-000012",
            "id_sipd": "",
            "tindak_lanjut": "Diakomodir",
            "volume": "120 m",
            "anggaran": "43800000",
            "sub_kegiatan": "1.03.06.2.01.0001",
            "kode_alasan": "",
            "alasan": "",
            "nomor_dokumen": "",
            "tanggal_dokumen": "",
            "kemajuan": "",
        },
    ),
    "jabatan": (
        OfficeResource.columns,
        {
            "kelurahan": "Contoh",
            "rw": "05",
            "rt": "03",
            "lembaga": "",
            "jabatan": "Ketua",
            "nama": "Nama Pemegang",
            "telepon": "081234567890",
            "email": "",
            "mulai": "2026-01-02",
            "selesai": "",
            "sk": "188/12/2026",
            "status": "Definitif",
        },
    ),
    "kamus": (
        KamusResource.columns,
        {
            "perangkat_daerah": "Kecamatan dan Kelurahan",
            "urusan_kode": "7.01",
            "urusan": "Kecamatan",
            "program_kode": "7.01.03",
            "program": "Pemberdayaan masyarakat kelurahan",
            "kegiatan_kode": "7.01.03.2.02",
            "kegiatan": "Kegiatan pemberdayaan kelurahan",
            "subkegiatan_kode": "7.01.03.2.02.02",
            "subkegiatan": "Pembangunan sarana dan prasarana kelurahan",
            "no": "1",
            "uraian": "Rabat beton",
            "satuan": "m²",
            "harga_satuan": "213400",
            "keterangan": "Lebar paling sedikit 1 m.",
        },
    ),
}
"""The header of each sheet with one row to copy."""


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """The form, and the check of what is sent; a file that can be read goes on to its own page."""
    holding = must(request, "proposals.use_import")
    cycle = Cycle.objects.of_city(holding.city_code).running(timezone.now()).first()
    asked = request.GET.get("jenis", "usulan")
    initial = {"jenis": asked if asked in SAMPLES else "usulan", "tahun": cycle.plan_year if cycle else None}
    form = UploadForm(request.POST or None, request.FILES or None, holding=holding, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data["berkas"].read()
        answers = form.answers()
        resource = _resource(request, holding, answers["kind"], answers["plan_year"], answers["kelurahan"])
        try:
            report = _first_look(resource, data, form.max_rows)
        except ValidationError as refusal:
            put(form, ValidationError({"berkas": refusal.messages}))
        else:
            kept = kept_upload.keep(request.session, data, report, **answers)
            return redirect("impor-periksa" if report else "impor-kolom", UUID(kept.token))
    may_import_offices = allows(holding, "accounts.import_office")
    context = {"title": "Impor", "form": form, "may_import_offices": may_import_offices}
    return render(request, "proposals/impor.html", context)


def _first_look(resource: SheetResource, data: bytes, max_rows: int) -> ImportReport | None:
    """What a check finds; None for a list of usulan whose columns somebody has to explain first."""
    try:
        return resource.read(data, max_rows=max_rows)
    except UnknownHeads:
        if not isinstance(resource, UsulanResource) or len(sheets.look(data, resource.columns, max_rows=max_rows)) < 2:
            raise
        return None


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, token: UUID) -> HttpResponse:
    """What would happen, row by row; a POST writes the file as it was checked."""
    holding = must(request, "proposals.use_import")
    kept = kept_upload.find(request.session, token)
    if kept is None:
        messages.info(request, kept_upload.GONE)
        return redirect("impor")
    if not kept.is_checked:
        return redirect("impor-kolom", token)
    try:
        if request.method == "POST":
            return _write(request, holding, kept)
        return _show(request, kept, kept.report())
    except ValidationError as refusal:
        messages.error(request, sentences(refusal))
        return redirect("impor")


@require_safe
def refused(request: HttpRequest, token: UUID) -> HttpResponse:
    """The refused rows as they came, with a last column that says why: to mend and send again."""
    holding = must(request, "proposals.use_import")
    kept = kept_upload.find(request.session, token)
    if kept is None or not kept.is_checked:
        raise Http404
    sheet = resource_for(request, holding, kept).sheet(kept.data(), max_rows=MAX_ROWS)
    reasons = {line.row: line.sentences for line in kept.report().lines if line.outcome == Outcome.REFUSED}
    response = HttpResponse(refused_rows.workbook(sheet, reasons), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="baris-ditolak.xlsx"'
    return response


@require_POST
def cancel(request: HttpRequest, token: UUID) -> HttpResponse:
    """Give the upload up."""
    must(request, "proposals.use_import")
    kept = kept_upload.find(request.session, token)
    if kept is not None:
        kept_upload.drop(request.session, kept)
        messages.info(request, "Impor dibatalkan. Tidak ada yang ditulis.")
    return redirect("impor")


@require_safe
def sample(request: HttpRequest, kind: str) -> HttpResponse:
    """An empty sheet with the right header and one row as an example."""
    if kind not in SAMPLES:
        raise Http404
    must(request, next(perm for name, _, perm in KINDS if name == kind))
    columns, example = SAMPLES[kind]
    heads = [name for name in (*columns.needed, *columns.optional) if name in example]
    return _csv(f"contoh-{kind}.csv", [heads, [example[name] for name in heads]])


def resource_for(request: HttpRequest, holding: OfficeHolding, kept: KeptUpload) -> SheetResource:
    """The resource for a file that waits; 403 where the office may no longer, 404 for a place outside its scope."""
    return _resource(request, holding, kept.kind, kept.plan_year, kept.kelurahan)


def _resource(
    request: HttpRequest, holding: OfficeHolding, kind: str, year: int | None, kelurahan: str
) -> SheetResource:
    """The resource for what is asked; 403 where the office may not, 404 for a place outside its scope."""
    must(request, next(perm for name, _, perm in KINDS if name == kind))
    city = Region.objects.current().get(code=holding.city_code)
    if kind == "jabatan":
        return OfficeResource(city, on=timezone.localdate(), by=holding)
    if year is None:
        raise Http404
    if kind == "kamus":
        return KamusResource(city, year, user=request.user)  # type: ignore[arg-type]
    if kind == "pokir":
        return PokirResource(city, year, by=holding)
    if kind == "tindak_lanjut":
        return FollowResource(city, year, by=holding)
    area = Region.objects.current().visible_to(holding.scope).filter(code=kelurahan).first()
    if area is None:
        raise Http404
    return UsulanResource(area, year, by=holding)


def _write(request: HttpRequest, holding: OfficeHolding, kept: KeptUpload) -> HttpResponse:
    """Check the kept file again and write it; rows may be left out only where the button said so."""
    if kept.kind == "usulan" and kept.report().to_write > import_jobs.LONG:
        return _queue(request, holding, kept)
    resource = resource_for(request, holding, kept)
    report = resource.read(kept.data(), max_rows=MAX_ROWS)
    if report.refused and request.POST.get("lewati") != "1":
        return _show(request, kept, report)
    resource.write(at=timezone.now())
    kept_upload.drop(request.session, kept)
    left = f" {report.refused} baris dilewati." if report.refused else ""
    count = report.to_write
    said = f"{count} {report.subject} dari {kept.name} ditulis." if count else "Tidak ada yang perlu ditulis."
    messages.success(request, f"{said}{left}")
    return redirect("impor")


def _queue(request: HttpRequest, holding: OfficeHolding, kept: KeptUpload) -> HttpResponse:
    """Let a worker write a long file; leads to the page that tells how far it is."""
    resource_for(request, holding, kept)
    skip = request.POST.get("lewati") == "1"
    job = import_jobs.ask(kept, kept.report(), skip=skip, by=holding, at=timezone.now())
    kept_upload.hand_over(request.session, kept)
    write_import.enqueue(job.pk)
    return redirect(job.get_absolute_url())


def _show(request: HttpRequest, kept: KeptUpload, report: ImportReport) -> HttpResponse:
    tabs = [(slug, label, report.count(outcome)) for slug, label, outcome in TABS]
    shown = request.GET.get("hasil", "")
    outcome = next((one for slug, _, one in TABS if slug == shown), None)
    urgency = {Outcome.REFUSED: 0, Outcome.CHANGED: 1, Outcome.NEW: 1, Outcome.SAME: 2}
    first = sorted(report.lines, key=lambda line: (urgency[line.outcome], not line.sentences, line.row))
    lines = [line for line in first if outcome is None or line.outcome == outcome]
    context = {
        "title": "Periksa impor",
        "kept": kept,
        "report": report,
        "tabs": tabs,
        "shown": shown if outcome else "",
        "page_obj": Paginator(lines, PER_PAGE).get_page(request.GET.get("page")),
        "place": Region.objects.current().filter(code=kept.kelurahan).first(),
        "spellings": SpellingsForm(None, questions=report.questions) if kept.kind == "usulan" else None,
    }
    return render(request, "proposals/impor_periksa.html", context)


def _csv(name: str, rows: list[list[str]]) -> HttpResponse:
    """A CSV that Excel opens by itself; text that a spreadsheet would run gets an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    for row in rows:
        writer.writerow([f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell for cell in row])
    response = HttpResponse(out.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
