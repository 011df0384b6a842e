"""Addresses of the kamus."""

from django.urls import path

from . import views

urlpatterns = [
    path("kamus/", views.kamus, name="kamus"),
    path("kamus/cari/", views.kamus_answers, name="kamus-cari"),
]
