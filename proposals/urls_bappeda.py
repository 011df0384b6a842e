"""Addresses of Bappeda's calendar and limits."""

from django.urls import path

from .views import limits, stages, undiscussed

urlpatterns = [
    path("kantor/tahapan/", stages.stage_list, name="tahapan"),
    path("kantor/tahapan/siklus-baru/", stages.new_cycle, name="siklus-baru"),
    path("kantor/tahapan/<int:pk>/<slug:act>/", stages.stage_act, name="tahapan-ubah"),
    path("kantor/tidak-dibahas/", undiscussed.undiscussed_list, name="tidak-dibahas"),
    path("kantor/batas/", limits.limits, name="batas"),
]
