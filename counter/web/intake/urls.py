"""Addresses of an intake. Papers, signing, payment and slip have their own modules."""

from django.urls import path

from counter.web.intake.consent import IntakeConsentView
from counter.web.intake.form import IntakeFileView, IntakeFormView
from counter.web.intake.identify import IntakeIdentifyView, IntakePersonView
from counter.web.intake.next_matter import IntakeNextView
from counter.web.intake.person_new import IntakePersonNewView
from counter.web.intake.procedure import IntakeProcedureView
from counter.web.intake.start import (
    IntakeCloseView,
    IntakeOpenView,
    IntakeResumeView,
    IntakeStartView,
    IntakeSuspendView,
    IntakeView,
)

_INTAKE = "counter/intake/<uuid:intake>/"

urlpatterns = [
    path("counter/intake/", IntakeStartView.as_view(), name="intake_start"),
    path("counter/intake/open/", IntakeOpenView.as_view(), name="intake_open"),
    path("counter/intake/resume/", IntakeResumeView.as_view(), name="intake_resume"),
    path(_INTAKE, IntakeView.as_view(), name="intake"),
    path(f"{_INTAKE}identify/", IntakeIdentifyView.as_view(), name="intake_identify"),
    path(f"{_INTAKE}person/", IntakePersonView.as_view(), name="intake_person"),
    path(f"{_INTAKE}person/new/", IntakePersonNewView.as_view(), name="intake_person_new"),
    path(f"{_INTAKE}consent/", IntakeConsentView.as_view(), name="intake_consent"),
    path(f"{_INTAKE}procedure/", IntakeProcedureView.as_view(), name="intake_procedure"),
    path(f"{_INTAKE}form/", IntakeFormView.as_view(), name="intake_form"),
    path(f"{_INTAKE}form/files/<uuid:key>/", IntakeFileView.as_view(), name="intake_file"),
    path(f"{_INTAKE}next/", IntakeNextView.as_view(), name="intake_next"),
    path(f"{_INTAKE}close/", IntakeCloseView.as_view(), name="intake_close"),
    path(f"{_INTAKE}suspend/", IntakeSuspendView.as_view(), name="intake_suspend"),
]
