"""`…/draft/preview/`, `…/preview/page/` and `…/draft/try/`: the draft as citizens will meet it."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.web.access import ActorRequest
from services.building.mistakes import mistakes_of
from services.building.showing import showable
from services.eforms.answers import clean
from services.eforms.definition import EForm
from services.eforms.posting import change_rows, from_post
from services.eforms.scope import Scope
from services.eforms.web import BoundSection, bind
from services.web import wording
from services.web.manage.builder.page import FormPage
from services.web.service_detail import page_context
from services.web.trying.unsaved import binding_of, revision_of, steps_of
from services.web.trying.walk import Trial, assumed_files, walk


class PreviewView(FormPage):
    """The whole form on one page, as wide as a phone. Scripts hide what a condition hides; without
    them a button does."""

    def get(self, request: ActorRequest, code: str) -> HttpResponse:
        """Nothing answered yet."""
        shown = showable(self.form)
        return self._page(request, [bind(each, {}) for each in shown.sections] if shown else None)

    def post(self, request: ActorRequest, code: str) -> HttpResponse:
        """With the answers as typed and the conditions applied; nothing is kept."""
        shown = showable(self.form)
        return self._page(request, answered(shown, request.POST) if shown else None)

    def _page(self, request: ActorRequest, preview: list[BoundSection] | None) -> HttpResponse:
        context: dict[str, Any] = {
            "preview": preview or [],
            "is_showable": preview is not None,
            "mistakes": mistakes_of(self.form),
            "back_url": self.outline,
            "back_text": _("Mẫu đơn"),
        }
        return self.show(request, "manage/trying/preview.html", context)


def answered(eform: EForm, data: Any) -> list[BoundSection]:
    """The sections with the fields that are shown under these answers."""
    raw: dict[str, Any] = {}
    for section in eform.sections:
        typed = from_post(section, data)
        raw |= change_rows(section, typed, data) or typed
    cleaned = clean(eform, raw, partial=True, files=assumed_files(eform))
    scope = Scope(cleaned.values)
    sections = []
    for section in eform.sections:
        shown = tuple(field for field in section.fields if scope.shows(field))
        if shown:
            bound = replace(section, fields=shown)
            sections.append(bind(bound, cleaned.kept, errors=cleaned.errors))
    return sections


class PreviewPageView(FormPage):
    """The public page of the procedure as it would be."""

    def get(self, request: ActorRequest, code: str) -> HttpResponse:
        """The page, with a banner that says what it is."""
        content = self.draft.content
        revision = revision_of(content, self.procedure)
        context = page_context(revision, binding_of(content, code), steps_of(content))
        context |= {
            "is_preview": True,
            "preview_url": reverse("services:manage_form_preview", args=[code]),
        }
        return render(request, "manage/trying/service_page.html", context)


class TryView(FormPage):
    """Filing for a try, from the first section to the receipt; nothing is left behind."""

    def get(self, request: ActorRequest, code: str) -> HttpResponse:
        """The first page."""
        return walk(request, self._trial())

    def post(self, request: ActorRequest, code: str) -> HttpResponse:
        """The next page."""
        return walk(request, self._trial())

    def _trial(self) -> Trial:
        content = self.draft.content
        revision = revision_of(content, self.procedure)
        receiver = revision.receiving_agency
        problem = ""
        if showable(content.eform) is None:
            problem = _("Mẫu đơn còn lỗi nên lượt thử bỏ qua phần kê khai. Hãy sửa mẫu đơn trước.")
        return Trial(
            bound=binding_of(content, self.procedure.code),
            here=reverse("services:manage_try", args=[self.procedure.code]),
            leave=self.outline,
            leave_text=_("Mẫu đơn"),
            frame="manage/base.html",
            time_limit=wording.time_limit(revision),
            receiver=receiver.name if receiver else _("Bộ phận tiếp nhận và trả kết quả"),
            problem=problem,
        )
