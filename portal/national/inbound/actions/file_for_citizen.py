"""The national portal files a dossier for a citizen, once for each key."""

from collections.abc import Sequence

from django.conf import settings
from django.db import IntegrityError
from django.utils import translation
from django.utils.translation import gettext as _

from dossiers.actions.attach import Checked, add_checked
from dossiers.actions.file import file_locked
from dossiers.actions.start_draft import new_draft
from dossiers.actions.transition import lock
from dossiers.direct.files import checked_files
from dossiers.models import Dossier
from portal.accounts.actor import Actor
from portal.accounts.models import Citizen
from portal.accounts.roles import Role
from portal.national.inbound.filing import Envelope, Filing
from portal.national.inbound.person import Person, owner_of
from portal.national.inbound.plan import Plan, plan_of
from portal.national.models import InboundFiling
from portal.shared.action_log.record import record, recorded
from portal.shared.errors import Refusal

NATIONAL_PORTAL = Actor(role=Role.SYSTEM, name="Cổng Dịch vụ công quốc gia")


class KeyTaken(Refusal):
    """The key, or the signature, belongs to another filing (HTTP 409)."""


def file_for_citizen(*, envelope: Envelope, filing: Filing) -> tuple[Dossier, bool]:
    """The dossier of this key and whether it has been filed just now.

    One transaction makes the citizen (if new), the dossier with its files, files it and writes the
    key down; files are checked before it. Of two at the same moment the database lets one through
    and the other gets the same dossier. Raises InvalidInput and KeyTaken, with nothing changed.
    """
    known = _filed_with(envelope)
    if known is not None:
        return known, False
    plan = plan_of(filing)
    try:
        with checked_files(filing.case.attachments) as files:
            return _file(envelope, plan, files), True
    except IntegrityError:
        known = _filed_with(envelope)
        if known is None:
            raise
        return known, False


def _filed_with(envelope: Envelope) -> Dossier | None:
    found = InboundFiling.objects.select_related("dossier").filter(key=envelope.key).first()
    if found is None:
        _refuse_used_signature(envelope)
        return None
    if found.digest != envelope.digest:
        raise KeyTaken(
            _("Idempotency-Key này đã dùng cho một hồ sơ có nội dung khác. Hãy dùng khóa mới.")
        )
    return found.dossier


def _refuse_used_signature(envelope: Envelope) -> None:
    """Whoever repeats a request that he overheard can change the key, but not sign it anew."""
    if InboundFiling.objects.filter(signature=envelope.signature).exists():
        raise KeyTaken(
            _("Chữ ký này đã dùng với một Idempotency-Key khác. Hãy ký lại với thời điểm mới.")
        )


def _file(envelope: Envelope, plan: Plan, files: Sequence[Checked]) -> Dossier:
    # What is kept is read by people of the province and printed: in Vietnamese.
    with translation.override(settings.LANGUAGE_CODE), recorded():
        citizen, is_new = owner_of(plan.person)
        actor = Actor.of_citizen(citizen)
        draft = new_draft(
            citizen, plan.case.revision, Dossier.Provenance.CITIZEN, handling=plan.case.handling,
            receiving=plan.case.receiving, answers=plan.case.answers,
        )  # fmt: skip
        # Before the work, so that the second of two at the same moment waits here and gives up.
        InboundFiling.objects.create(
            key=envelope.key, digest=envelope.digest, sender=envelope.sender,
            signature=envelope.signature, dossier=draft,
        )  # fmt: skip
        for checked in files:
            add_checked(checked, actor=actor, key=draft.key)
        locked = lock(actor, "file", key=draft.key)
        locked.return_channel = plan.case.return_channel
        dossier = file_locked(locked, actor=actor, reason=_reason(plan.person, citizen))
        record(
            actor=NATIONAL_PORTAL,
            action="file_for_citizen",
            subject=f"dossier:{dossier.code}",
            sender=envelope.sender,
            new_citizen=is_new,
        )
        return dossier


def _reason(person: Person, citizen: Citizen) -> str:
    """For the history, which citizen and staff read."""
    if person.full_name.casefold() == citizen.full_name.casefold():
        return _("Nộp qua Cổng Dịch vụ công quốc gia.")
    return _("Nộp qua Cổng Dịch vụ công quốc gia; họ tên ghi ở đó: %(name)s.") % {
        "name": person.full_name
    }
