"""Addresses of the case that need no sign-in."""

from django.urls import path

from dossiers.web.public.track import TrackView
from dossiers.web.public.verify_document import VerifyDocumentView

urlpatterns = [
    path("track/", TrackView.as_view(), name="track"),
    path("verify/document/<uuid:key>/", VerifyDocumentView.as_view(), name="verify_document"),
]
