"""Addresses of Bappeda's calendar and limits."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
