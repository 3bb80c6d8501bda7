"""Addresses of digitising: pages and papers of an intake."""

from django.urls import path

from counter.web.papers.adding import IntakePagesAddView
from counter.web.papers.copies import (
    IntakeCopyFileView,
    IntakeCopyReuseView,
    IntakeCopyValidityView,
    IntakePagePictureView,
)
from counter.web.papers.page import IntakePapersStateView, IntakePapersView
from counter.web.papers.sorting import IntakePagesSortView

_INTAKE = "counter/intake/<uuid:intake>"

urlpatterns = [
    path(f"{_INTAKE}/papers/", IntakePapersView.as_view(), name="intake_papers"),
    path(f"{_INTAKE}/papers/state/", IntakePapersStateView.as_view(), name="intake_papers_state"),
    path(f"{_INTAKE}/pages/add/", IntakePagesAddView.as_view(), name="intake_pages_add"),
    path(f"{_INTAKE}/pages/sort/", IntakePagesSortView.as_view(), name="intake_pages_sort"),
    path(
        f"{_INTAKE}/pages/<uuid:page>/<str:kind>.jpg",
        IntakePagePictureView.as_view(),
        name="intake_page_picture",
    ),
    path(f"{_INTAKE}/copies/reuse/", IntakeCopyReuseView.as_view(), name="intake_copy_reuse"),
    path(
        f"{_INTAKE}/copies/validity/", IntakeCopyValidityView.as_view(), name="intake_copy_validity"
    ),
    path(
        f"{_INTAKE}/copies/<uuid:copy>.pdf", IntakeCopyFileView.as_view(), name="intake_copy_file"
    ),
]
