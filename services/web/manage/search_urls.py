"""Addresses under /manage/: search."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
