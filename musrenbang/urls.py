"""Which address leads where. Each app names its own; here they meet."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from . import office, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.beranda, name="beranda"),
    path("jadwal/", views.jadwal, name="jadwal"),
    path("", include("accounts.urls")),
    path("", include("accounts.urls_security")),
    path("", include("accounts.urls_offices")),
    path("", include("catalogue.urls")),
    path("", include("proposals.urls")),
    path("", include("proposals.urls_group")),
    path("", include("proposals.urls_desk")),
    path("", include("proposals.urls_bappeda")),
    path("", include("proposals.urls_import")),
    path("", include("proposals.urls_jobs")),
    path("", include("proposals.urls_similar")),
    path("", include("proposals.urls_survey")),
    path("", include("proposals.urls_following")),
    path("", include("proposals.urls_kamus")),
    path("", include("proposals.urls_notices")),
    path("", include("proposals.urls_bank")),
    path("", include("proposals.urls_pokir")),
    path("", include("proposals.urls_batch")),
    path("", include("rounds.urls")),
    path("", include("reports.urls")),
    path("", include("reports.urls_exchange")),
    path("", include("reports.urls_documents")),
    path("", include("reports.urls_tables")),
    path("api/", include("musrenbang.urls_api")),
    path("kantor/", office.kantor, name="kantor"),
    path("admin/", admin.site.urls),
]
