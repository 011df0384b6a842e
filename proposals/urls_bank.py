"""Addresses of the bank usulan."""

from django.urls import path

from .views import wishes

urlpatterns = [
    path("kelompok/<int:group>/bank/", wishes.ask, name="bank-tulis"),
    path("kantor/bank/", wishes.bank, name="bank"),
    path("kantor/bank/<uuid:public_id>/", wishes.wish_page, name="bank-satu"),
]
