"""Addresses under /manage/: editor."""

from django.urls import URLPattern, path

from services.web.manage.editor import facts, hub, new

_PROCEDURE = "manage/procedures/<str:code>/"
_DRAFT = f"{_PROCEDURE}draft/"

urlpatterns: list[URLPattern] = [
    path("manage/procedures/new/", new.ProcedureNewView.as_view(), name="manage_procedure_new"),
    path(f"{_PROCEDURE}copy/", new.ProcedureCopyView.as_view(), name="manage_procedure_copy"),
    path(_DRAFT, hub.DraftHubView.as_view(), name="manage_draft"),
    path(f"{_DRAFT}open/", hub.DraftOpenView.as_view(), name="manage_draft_open"),
    path(f"{_DRAFT}facts/", facts.FactsView.as_view(), name="manage_draft_facts"),
]
