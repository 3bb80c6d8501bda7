"""Addresses of consultations."""

from django.urls import path

from services.web.consultations.opinion import OpinionView
from services.web.consultations.pages import (
    ConsultationListView,
    ConsultationProcedureView,
    ConsultationView,
)
from services.web.consultations.trying import ConsultationTryView

_ONE = "consultations/<uuid:key>/"

urlpatterns = [
    path("consultations/", ConsultationListView.as_view(), name="consultation_list"),
    path(_ONE, ConsultationView.as_view(), name="consultation"),
    path(f"{_ONE}procedure/", ConsultationProcedureView.as_view(), name="consultation_procedure"),
    path(
        f"{_ONE}try/",
        ConsultationTryView.as_view(),
        name="consultation_try",
    ),
    path(f"{_ONE}opinion/", OpinionView.as_view(), name="consultation_opinion"),
]
