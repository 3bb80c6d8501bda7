"""Addresses of the case that need no sign-in."""

from django.urls import path

from dossiers.web.public.track import TrackView

urlpatterns = [path("track/", TrackView.as_view(), name="track")]
