"""Addresses of forums and their results."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
