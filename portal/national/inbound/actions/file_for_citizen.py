"""The national portal files a dossier for a citizen, once for each key."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from dossiers.actions.attach import Checked
from dossiers.direct.files import checked_files
from dossiers.direct.once import KeyTaken, file_plan, filed_once, refuse_other_content
from dossiers.models import Dossier
from portal.accounts.actor import Actor
from portal.accounts.models import Citizen
from portal.accounts.roles import Role
from portal.national.inbound.filing import Envelope, Filing
from portal.national.inbound.person import Person, owner_of
from portal.national.inbound.plan import Plan, plan_of
from portal.national.models import InboundFiling
from portal.shared.action_log.record import record, recorded
from portal.shared.kept_language import kept_language

NATIONAL_PORTAL = Actor(role=Role.SYSTEM, name="Cổng Dịch vụ công quốc gia")


def file_for_citizen(*, envelope: Envelope, filing: Filing) -> tuple[Dossier, bool]:
    """The dossier of this key and whether it has been filed just now.

    One transaction makes the citizen (if new), the dossier with its files, files it and writes the
    key down; files are checked before it. Raises InvalidInput and KeyTaken, with nothing changed.
    """
    return filed_once(lambda: _filed_with(envelope), lambda: _checked_and_filed(envelope, filing))


def _filed_with(envelope: Envelope) -> Dossier | None:
    found = InboundFiling.objects.select_related("dossier").filter(key=envelope.key).first()
    if found is None:
        _refuse_used_signature(envelope)
        return None
    refuse_other_content(envelope.digest, found.digest)
    return found.dossier


def _refuse_used_signature(envelope: Envelope) -> None:
    """Whoever repeats a request that he overheard can change the key, but not sign it anew."""
    if InboundFiling.objects.filter(signature=envelope.signature).exists():
        raise KeyTaken(
            _("Chữ ký này đã dùng với một Idempotency-Key khác. Hãy ký lại với thời điểm mới.")
        )


def _checked_and_filed(envelope: Envelope, filing: Filing) -> Dossier:
    plan = plan_of(filing)
    with checked_files(filing.case.attachments) as files:
        return _file(envelope, plan, files)


def _file(envelope: Envelope, plan: Plan, files: Sequence[Checked]) -> Dossier:
    # What is kept is read by people of the province and printed: in Vietnamese.
    with kept_language(), recorded():
        citizen, is_new = owner_of(plan.person)
        dossier = file_plan(
            plan.case, files, actor=Actor.of_citizen(citizen), citizen=citizen,
            reason=_reason(plan.person, citizen),
            write_key=lambda draft: InboundFiling.objects.create(
                key=envelope.key, digest=envelope.digest, sender=envelope.sender,
                signature=envelope.signature, dossier=draft,
            ),
        )  # fmt: skip
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
