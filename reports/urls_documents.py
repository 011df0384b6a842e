"""Addresses of the papers of forums."""

from django.urls import path, re_path

from . import views_documents as views

urlpatterns = [
    re_path(r"^dokumen/(?P<digest>[0-9a-f]{64})/$", views.verification, name="dokumen"),
    path("kantor/forum/<str:number>/dokumen/", views.documents, name="forum-dokumen"),
    path("kantor/forum/<str:number>/dokumen/semua.zip", views.document_zip, name="forum-dokumen-zip"),
    re_path(
        r"^kantor/forum/(?P<number>[A-Z0-9-]{4,40})/dokumen/(?P<code>[A-Za-z0-9.-]{1,20})\.(?P<kind>pdf|xlsx)$",
        views.document_file,
        name="forum-dokumen-berkas",
    ),
]
