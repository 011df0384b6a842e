"""Addresses of the pages of groups and of the verification desk."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
