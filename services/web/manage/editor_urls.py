"""Addresses under /manage/: editor."""

from django.urls import URLPattern, path

from services.web.manage.editor import (
    facts,
    fees,
    hub,
    new,
    notices,
    papers,
    quote,
    reductions,
    steps,
)
from services.web.template_file import ManageTemplateFileView

_PROCEDURE = "manage/procedures/<str:code>/"
_DRAFT = f"{_PROCEDURE}draft/"

# Fixed words before keys: `new/` stands before `<key>/`.
urlpatterns: list[URLPattern] = [
    path("manage/procedures/new/", new.ProcedureNewView.as_view(), name="manage_procedure_new"),
    path(f"{_PROCEDURE}copy/", new.ProcedureCopyView.as_view(), name="manage_procedure_copy"),
    path(_DRAFT, hub.DraftHubView.as_view(), name="manage_draft"),
    path(f"{_DRAFT}open/", hub.DraftOpenView.as_view(), name="manage_draft_open"),
    path(f"{_DRAFT}facts/", facts.FactsView.as_view(), name="manage_draft_facts"),
    path(f"{_DRAFT}papers/", papers.PapersView.as_view(), name="manage_draft_papers"),
    path(f"{_DRAFT}papers/new/", papers.PaperView.as_view(), name="manage_draft_paper_new"),
    path(f"{_DRAFT}papers/<slug:key>/", papers.PaperView.as_view(), name="manage_draft_paper"),
    path(f"{_DRAFT}steps/", steps.StepsView.as_view(), name="manage_draft_steps"),
    path(f"{_DRAFT}steps/new/", steps.StepView.as_view(), name="manage_draft_step_new"),
    path(f"{_DRAFT}steps/<int:key>/", steps.StepView.as_view(), name="manage_draft_step"),
    path(f"{_DRAFT}fees/", fees.FeesView.as_view(), name="manage_draft_fees"),
    path(f"{_DRAFT}fees/new/", fees.FeeView.as_view(), name="manage_draft_fee_new"),
    path(f"{_DRAFT}fees/note/", fees.FeeNoteView.as_view(), name="manage_draft_fee_note"),
    path(f"{_DRAFT}fees/quote/", quote.QuoteView.as_view(), name="manage_draft_quote"),
    path(f"{_DRAFT}fees/<slug:key>/", fees.FeeView.as_view(), name="manage_draft_fee"),
    path(
        f"{_DRAFT}reductions/", reductions.ReductionsView.as_view(), name="manage_draft_reductions"
    ),
    path(
        f"{_DRAFT}reductions/new/",
        reductions.ReductionView.as_view(),
        name="manage_draft_reduction_new",
    ),
    path(
        f"{_DRAFT}reductions/<slug:key>/",
        reductions.ReductionView.as_view(),
        name="manage_draft_reduction",
    ),
    path(
        "manage/templates/<uuid:key>/",
        ManageTemplateFileView.as_view(),
        name="manage_template_file",
    ),
    path(f"{_DRAFT}notices/", notices.NoticesView.as_view(), name="manage_draft_notices"),
]
