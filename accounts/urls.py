"""Addresses of coming in and of offices."""

from django.urls import path

from .views import login, roles

urlpatterns = [
    path("masuk/", login.Login.as_view(), name="masuk"),
    path("keluar/", login.Logout.as_view(), name="keluar"),
    path("ganti-jabatan/", login.switch_office, name="ganti-jabatan"),
    path("peran/", roles.roles, name="peran"),
]
