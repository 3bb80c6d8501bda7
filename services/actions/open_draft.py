"""Opens a draft of a procedure: the one that is open already, or a new one of what is in force."""

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.shared.errors import NotAllowed
from portal.shared.kept_language import kept_language
from services import revision_rows
from services.actions.edit_draft import MAY_EDIT, note_edit
from services.content import RevisionContent
from services.draft_queries import open_draft_of
from services.models import Procedure, Revision, RevisionDraft


@transaction.atomic
def open_draft(*, actor: Actor, procedure: Procedure) -> RevisionDraft:
    """The procedure's only open draft. Raises NotAllowed for everyone but admins."""
    if actor.role not in MAY_EDIT:
        raise NotAllowed(_("Chỉ quản trị tỉnh được soạn thảo thủ tục."))
    locked = (
        Procedure.objects.select_for_update(of=("self",))
        .select_related("sector")
        .get(pk=procedure.pk)
    )
    existing = open_draft_of(locked)
    if existing is not None:
        return existing
    base = last_revision(locked)
    content = revision_rows.read(base) if base else RevisionContent(locked.name, locked.sector.name)
    with kept_language():
        words = (
            _("Mở bản soạn thảo từ phiên bản %(number)d") % {"number": base.number}
            if base
            else _("Mở bản soạn thảo trống")
        )
    return new_draft(actor=actor, procedure=locked, content=content, base=base, words=words)


def new_draft(
    *,
    actor: Actor,
    procedure: Procedure,
    content: RevisionContent,
    base: Revision | None,
    words: str,
) -> RevisionDraft:
    """A draft with this content; the caller holds the lock of the procedure, which has none."""
    draft = RevisionDraft.objects.create(
        procedure=procedure,
        base_revision=base,
        content_json=content.as_json(),
        created_by_id=actor.user_id,
        edited_by_id=actor.user_id,
    )
    note_edit(draft, actor, part="open", words=words, changed=False)
    return draft


def is_overtaken(draft: RevisionDraft, newest: Revision | None) -> bool:
    """Whether the procedure's newest revision came after the draft was opened (or rebased)."""
    return newest is not None and newest.pk != draft.base_revision_id


def last_revision(procedure: Procedure) -> Revision | None:
    """What a draft is compared with: the newest revision that is or was in force, or will be."""
    return (
        procedure.revisions.exclude(state=Revision.State.DRAFT)
        .select_related("handling_agency", "receiving_agency", "procedure")
        .order_by("-number")
        .first()
    )
