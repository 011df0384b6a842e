"""Addresses of what is alike: the hint, support, and taking up an old usulan."""

from django.urls import path

from .views import similar

urlpatterns = [
    path("kebutuhan/baru/mirip/", similar.resident_hint, name="kebutuhan-mirip"),
    path("kelompok/<int:group>/mirip/", similar.group_hint, name="mirip"),
    path("kelompok/<int:group>/dukung/<str:number>/", similar.support, name="dukung"),
    path("kelompok/<int:group>/lagi/<uuid:public_id>/", similar.again, name="usulkan-lagi"),
    path("kelompok/<int:group>/lama/", similar.past, name="kelompok-lama"),
]
