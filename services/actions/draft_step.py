"""What all steps of a draft's lifecycle have in common."""

from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.shared.errors import InvalidInput, StalePage
from services import validity
from services.actions.edit_draft import locked_draft
from services.flow import DraftState
from services.models import RevisionDraft

MAX_REASON = 2000


def locked_with_procedure(actor: Actor, draft_id: int) -> RevisionDraft:
    """The draft under its lock and that of its procedure, in this order.

    Raises NotAllowed for everyone but admins, Http404.
    """
    procedure_id = (
        RevisionDraft.objects.filter(pk=draft_id).values_list("procedure_id", flat=True).first()
    )
    if procedure_id is not None:
        validity.locked_procedure(procedure_id)
    return locked_draft(actor, draft_id)


def must_be(draft: RevisionDraft, *states: DraftState) -> None:
    """Raises StalePage where the draft has moved on."""
    if draft.state not in states:
        words = _("Bản soạn thảo đã chuyển sang bước khác: %(state)s. Không có gì thay đổi.")
        raise StalePage(words % {"state": DraftState(draft.state).label})


def must_be_seen(draft: RevisionDraft, version: int) -> None:
    """Raises StalePage where the content is not what the person's page showed."""
    if draft.version != version:
        name = draft.edited_by.full_name if draft.edited_by else _("Hệ thống")
        words = _(
            "%(name)s đã sửa bản soạn thảo sau khi bạn mở trang này. Hãy đọc lại rồi làm tiếp."
        )
        raise StalePage(words % {"name": name})


def needed_reason(reason: str, missing: str) -> str:
    """The reason, tidied. Raises InvalidInput: `missing` where there is none, or too long."""
    reason = reason.strip()
    if not reason:
        raise InvalidInput({"reason": missing})
    if len(reason) > MAX_REASON:
        raise InvalidInput(
            {"reason": _("Lý do dài tối đa %(limit)d ký tự.") % {"limit": MAX_REASON}}
        )
    return reason
