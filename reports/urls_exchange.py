"""Addresses of what goes to and comes from other systems."""

from django.urls import re_path

from . import views_exchange

urlpatterns = [
    re_path(r"^kantor/unduhan/sipd\.(?P<kind>xlsx|csv)$", views_exchange.sipd_file, name="unduh-sipd"),
    re_path(
        r"^kantor/unduhan/siapkan/(?P<shape>sipd|daftar)\.(?P<kind>xlsx|csv)$",
        views_exchange.ask_export,
        name="unduh-siapkan",
    ),
]
