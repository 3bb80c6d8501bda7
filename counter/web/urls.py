"""Addresses of the one-stop counter, by subject."""

from django.urls import URLPattern, URLResolver

app_name = "counter"

urlpatterns: list[URLPattern | URLResolver] = []
