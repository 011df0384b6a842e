"""Addresses of what the kamus asks for: its answer while typing, files, another price."""

from django.urls import path

from .views import document, drafts, kamus_check, pricing

urlpatterns = [
    path("berkas/<uuid:public_id>/", document.document, name="berkas"),
    path("kelompok/<int:group>/periksa/", kamus_check.check_draft, name="kelompok-periksa"),
    path("kebutuhan/baru/periksa/", kamus_check.check_need, name="kebutuhan-periksa"),
    path("draf/<uuid:public_id>/berkas/<uuid:document>/hapus/", drafts.remove_document, name="berkas-hapus"),
    path("kantor/usulan/<str:number>/harga/", pricing.price_page, name="harga"),
]
