"""Addresses under /manage/: builder."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
