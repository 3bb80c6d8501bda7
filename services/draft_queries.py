"""Reads of drafts. Provincial admins see all of them; nobody else any."""

from django.db.models import Q, QuerySet

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from services.flow import DraftState
from services.models import DraftEdit, Procedure, RevisionDraft

CLOSED = (DraftState.PUBLISHED, DraftState.DISCARDED)
# Steps of these kinds also make a person one of a draft's authors.
SUBMITTED = "submit"


def drafts_for(actor: Actor) -> QuerySet[RevisionDraft]:
    """The drafts this person may see."""
    if actor.role != Role.PROVINCIAL_ADMIN:
        return RevisionDraft.objects.none()
    return RevisionDraft.objects.select_related("procedure__sector", "base_revision")


def open_draft_of(procedure: Procedure) -> RevisionDraft | None:
    """The one draft of the procedure that is neither published nor discarded."""
    return (
        RevisionDraft.objects.filter(procedure=procedure)
        .exclude(state__in=CLOSED)
        .select_related("procedure__sector", "base_revision", "edited_by")
        .first()
    )


def is_author(draft: RevisionDraft, user_id: int) -> bool:
    """Whether this person changed or submitted it: authors do not approve (four eyes). Who began a
    new procedure chose its code, name or source; who merely opened a draft of one in force did
    nothing to it yet."""
    if draft.base_revision_id is None and draft.created_by_id == user_id:
        return True
    return (
        DraftEdit.objects.filter(draft=draft, actor_id=user_id)
        .filter(Q(changed=True) | Q(part=SUBMITTED))
        .exists()
    )
