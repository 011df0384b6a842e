"""Addresses of the verification desk."""

from django.urls import path

from .views import bulk, deciding, desk, desk_side, sharing

urlpatterns = [
    path("kantor/usulan-masuk/", desk.worklist, name="usulan-masuk"),
    path("kantor/usulan-masuk/bagikan/", sharing.share, name="bagikan"),
    path("kantor/usulan-masuk/tombol/", desk.keys, name="tombol"),
    path("kantor/usulan-masuk/sekaligus/", bulk.decide_many, name="putuskan-sekaligus"),
    path("kantor/usulan-masuk/<str:number>/", deciding.decide, name="putuskan"),
    path("kantor/usulan-masuk/<str:number>/urungkan/", desk_side.undo, name="urungkan"),
    path("kantor/usulan-masuk/<str:number>/meja/<slug:act>/", desk_side.beside, name="meja-sisi"),
    path("kantor/kesiapan/", desk_side.tasks, name="kesiapan"),
    path("kantor/kesiapan/<int:pk>/", desk_side.clear, name="kesiapan-selesai"),
]
