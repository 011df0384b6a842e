"""Addresses of imports."""

from django.urls import path

from .views import import_names, imports

urlpatterns = [
    path("kantor/impor/", imports.upload, name="impor"),
    path("kantor/impor/contoh/<slug:kind>.csv", imports.sample, name="impor-contoh"),
    path("kantor/impor/<uuid:token>/", imports.check, name="impor-periksa"),
    path("kantor/impor/<uuid:token>/kolom/", import_names.columns, name="impor-kolom"),
    path("kantor/impor/<uuid:token>/ejaan/", import_names.spellings, name="impor-ejaan"),
    path("kantor/impor/<uuid:token>/batal/", imports.cancel, name="impor-batal"),
    path("kantor/impor/<uuid:token>/ditolak.xlsx", imports.refused, name="impor-ditolak"),
]
