"""Addresses under /manage/: differences, revisions, consultations."""

from django.urls import URLPattern, path

from services.web.manage.consultations import pages
from services.web.manage.consultations.opening import ConsultView
from services.web.manage.difference.compare import DifferenceView
from services.web.manage.difference.revision import RevisionView

_PROCEDURE = "manage/procedures/<str:code>/"
_ALL = "manage/consultations/"
_ONE = f"{_ALL}<uuid:key>/"

urlpatterns: list[URLPattern] = [
    path(f"{_PROCEDURE}difference/", DifferenceView.as_view(), name="manage_difference"),
    path(f"{_PROCEDURE}revisions/<int:number>/", RevisionView.as_view(), name="manage_revision"),
    path(f"{_PROCEDURE}draft/consult/", ConsultView.as_view(), name="manage_consult"),
    path(_ALL, pages.ConsultationsView.as_view(), name="manage_consultations"),
    path(_ONE, pages.ConsultationView.as_view(), name="manage_consultation"),
    path(f"{_ONE}end/", pages.ConsultationEndView.as_view(), name="manage_consultation_end"),
    path(
        f"{_ONE}answer/", pages.ConsultationAnswerView.as_view(), name="manage_consultation_answer"
    ),
]
