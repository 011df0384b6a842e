"""Addresses of the public pages of usulan and needs."""

from django.urls import path

from .views import needs, photo, public, receipt

urlpatterns = [
    path("usulan/", public.proposal_list, name="daftar-usulan"),
    path("usulan/unduh.csv", public.proposal_csv, name="usulan-csv"),
    path("usulan/<str:number>/", public.proposal_page, name="usulan"),
    path("lacak/", public.track, name="lacak"),
    path("kebutuhan/baru/", needs.tell, name="kebutuhan-mulai"),
    path("kebutuhan/baru/<int:step>/", needs.tell, name="kebutuhan-baru"),
    path("kebutuhan/baru/kamus/", needs.kamus_choice, name="kebutuhan-kamus"),
    path("kebutuhan/baru/foto/<slug:name>/", needs.draft_photo, name="kebutuhan-foto"),
    path("kebutuhan/<slug:code>/", receipt.receipt, name="tanda-terima"),
    path("foto/<uuid:public_id>/", photo.photo, name="foto"),
]
