"""Addresses of the kamus."""

from django.urls import path

from .views import kamus, versions

urlpatterns = [
    path("kamus/", kamus.kamus, name="kamus"),
    path("kamus/cari/", kamus.kamus_answers, name="kamus-cari"),
    path("kantor/kamus/", versions.version_list, name="kamus-versi"),
    path("kantor/kamus/banding/", versions.comparison, name="kamus-banding"),
    path("kantor/kamus/<int:pk>/", versions.version_step, name="kamus-langkah"),
]
