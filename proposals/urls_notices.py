"""Addresses of what is told, and of who has not sent."""

from django.urls import path

from .views import notices

urlpatterns = [
    path("kotak-masuk/", notices.inbox, name="kotak-masuk"),
    path("kotak-masuk/dibaca/", notices.mark_read, name="kotak-masuk-dibaca"),
    path("kantor/kabar/", notices.daily, name="kabar-harian"),
    path("kantor/belum-mengirim/", notices.not_sent_board, name="belum-mengirim"),
]
