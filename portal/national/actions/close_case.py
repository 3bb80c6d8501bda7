"""A person closes a case about the line to the national portal."""

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.national.models import SyncCase
from portal.national.policy import must_run_the_line
from portal.shared import clock
from portal.shared.action_log.record import record
from portal.shared.errors import InvalidInput, StalePage

SHORTEST, LONGEST = 10, 500


@transaction.atomic
def close_case(*, actor: Actor, case_id: int, outcome: str) -> SyncCase:
    """Close it with what was found. Tries go on; what still fails after as many hours again gets
    a case again.

    Raises NotAllowed, StalePage (closed already), InvalidInput (`outcome`), SyncCase.DoesNotExist.
    """
    must_run_the_line(actor)
    outcome = " ".join(outcome.replace("\0", "").split())
    case = SyncCase.objects.select_for_update().get(pk=case_id)
    if case.closed_at:
        raise StalePage(_("Việc này đã đóng; không có gì thay đổi."))
    problem = _problem(outcome)
    if problem:
        raise InvalidInput({"outcome": problem})
    case.closed_at, case.closed_by_id, case.outcome = clock.now(), actor.person_id, outcome
    case.save(update_fields=["closed_at", "closed_by", "outcome"])
    record(actor=actor, action="close_sync_case", subject=f"sync_case:{case.pk}", kind=case.kind)
    return case


def _problem(outcome: str) -> str:
    if len(outcome) < SHORTEST:
        return _("Hãy ghi rõ đã xử lý thế nào (ít nhất %(least)d ký tự).") % {"least": SHORTEST}
    if len(outcome) > LONGEST:
        return _("Viết ngắn lại, không quá %(most)d ký tự.") % {"most": LONGEST}
    return ""
