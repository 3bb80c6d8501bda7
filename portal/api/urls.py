"""Addresses of the API."""

from django.urls import path

from portal.api.dossiers.mine import MyDossiersView
from portal.api.dossiers.tracking import TrackDossierView
from portal.api.national.views import NationalDossierView, NationalFilingView
from portal.api.procedures.revisions import (
    FormSchemaView,
    QuoteView,
    RevisionFormSchemaView,
    RevisionListView,
    RevisionView,
)
from portal.api.procedures.views import ProcedureListView, ProcedureView
from portal.api.schema import SchemaView

app_name = "api"
urlpatterns = [
    path("schema/", SchemaView.as_view(), name="schema"),
    path("procedures/", ProcedureListView.as_view(), name="procedure_list"),
    path("procedures/<str:code>/", ProcedureView.as_view(), name="procedure"),
    path("procedures/<str:code>/form-schema/", FormSchemaView.as_view(), name="form_schema"),
    path("procedures/<str:code>/quote/", QuoteView.as_view(), name="quote"),
    path("procedures/<str:code>/revisions/", RevisionListView.as_view(), name="revision_list"),
    path("procedures/<str:code>/revisions/<str:number>/", RevisionView.as_view(), name="revision"),
    path(
        "procedures/<str:code>/revisions/<str:number>/form-schema/",
        RevisionFormSchemaView.as_view(),
        name="revision_form_schema",
    ),
    path("dossiers/<str:code>/", TrackDossierView.as_view(), name="track_dossier"),
    path("me/dossiers/", MyDossiersView.as_view(), name="my_dossiers"),
    path("national/dossiers/", NationalFilingView.as_view(), name="national_filing"),
    path("national/dossiers/<str:code>/", NationalDossierView.as_view(), name="national_dossier"),
]
