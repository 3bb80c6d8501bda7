"""A provincial admin asks for a comparison now."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.national.actions.start_comparison import start_comparison
from portal.national.comparison import jobs
from portal.national.models import Comparison
from portal.national.policy import must_run_the_line
from portal.shared import clock
from portal.shared.action_log.record import record
from portal.shared.errors import InvalidInput


@transaction.atomic
def ask_comparison(*, actor: Actor, kind: str, since: date | None = None) -> Comparison:
    """The comparison, which a job runs; the one that is going on already if there is one.

    `since`: dossiers whose code is of this day or later, None for all; the catalogue is always
    compared as a whole. Raises NotAllowed, InvalidInput (`kind`, `since`).
    """
    must_run_the_line(actor)
    if kind not in Comparison.Kind.values:
        raise InvalidInput({"kind": _("Chọn đối chiếu hồ sơ hoặc danh mục thủ tục.")})
    if since and since > clock.today():
        raise InvalidInput({"since": _("Chọn từ hôm nay trở về trước.")})
    comparison, is_new = start_comparison(kind=kind, since=since, asked_by_id=actor.person_id)
    if is_new:
        jobs.defer(comparison)
        record(
            actor=actor,
            action="ask_comparison",
            subject=f"comparison:{comparison.pk}",
            kind=str(comparison.kind),
            since=comparison.since.isoformat() if comparison.since else "",
        )
    return comparison
