"""Addresses of the pages of groups."""

from django.urls import path

from .views import drafts, group, inbox, on_behalf

urlpatterns = [
    path("kelompok/", group.own_group, name="kelompok"),
    path("kelompok/kamus/", drafts.kamus_choice, name="pilihan-kamus"),
    path("kelompok/<int:group>/", group.group_page, name="kelompok-satu"),
    path("kelompok/<int:group>/baru/", drafts.new_draft, name="kelompok-baru"),
    path("kelompok/<int:group>/urutkan/", group.rank_page, name="urutkan"),
    path("kelompok/<int:group>/kirim/", group.send, name="kirim"),
    path("draf/<uuid:public_id>/", drafts.draft_page, name="draf"),
    path("draf/<uuid:public_id>/hapus/", drafts.discard_page, name="draf-hapus"),
    path("draf/<uuid:public_id>/tarik/", group.withdraw, name="tarik"),
    path("draf/<uuid:public_id>/kirim-lagi/", group.resubmit, name="kirim-lagi"),
    path("draf/<uuid:public_id>/foto/<uuid:photo>/hapus/", drafts.remove_photo, name="foto-hapus"),
    path("kebutuhan-masuk/", inbox.needs_page, name="kebutuhan-masuk"),
    path("kebutuhan-masuk/<uuid:public_id>/ambil/", inbox.take_need, name="kebutuhan-ambil"),
    path("kebutuhan-masuk/<uuid:public_id>/jawab/", inbox.answer_need, name="kebutuhan-jawab"),
    path("kantor/usulan-baru/", on_behalf.choose_group, name="usulan-atas-nama"),
]
