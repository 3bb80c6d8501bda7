"""Addresses of the check of signatures, and of the keys."""

from django.urls import URLPattern, URLResolver

app_name = "signatures"

urlpatterns: list[URLPattern | URLResolver] = []
