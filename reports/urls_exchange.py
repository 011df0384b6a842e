"""Addresses of what goes to and comes from other systems."""

from django.urls import re_path

from . import views_exchange, views_open_data

urlpatterns = [
    re_path(r"^kantor/unduhan/sipd\.(?P<kind>xlsx|csv)$", views_exchange.sipd_file, name="unduh-sipd"),
    re_path(
        r"^kantor/serah-terima/(?P<pk>[0-9]+)/sipd\.(?P<kind>xlsx|csv)$",
        views_exchange.batch_file,
        name="serah-terima-berkas",
    ),
    re_path(
        r"^kantor/unduhan/siapkan/(?P<shape>sipd|daftar)\.(?P<kind>xlsx|csv)$",
        views_exchange.ask_export,
        name="unduh-siapkan",
    ),
    re_path(
        r"^data-terbuka/(?P<code>[0-9.]{5})/(?P<year>[0-9]{4})/(?P<name>usulan\.csv|usulan\.json|README\.md)$",
        views_open_data.open_file,
        name="data-terbuka",
    ),
]
