"""Addresses of the public pages of usulan and needs."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
