"""Addresses under /manage/: editor."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
