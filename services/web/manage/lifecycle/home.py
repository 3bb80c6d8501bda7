"""`/manage/`: what waits for this admin, and the way to everything else."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts.web.access import ActorRequest
from services import waiting
from services.flow import DraftState
from services.validity import day_words
from services.waiting import Some
from services.web.manage.access import ManageView


@dataclass(frozen=True)
class Waiting:
    """A list on the page; `href` leads to all of it."""

    key: str
    title: str
    empty: str
    rows: list[dict[str, Any]]
    href: str = ""


@method_decorator(never_cache, name="dispatch")
class ManageHomeView(ManageView):
    """Seven bounded lists."""

    def get(self, request: ActorRequest) -> HttpResponse:
        """The page."""
        actor = request.actor
        context = {
            "lists": [
                _drafts(
                    "approve", _("Chờ bạn phê duyệt"), _("Không có bản soạn thảo nào chờ bạn."),
                    waiting.drafts_to_approve(actor), "approval",
                ),
                _batches(waiting.batches_to_approve(actor)),
                _drafts(
                    "mine", _("Bản soạn thảo của bạn"), _("Bạn không có bản soạn thảo nào."),
                    waiting.own_drafts(actor), "",
                ),
                _consultations(waiting.consultations_ending()),
                _coming(waiting.revisions_to_come(), waiting.withdrawals_to_come()),
                _laws(waiting.laws_ending()),
            ]
        }  # fmt: skip
        return render(request, "manage/home.html", context)


def _page_of(code: str) -> str:
    return reverse("services:manage_procedure", args=[code])


def _all(some: Some, query: str) -> str:
    return f"{reverse('services:manage_procedures')}?{query}" if some.more else ""


def _drafts(key: str, title: str, empty: str, some: Some, state: str) -> Waiting:
    rows = [
        {
            "href": _page_of(draft.procedure.code),
            "title": draft.procedure.name,
            "code": draft.procedure.code,
            "chip": DraftState(draft.state).label,
            "who": (draft.submitted_by if state else draft.edited_by) or "",
            "at": draft.submitted_at if state else draft.edited_at,
        }
        for draft in some.rows
    ]
    return Waiting(key, title, empty, rows, _all(some, f"draft={state or 'draft'}"))


def _batches(some: Some) -> Waiting:
    rows = [
        {"href": "/manage/batches/", "title": batch.title, "chip": batch.get_state_display(),
         "at": batch.asked_at}
        for batch in some.rows
    ]  # fmt: skip
    more = "/manage/batches/" if some.more else ""
    empty = _("Không có đợt thay đổi nào chờ bạn.")
    return Waiting("batches", _("Đợt thay đổi chờ bạn duyệt"), empty, rows, more)


def _consultations(some: Some) -> Waiting:
    rows = [
        {
            "href": _page_of(each.draft.procedure.code),
            "title": each.draft.procedure.name,
            "code": each.draft.procedure.code,
            "note": _("Lấy ý kiến đến %(day)s") % {"day": day_words(each.closes_at)},
        }
        for each in some.rows
    ]
    more = "/manage/consultations/" if some.more else ""
    empty = _("Không có thủ tục nào đang lấy ý kiến.")
    return Waiting("consultations", _("Đang lấy ý kiến"), empty, rows, more)


def _coming(revisions: Some, withdrawals: Some) -> Waiting:
    rows = [
        (
            revision.in_force.lower,
            revision.procedure,
            _("Phiên bản %(number)d áp dụng từ %(day)s"),
            revision.number,
        )
        for revision in revisions.rows
    ] + [
        (each.effective_at, each.revision.procedure, _("Bãi bỏ từ %(day)s"), each.revision.number)
        for each in withdrawals.rows
    ]
    told = [
        {
            "href": _page_of(procedure.code),
            "title": procedure.name,
            "code": procedure.code,
            "note": words % {"number": number, "day": day_words(moment)},
        }
        for moment, procedure, words, number in sorted(rows, key=lambda row: row[0])
    ]
    empty = _("Không có thay đổi nào chờ đến ngày.")
    return Waiting(
        "coming", _("Sắp áp dụng, sắp bãi bỏ"), empty, told, _all(revisions, "draft=approved")
    )


def _laws(some: Some) -> Waiting:
    rows = [
        {
            "href": _page_of(revision.procedure.code),
            "title": revision.procedure.name,
            "code": revision.procedure.code,
            "laws": waiting.laws_that_end(revision),
        }
        for revision in some.rows
    ]
    empty = _("Không có văn bản nào hết hiệu lực trong 90 ngày tới.")
    return Waiting("laws", _("Căn cứ pháp lý sắp hết hiệu lực"), empty, rows)
