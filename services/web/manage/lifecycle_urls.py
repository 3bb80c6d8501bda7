"""Addresses under /manage/: lifecycle."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
