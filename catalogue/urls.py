"""Addresses of the kamus."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
