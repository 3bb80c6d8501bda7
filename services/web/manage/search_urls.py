"""Addresses under /manage/: search."""

from django.urls import URLPattern, path

from services.web.manage.search.life_events import (
    LifeEventDeleteView,
    LifeEventEditView,
    LifeEventProceduresView,
    LifeEventsView,
)
from services.web.manage.search.missed import MissedSearchesView
from services.web.manage.search.synonyms import SynonymDeleteView, SynonymsView, SynonymView

_SYNONYMS, _EVENTS = "manage/search/synonyms/", "manage/search/life-events/"

urlpatterns: list[URLPattern] = [
    path(_SYNONYMS, SynonymsView.as_view(), name="manage_search_synonyms"),
    path(f"{_SYNONYMS}new/", SynonymView.as_view(), name="manage_search_synonym_new"),
    path(f"{_SYNONYMS}<int:pk>/", SynonymView.as_view(), name="manage_search_synonym"),
    path(
        f"{_SYNONYMS}<int:pk>/delete/",
        SynonymDeleteView.as_view(),
        name="manage_search_synonym_delete",
    ),
    path(_EVENTS, LifeEventsView.as_view(), name="manage_search_life_events"),
    path(f"{_EVENTS}new/", LifeEventEditView.as_view(), name="manage_search_life_event_new"),
    path(f"{_EVENTS}<int:pk>/", LifeEventEditView.as_view(), name="manage_search_life_event"),
    path(
        f"{_EVENTS}<int:pk>/procedures/",
        LifeEventProceduresView.as_view(),
        name="manage_search_life_event_procedures",
    ),
    path(
        f"{_EVENTS}<int:pk>/delete/",
        LifeEventDeleteView.as_view(),
        name="manage_search_life_event_delete",
    ),
    path("manage/search/missed/", MissedSearchesView.as_view(), name="manage_search_missed"),
]
