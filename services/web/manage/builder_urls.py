"""Addresses under /manage/: builder."""

from django.urls import URLPattern, path

from services.web.manage.builder.condition import ConditionView
from services.web.manage.builder.field import FieldNewView, FieldTypeView, FieldView
from services.web.manage.builder.json_page import FormJsonView
from services.web.manage.builder.outline import OutlineView
from services.web.manage.builder.removal import FieldDeleteView, FieldMoveView, SectionDeleteView
from services.web.manage.builder.section import SectionNewView, SectionView
from services.web.manage.builder.trying import PreviewPageView, PreviewView, TryView

_DRAFT = "manage/procedures/<str:code>/draft/"
_FORM = f"{_DRAFT}form/"

urlpatterns: list[URLPattern] = [
    path(_FORM, OutlineView.as_view(), name="manage_form"),
    path(f"{_FORM}new-section/", SectionNewView.as_view(), name="manage_form_section_new"),
    path(f"{_FORM}sections/<slug:key>/", SectionView.as_view(), name="manage_form_section"),
    path(
        f"{_FORM}sections/<slug:key>/delete/",
        SectionDeleteView.as_view(),
        name="manage_form_section_delete",
    ),
    path(f"{_FORM}new-field/", FieldNewView.as_view(), name="manage_form_field_new"),
    path(f"{_FORM}fields/<str:path>/", FieldView.as_view(), name="manage_form_field"),
    path(f"{_FORM}fields/<str:path>/type/", FieldTypeView.as_view(), name="manage_form_field_type"),
    path(
        f"{_FORM}fields/<str:path>/delete/",
        FieldDeleteView.as_view(),
        name="manage_form_field_delete",
    ),
    path(f"{_FORM}fields/<str:path>/move/", FieldMoveView.as_view(), name="manage_form_field_move"),
    path(
        f"{_FORM}fields/<str:path>/condition/",
        ConditionView.as_view(),
        name="manage_form_condition",
    ),
    path(f"{_FORM}json/", FormJsonView.as_view(), name="manage_form_json"),
    path(f"{_DRAFT}preview/", PreviewView.as_view(), name="manage_form_preview"),
    path(f"{_DRAFT}preview/page/", PreviewPageView.as_view(), name="manage_page_preview"),
    path(f"{_DRAFT}try/", TryView.as_view(), name="manage_try"),
]
