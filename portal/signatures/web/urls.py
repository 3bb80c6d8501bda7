"""Addresses of the check of signatures, and of the keys."""

from django.urls import URLPattern, URLResolver, path

from portal.signatures.web.check import AskView, ReportView
from portal.signatures.web.keys import KeyEndView, KeysView

app_name = "signatures"

urlpatterns: list[URLPattern | URLResolver] = [
    path("verify/", AskView.as_view(), name="verify"),
    path("verify/<uuid:key>/", ReportView.as_view(), name="verify_report"),
    path("manage/keys/", KeysView.as_view(), name="keys"),
    path("manage/keys/<uuid:key>/end/", KeyEndView.as_view(), name="key_end"),
]
