"""Changes the content of a draft: what every editing page comes down to."""

from collections.abc import Callable

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.shared import clock
from portal.shared.errors import NotAllowed, StalePage
from services.content import RevisionContent
from services.models import DraftEdit, RevisionDraft

MAX_WORDS = 500
MAY_EDIT = (Role.PROVINCIAL_ADMIN, Role.SYSTEM)

Change = Callable[[RevisionContent], RevisionContent]


@transaction.atomic
def edit_draft(
    *, actor: Actor, draft_id: int, version: int, part: str, change: Change, words: str
) -> RevisionDraft:
    """The draft with `change` made to its content; unchanged content makes no new version.

    `version` is what the person's page was made of, `words` say in one sentence what was done.
    Raises NotAllowed (no admin; not being drafted), StalePage (another admin saved meanwhile),
    and what `change` raises (InvalidInput): nothing is written then.
    """
    draft = locked_draft(actor, draft_id)
    if not draft.is_editable:
        words_of_state = {"state": draft.get_state_display()}
        raise NotAllowed(_("Bản soạn thảo này không sửa được nữa (%(state)s).") % words_of_state)
    if draft.version != version:
        raise StalePage(overtaken(draft))
    before = draft.content
    after = change(before)
    if after == before:
        return draft
    draft.content_json = after.as_json()
    draft.version += 1
    draft.edited_by_id = actor.user_id
    draft.edited_at = clock.now()
    draft.save(update_fields=["content_json", "version", "edited_by", "edited_at"])
    note_edit(draft, actor, part=part, words=words, changed=True)
    return draft


def locked_draft(actor: Actor, draft_id: int) -> RevisionDraft:
    """The draft under a row lock. Raises NotAllowed for everyone but admins, Http404."""
    if actor.role not in MAY_EDIT:
        raise NotAllowed(_("Chỉ quản trị tỉnh được soạn thảo thủ tục."))
    draft = (
        RevisionDraft.objects.select_for_update(of=("self",))
        .select_related("procedure__sector", "edited_by")
        .filter(pk=draft_id)
        .first()
    )
    if draft is None:
        raise Http404
    return draft


def overtaken(draft: RevisionDraft) -> str:
    """The sentence for whom another admin has overtaken."""
    name = draft.edited_by.full_name if draft.edited_by else _("Hệ thống")
    saved_at = draft.edited_at.astimezone(clock.PROVINCE_TIME)
    return _(
        "%(name)s vừa lưu bản soạn thảo này lúc %(time)s. Nội dung bạn nhập còn ở dưới; hãy đối "
        "chiếu rồi lưu lại."
    ) % {"name": name, "time": f"{saved_at:%H:%M %d/%m/%Y}"}


def note_edit(
    draft: RevisionDraft, actor: Actor, *, part: str, words: str, changed: bool
) -> DraftEdit:
    """One line in the draft's own history, within the transaction of the change."""
    return DraftEdit.objects.create(
        draft=draft,
        actor_id=actor.user_id,
        actor_name=actor.name,
        version=draft.version,
        part=part,
        changed=changed,
        words=words[:MAX_WORDS],
    )
