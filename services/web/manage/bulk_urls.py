"""Addresses under /manage/: bulk."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
