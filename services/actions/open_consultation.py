"""Puts a draft up for comment: users are asked before a procedure is published."""

from datetime import timedelta

from django.core.cache import caches
from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.shared import clock
from portal.shared.action_log.record import record
from portal.shared.errors import InvalidInput
from portal.shared.kept_language import kept_language
from services import revision_rows
from services.actions.draft_step import must_be, must_be_seen
from services.actions.edit_draft import locked_draft, note_edit
from services.flow import DraftState
from services.models import Consultation, Revision, RevisionDraft
from services.publishable import must_be_publishable
from services.validity import beginning_of, day_words

FEWEST_DAYS, MOST_DAYS = 3, 90
MAX_QUESTION = 1000
OPEN_ONES = "services.open_consultations"


@transaction.atomic
def open_consultation(
    *, actor: Actor, draft_id: int, version: int, days: int | None, question: str = ""
) -> Consultation:
    """The consultation, open until the end of the `days`th day after today. What people are shown
    is frozen; the draft cannot be edited meanwhile.

    Raises NotAllowed (no admin), StalePage (not being drafted, or edited since the page),
    InvalidInput (`days` not 3 to 90, `question` too long, something is missing in the draft, no
    difference to what is in force).
    """
    draft = locked_draft(actor, draft_id)
    must_be(draft, DraftState.DRAFT)
    must_be_seen(draft, version)
    question = question.strip()
    days = _checked(days, question)
    must_be_publishable(draft.procedure, draft.content)
    _must_differ(draft)
    draft.consult()
    draft.save(update_fields=["state"])
    closes_at = beginning_of(clock.today() + timedelta(days=days + 1))
    consultation = Consultation.objects.create(
        draft=draft,
        base_revision=draft.base_revision,
        content_json=draft.content_json,
        version=draft.version,
        question=question,
        opened_by_id=actor.user_id,
        closes_at=closes_at,
    )
    with kept_language():
        words = _("Lấy ý kiến người dân đến hết ngày %(day)s") % {
            "day": day_words(closes_at - timedelta(days=1))
        }
    note_edit(draft, actor, part="consult", words=words, changed=False)
    record(
        actor=actor,
        action="open_consultation",
        subject=f"procedure:{draft.procedure.code}",
        consultation=str(consultation.key),
        draft=draft.pk,
        version=draft.version,
        days=days,
    )
    transaction.on_commit(forget_open_ones)
    return consultation


def forget_open_ones() -> None:
    """This process looks anew which procedures have a consultation open."""
    caches["memory"].delete(OPEN_ONES)


def _checked(days: int | None, question: str) -> int:
    errors = {}
    if days is None or not FEWEST_DAYS <= days <= MOST_DAYS:
        words = _("Nhập số ngày lấy ý kiến, từ %(fewest)d đến %(most)d ngày.")
        errors["days"] = words % {"fewest": FEWEST_DAYS, "most": MOST_DAYS}
    if len(question) > MAX_QUESTION:
        words = _("Câu hỏi dài tối đa %(limit)d ký tự. Hãy viết ngắn lại.")
        errors["question"] = words % {"limit": MAX_QUESTION}
    if errors or days is None:
        raise InvalidInput(errors)
    return days


def _must_differ(draft: RevisionDraft) -> None:
    base = draft.base_revision
    if base is None or base.state != Revision.State.PUBLISHED:
        return
    if revision_rows.read(base) == draft.content:
        words = _("Bản soạn thảo không khác gì phiên bản %(number)d đang áp dụng.")
        raise InvalidInput({"content": words % {"number": base.number}})
