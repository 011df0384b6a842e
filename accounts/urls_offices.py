"""Addresses of offices, their holders and cards, activation, and announcements."""

from django.urls import path

from .views import activation, announcements, board, cards, offices

urlpatterns = [
    path("aktivasi/", activation.activate, name="aktivasi"),
    path("kantor/pengurus/", board.overview, name="pengurus"),
    path("kantor/pengurus/<str:code>/", board.area, name="pengurus-wilayah"),
    path("kantor/pengurus/<str:code>/kartu/", cards.issue_area, name="pengurus-kartu"),
    path("kantor/jabatan/<int:pk>/", offices.office, name="jabatan"),
    path("kantor/jabatan/<int:pk>/ganti/", offices.hand_over, name="jabatan-ganti"),
    path("kantor/jabatan/<int:pk>/kartu/", cards.issue_one, name="jabatan-kartu"),
    path("pengumuman/", announcements.announcements, name="pengumuman"),
    path("pengumuman/baru/", announcements.tell, name="pengumuman-baru"),
    path("pengumuman/<int:pk>/", announcements.announcement, name="pengumuman-satu"),
    path("pengumuman/<int:pk>/tarik/", announcements.withdraw, name="pengumuman-tarik"),
]
