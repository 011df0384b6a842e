"""Addresses of long work."""

from django.urls import path

from .views import jobs

urlpatterns = [
    path("kantor/antrean/", jobs.job_list, name="antrean"),
    path("kantor/antrean/<uuid:public_id>/", jobs.job_page, name="antrean-satu"),
    path("kantor/antrean/<uuid:public_id>/batal/", jobs.job_cancel, name="antrean-batal"),
    path("kantor/antrean/<uuid:public_id>/berkas/", jobs.job_file, name="antrean-berkas"),
]
