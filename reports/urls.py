"""Addresses of recaps, lists and forms."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
