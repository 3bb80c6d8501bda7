"""Addresses under /manage/: difference."""

from django.urls import URLPattern, path

from services.web.manage.difference.compare import DifferenceView
from services.web.manage.difference.revision import RevisionView

_PROCEDURE = "manage/procedures/<str:code>/"

urlpatterns: list[URLPattern] = [
    path(f"{_PROCEDURE}difference/", DifferenceView.as_view(), name="manage_difference"),
    path(f"{_PROCEDURE}revisions/<int:number>/", RevisionView.as_view(), name="manage_revision"),
]
