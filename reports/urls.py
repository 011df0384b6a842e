"""Addresses of recaps, lists and forms."""

from django.urls import path, re_path

from . import views, views_recap

urlpatterns = [
    path("kantor/rekap/", views_recap.recap_page, name="rekap"),
    path("kantor/rekap/rekapitulasi.xlsx", views_recap.recap_sheet, name="rekap-xlsx"),
    path("kantor/unduhan/", views.downloads, name="unduhan"),
    re_path(r"^kantor/unduhan/usulan\.(?P<kind>xlsx|csv)$", views.list_file, name="unduh-daftar"),
    re_path(
        r"^kantor/formulir/(?P<number>1\.4|1\.5|2\.3|2\.4)/(?P<code>[0-9.]{8,13})\.(?P<kind>pdf|xlsx)$",
        views.official_form,
        name="formulir",
    ),
]
