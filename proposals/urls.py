"""Addresses of the public pages of usulan and needs."""

from django.urls import path

from .views import map, need_parts, needs, photo, public, receipt, resume

urlpatterns = [
    path("usulan/", public.proposal_list, name="daftar-usulan"),
    path("usulan/unduh.csv", public.proposal_csv, name="usulan-csv"),
    path("usulan/<str:number>/", public.proposal_page, name="usulan"),
    path("lacak/", public.track, name="lacak"),
    path("kebutuhan/baru/", needs.tell, name="kebutuhan-mulai"),
    path("kebutuhan/baru/<int:step>/", needs.tell, name="kebutuhan-baru"),
    path("kebutuhan/baru/kamus/", need_parts.kamus_choice, name="kebutuhan-kamus"),
    path("kebutuhan/baru/simpan/", need_parts.keep_typing, name="kebutuhan-simpan"),
    path("kebutuhan/baru/titik/", map.pin_check, name="kebutuhan-titik"),
    path("kebutuhan/baru/foto/<slug:name>/", need_parts.draft_photo, name="kebutuhan-foto"),
    path("kebutuhan/lanjut/<slug:code>/", resume.resume, name="kebutuhan-lanjut"),
    path("kebutuhan/<slug:code>/", receipt.receipt, name="tanda-terima"),
    path("peta/batas/<str:code>/", map.outlines, name="peta-batas"),
    path("foto/<uuid:public_id>/", photo.photo, name="foto"),
]
