"""A program files a dossier for the citizen whose key it holds, once for each key of a filing."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError
from django.utils import translation
from django.utils.translation import gettext as _

from dossiers.actions.attach import Checked, add_checked
from dossiers.actions.file import file_locked
from dossiers.actions.start_draft import new_draft, profile_facts
from dossiers.actions.transition import lock
from dossiers.direct.files import checked_files
from dossiers.direct.filing import Case
from dossiers.direct.plan import Plan, plan_of
from dossiers.models import DirectFiling, Dossier
from portal.accounts.actor import Actor
from portal.accounts.models import Citizen
from portal.shared.action_log.record import recorded
from portal.shared.errors import Refusal


class KeyTaken(Refusal):
    """The key belongs to another filing (HTTP 409)."""


@dataclass(frozen=True)
class Once:
    """What makes it this filing and no other, and the program it comes from (empty: the portal's
    own session)."""

    key: str
    digest: str
    program: str = ""


def file_directly(*, actor: Actor, once: Once, case: Case) -> tuple[Dossier, bool]:
    """The dossier of this key and whether it has been filed just now.

    Answers that are left out come from the profile, as on the pages. One transaction makes the
    dossier with its files, files it and writes the key down; files are checked before it. Of two
    at the same moment the database lets one through and the other gets the same dossier. Raises
    InvalidInput and KeyTaken, with nothing changed, NotAllowed for who is no citizen.
    """
    owner_id = actor.must_be_citizen()
    known = _filed_with(owner_id, once)
    if known is not None:
        return known, False
    citizen = Citizen.objects.select_related("commune").get(pk=owner_id)
    plan = plan_of(case, profile_facts(citizen))
    try:
        with checked_files(case.attachments) as files:
            return _file(actor, citizen, once, plan, files), True
    except IntegrityError:
        known = _filed_with(owner_id, once)
        if known is None:
            raise
        return known, False


def _filed_with(owner_id: int, once: Once) -> Dossier | None:
    found = (
        DirectFiling.objects.select_related("dossier")
        .filter(owner_id=owner_id, key=once.key)
        .first()
    )
    if found is None:
        return None
    if found.digest != once.digest:
        raise KeyTaken(
            _("Idempotency-Key này đã dùng cho một hồ sơ có nội dung khác. Hãy dùng khóa mới.")
        )
    return found.dossier


def _file(
    actor: Actor, citizen: Citizen, once: Once, plan: Plan, files: Sequence[Checked]
) -> Dossier:
    # What is kept is read by people of the province and printed: in Vietnamese.
    with translation.override(settings.LANGUAGE_CODE), recorded():
        draft = new_draft(
            citizen, plan.revision, Dossier.Provenance.CITIZEN, handling=plan.handling,
            receiving=plan.receiving, answers=plan.answers,
        )  # fmt: skip
        # Before the work, so that the second of two at the same moment waits here and gives up.
        DirectFiling.objects.create(
            owner=citizen, key=once.key, digest=once.digest, program=once.program, dossier=draft
        )
        for checked in files:
            add_checked(checked, actor=actor, key=draft.key)
        locked = lock(actor, "file", key=draft.key)
        locked.return_channel = plan.return_channel
        return file_locked(locked, actor=actor, reason=_reason(once.program))


def _reason(program: str) -> str:
    """For the history, which citizen and staff read."""
    if not program:
        return ""
    return _("Nộp qua ứng dụng “%(program)s”.") % {"program": program}
