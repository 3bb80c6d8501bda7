"""Addresses under /manage/: difference."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
