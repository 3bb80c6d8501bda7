"""A program files a dossier for the citizen whose key it holds, once for each key of a filing."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from dossiers.actions.start_draft import profile_facts
from dossiers.direct.files import checked_files
from dossiers.direct.filing import Case
from dossiers.direct.once import file_plan, filed_once, refuse_other_content
from dossiers.direct.plan import plan_of
from dossiers.models import DirectFiling, Dossier
from portal.accounts.actor import Actor
from portal.accounts.models import Citizen
from portal.shared.action_log.record import recorded
from portal.shared.kept_language import kept_language


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
    dossier with its files, files it and writes the key down; files are checked before it. Raises
    InvalidInput and KeyTaken, with nothing changed, NotAllowed for who is no citizen.
    """
    owner_id = actor.must_be_citizen()
    return filed_once(lambda: _filed_with(owner_id, once), lambda: _file(actor, once, case))


def _filed_with(owner_id: int, once: Once) -> Dossier | None:
    found = (
        DirectFiling.objects.select_related("dossier")
        .filter(owner_id=owner_id, key=once.key)
        .first()
    )
    if found is None:
        return None
    refuse_other_content(once.digest, found.digest)
    return found.dossier


def _file(actor: Actor, once: Once, case: Case) -> Dossier:
    citizen = Citizen.objects.select_related("commune").get(pk=actor.must_be_citizen())
    plan = plan_of(case, profile_facts(citizen))
    # What is kept is read by people of the province and printed: in Vietnamese.
    with checked_files(case.attachments) as files, kept_language(), recorded():
        return file_plan(
            plan, files, actor=actor, citizen=citizen, reason=_reason(once.program),
            write_key=lambda draft: DirectFiling.objects.create(
                owner=citizen, key=once.key, digest=once.digest, program=once.program,
                dossier=draft,
            ),
        )  # fmt: skip


def _reason(program: str) -> str:
    """For the history, which citizen and staff read."""
    if not program:
        return ""
    return _("Nộp qua ứng dụng “%(program)s”.") % {"program": program}
