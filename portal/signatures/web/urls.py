"""Addresses of the check of signatures, and of the keys."""

from django.urls import URLPattern, URLResolver, path

from portal.signatures.web.check import AskView, ReportView

app_name = "signatures"

urlpatterns: list[URLPattern | URLResolver] = [
    path("verify/", AskView.as_view(), name="verify"),
    path("verify/<uuid:key>/", ReportView.as_view(), name="verify_report"),
]
