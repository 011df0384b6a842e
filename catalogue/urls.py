"""Addresses of the kamus."""

from django.urls import path

from .views import kamus

urlpatterns = [
    path("kamus/", kamus.kamus, name="kamus"),
    path("kamus/cari/", kamus.kamus_answers, name="kamus-cari"),
]
