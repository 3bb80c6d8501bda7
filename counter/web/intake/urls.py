"""Addresses of an intake. Papers, signing, payment and slip have their own modules."""

from django.urls import path

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
    path(f"{_INTAKE}close/", IntakeCloseView.as_view(), name="intake_close"),
    path(f"{_INTAKE}suspend/", IntakeSuspendView.as_view(), name="intake_suspend"),
]
