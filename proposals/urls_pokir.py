"""Addresses of pokok pikiran."""

from django.urls import path

from .views import pokir

urlpatterns = [
    path("kantor/pokir/", pokir.pokir_list, name="pokir"),
    path("kantor/pokir/<int:pk>/", pokir.pokir_page, name="pokir-satu"),
]
