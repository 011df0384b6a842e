"""Addresses of the papers of forums."""

from django.urls import path, re_path

from . import views_amendment, views_board
from . import views_documents as views

urlpatterns = [
    path("kantor/papan/", views_board.board_page, name="papan"),
    re_path(
        r"^kantor/papan/(?P<code>[0-9.]{13,24})/(?P<year>[0-9]{4})\.pdf$", views_board.board_file, name="papan-berkas"
    ),
    re_path(
        r"^kantor/forum/(?P<number>[A-Z0-9-]{4,40})/blanko/(?P<kind>usulan|hadir)\.pdf$",
        views.blanks,
        name="forum-blanko",
    ),
    re_path(
        r"^kantor/ba-perubahan/(?P<pk>[0-9]{1,12})\.(?P<kind>pdf|xlsx)$",
        views_amendment.amendment_file,
        name="ba-perubahan-berkas",
    ),
    re_path(r"^dokumen/(?P<digest>[0-9a-f]{64})/$", views.verification, name="dokumen"),
    path("kantor/forum/<str:number>/dokumen/", views.documents, name="forum-dokumen"),
    path("kantor/forum/<str:number>/dokumen/semua.zip", views.document_zip, name="forum-dokumen-zip"),
    re_path(
        r"^kantor/forum/(?P<number>[A-Z0-9-]{4,40})/dokumen/(?P<code>[A-Za-z0-9.-]{1,20})\.(?P<kind>pdf|xlsx)$",
        views.document_file,
        name="forum-dokumen-berkas",
    ),
]
