"""Addresses of what the kamus asks for: files beside a usulan."""

from django.urls import path

from .views import document

urlpatterns = [
    path("berkas/<uuid:public_id>/", document.document, name="berkas"),
]
