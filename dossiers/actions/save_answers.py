"""Keep what is typed in a draft, valid or not."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.actions.transition import lock
from dossiers.answering import cleaned_answers
from dossiers.models import Dossier
from dossiers.states import State
from portal.accounts.actor import Actor
from portal.shared import clock
from portal.shared.errors import InvalidInput, StalePage
from services.binding import binding
from services.eforms.answers import Cleaned
from services.eforms.definition import EForm

Answers = Mapping[str, Any]
# Reads what was posted against the form and the draft's answers: an address may come in halves.
Reader = Callable[[EForm, Answers], Answers]

CHANGED_ELSEWHERE = gettext_lazy(
    "Phần này vừa được sửa ở một cửa sổ hoặc thiết bị khác. Nội dung bạn nhập vẫn còn dưới đây: "
    "xem lại rồi lưu lần nữa."
)


def save_answers(
    *, actor: Actor, key: object, typed: Answers | Reader, seen_version: int | None = None
) -> tuple[Dossier, Cleaned]:
    """Merge `typed` (field key → raw answer, or who reads it) into the draft.

    What cannot be used is kept as typed; the outcome says what has to be mended. Raises StalePage
    when the page is older than the draft (`seen_version`) and would undo what was saved since.
    """
    with transaction.atomic():
        draft = lock(actor, "save", key=key, state=State.DRAFT)
        eform = binding(draft.revision_id).eform
        raw = typed(eform, draft.answers) if callable(typed) else typed
        cleaned = cleaned_answers(draft, partial=True, answers={**draft.answers, **raw})
        if seen_version not in (None, draft.version) and _differs(cleaned, draft, raw):
            raise StalePage(str(CHANGED_ELSEWHERE))
        draft.answers = cleaned.kept
        draft.version += 1
        _save(draft, "answers", "version")
        return draft, cleaned


def save_delivery(*, actor: Actor, key: object, return_channel: str) -> Dossier:
    """Choose how the result is received. Raises InvalidInput for a way that is not offered."""
    with transaction.atomic():
        draft = lock(actor, "save", key=key, state=State.DRAFT)
        if return_channel not in channels_of(draft):
            raise InvalidInput({"return_channel": _("Chọn cách nhận kết quả.")})
        draft.return_channel = return_channel
        _save(draft, "return_channel")
        return draft


def channels_of(draft: Dossier) -> tuple[str, ...]:
    """The ways to receive the result that the procedure offers."""
    return binding(draft.revision_id).return_channels or (Dossier.ReturnChannel.COUNTER,)


def _differs(cleaned: Cleaned, draft: Dossier, raw: Answers) -> bool:
    """A save that was answered into the void is repeated: the same again does no harm."""
    return any(cleaned.kept.get(key) != draft.answers.get(key) for key in raw)


def _save(draft: Dossier, *fields: str) -> None:
    draft.saved_at = clock.now()
    draft.save(update_fields=[*fields, "saved_at"])
