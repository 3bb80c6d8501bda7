"""A whole dossier in one transaction, once for each key, however often it is sent."""

from collections.abc import Callable, Sequence

from django.db import IntegrityError
from django.utils.translation import gettext as _

from dossiers.actions.attach import Checked, add_checked
from dossiers.actions.file import file_locked
from dossiers.actions.start_draft import new_draft
from dossiers.actions.transition import lock
from dossiers.direct.plan import Plan
from dossiers.models import Dossier
from portal.accounts.actor import Actor
from portal.accounts.models import Citizen
from portal.shared.errors import Refusal


class KeyTaken(Refusal):
    """The key, or the signature, belongs to another filing (HTTP 409)."""


def filed_once(
    find: Callable[[], Dossier | None], make: Callable[[], Dossier]
) -> tuple[Dossier, bool]:
    """What has been filed with the key already, else what `make` files; whether it was just now.

    Of two at the same moment the database lets one through, by the unique key that `make` writes
    down first; the other gets the same dossier.
    """
    known = find()
    if known is not None:
        return known, False
    try:
        return make(), True
    except IntegrityError:
        known = find()
        if known is None:
            raise
        return known, False


def refuse_other_content(digest: str, known_digest: str) -> None:
    """Raises KeyTaken when the same key comes with something else in it."""
    if digest != known_digest:
        raise KeyTaken(
            _("Idempotency-Key này đã dùng cho một hồ sơ có nội dung khác. Hãy dùng khóa mới.")
        )


def file_plan(
    plan: Plan,
    files: Sequence[Checked],
    *,
    actor: Actor,
    citizen: Citizen,
    reason: str,
    write_key: Callable[[Dossier], object],
) -> Dossier:
    """The dossier with its files, filed, in the caller's transaction.

    `write_key` comes before the work, so that the second of two at the same moment waits there and
    gives up. `reason` goes into the history. Raises InvalidInput.
    """
    draft = new_draft(
        citizen, plan.revision, Dossier.Provenance.CITIZEN, handling=plan.handling,
        receiving=plan.receiving, answers=plan.answers,
    )  # fmt: skip
    write_key(draft)
    for checked in files:
        add_checked(checked, actor=actor, key=draft.key)
    locked = lock(actor, "file", key=draft.key)
    locked.return_channel = plan.return_channel
    return file_locked(locked, actor=actor, reason=reason)
