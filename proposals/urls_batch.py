"""Addresses of the hand-over of lists from level to level."""

from django.urls import path

from .views import batch

urlpatterns = [
    path("kantor/serah-terima/", batch.batch_list, name="serah-terima"),
    path("kantor/serah-terima/sipd/", batch.send_to_sipd, name="serah-terima-kirim"),
    path("kantor/serah-terima/<int:pk>/", batch.batch_page, name="serah-terima-satu"),
]
