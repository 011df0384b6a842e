"""Addresses of the public pages of usulan and needs."""

from django.urls import path

from .views import photo, public

urlpatterns = [
    path("usulan/", public.proposal_list, name="daftar-usulan"),
    path("usulan/unduh.csv", public.proposal_csv, name="usulan-csv"),
    path("usulan/<str:number>/", public.proposal_page, name="usulan"),
    path("lacak/", public.track, name="lacak"),
    path("foto/<uuid:public_id>/", photo.photo, name="foto"),
]
