"""Addresses of reports and of the lists behind their figures."""

from django.urls import path, re_path

from . import views_report_pdf, views_saved
from . import views_tables as views

LIST = r"(?P<kind>" + "|".join(views.LISTS) + ")"

urlpatterns = [
    path("kantor/laporan/", views.index, name="laporan"),
    re_path(rf"^kantor/laporan/daftar/{LIST}/$", views.list_page, name="laporan-daftar"),
    re_path(rf"^kantor/laporan/daftar/{LIST}\.xlsx$", views.list_sheet, name="laporan-daftar-xlsx"),
    path("kantor/laporan/saringan/<int:pk>/hapus/", views_saved.forget, name="saringan-hapus"),
    path("kantor/laporan/<slug:slug>/simpan/", views_saved.save, name="saringan-simpan"),
    path("kantor/laporan/<slug:slug>/", views.report_page, name="laporan-satu"),
    path("kantor/laporan/<slug:slug>.pdf", views_report_pdf.report_pdf, name="laporan-pdf"),
    path("kantor/laporan/<slug:slug>.xlsx", views.report_sheet, name="laporan-xlsx"),
]
