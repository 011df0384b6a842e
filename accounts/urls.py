"""Addresses of coming in and of offices."""

from django.urls import path

from . import views

urlpatterns = [
    path("masuk/", views.Login.as_view(), name="masuk"),
    path("keluar/", views.Logout.as_view(), name="keluar"),
    path("ganti-jabatan/", views.switch_office, name="ganti-jabatan"),
    path("peran/", views.roles, name="peran"),
]
