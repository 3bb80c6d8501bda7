"""Use a signed copy of an earlier dossier again: nothing is digitised twice."""

import uuid

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from counter.actions.lock_intake import lock_intake
from counter.actions.page_locks import paper_or_404
from counter.digitising.copies import refuse_frozen
from counter.digitising.earlier import earlier_copies
from counter.digitising.pages import copies_of, pages_of_paper
from counter.digitising.papers import paper_names
from counter.models import Intake, PaperCopy
from portal.accounts.actor import Actor
from portal.shared import clock
from portal.shared.action_log.record import record
from portal.shared.errors import Refusal


def reuse_copy(*, actor: Actor, key: uuid.UUID, copy: uuid.UUID, requirement_key: str) -> PaperCopy:
    """The earlier copy stands for this paper, with its signature. Raises Http404 (another
    citizen's, expired, no such paper), Refusal (the paper has pages or a signed copy already)."""
    with transaction.atomic():
        intake = lock_intake(actor, key)
        if not requirement_key:
            raise Http404
        paper_or_404(intake, requirement_key)
        refuse_frozen(intake, [requirement_key])
        earlier = _earlier(intake, copy)
        if pages_of_paper(intake, requirement_key):
            raise Refusal(
                _("Giấy tờ này đã có trang. Hãy bỏ hoặc chuyển các trang đó rồi dùng lại bản cũ.")
            )
        _leave_place(intake, requirement_key)
        again = _again(earlier, intake, requirement_key)
        record(
            actor=actor, action="reuse_copy", subject=f"copy:{again.key}", earlier=str(earlier.key)
        )
        return again


def drop_reused(*, actor: Actor, key: uuid.UUID, requirement_key: str) -> None:
    """Not that copy after all: the paper is empty again. Raises Http404, Refusal (being
    signed, or filed)."""
    with transaction.atomic():
        intake = lock_intake(actor, key)
        refuse_frozen(intake, [])
        for copy in copies_of(intake):
            if copy.requirement_key == requirement_key and is_reused(copy):
                copy.state = PaperCopy.State.REPLACED
                copy.save(update_fields=["state"])
                return
        raise Http404


def is_reused(copy: PaperCopy) -> bool:
    """Whether the copy was taken from an earlier dossier and may still be given back."""
    return copy.state == PaperCopy.State.SIGNED and not copy.made_of and copy.attachment_id is None


def _earlier(intake: Intake, key: uuid.UUID) -> PaperCopy:
    for copy in earlier_copies(intake, clock.today()):
        if copy.key == key:
            return copy
    raise Http404


def _leave_place(intake: Intake, requirement_key: str) -> None:
    """A copy without pages that still stands there makes room."""
    for copy in copies_of(intake):
        if copy.requirement_key == requirement_key:
            copy.state = PaperCopy.State.REPLACED
            copy.save(update_fields=["state"])


def _again(earlier: PaperCopy, intake: Intake, requirement_key: str) -> PaperCopy:
    return PaperCopy.objects.create(
        intake=intake, citizen_id=earlier.citizen_id, requirement_key=requirement_key,
        name=paper_names(intake)[requirement_key][:500], state=PaperCopy.State.SIGNED,
        page_count=earlier.page_count, file=earlier.file, sha256=earlier.sha256,
        size=earlier.size, signed_file=earlier.signed_file, signed_sha256=earlier.signed_sha256,
        signed_at=earlier.signed_at, original_seen_at=earlier.original_seen_at,
        original_seen_by_id=earlier.original_seen_by_id, valid_until=earlier.valid_until,
        made_at=earlier.made_at,
    )  # fmt: skip
