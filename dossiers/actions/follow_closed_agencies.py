"""Dossiers that came to an agency at the very moment when it was closed (called by a job)."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from dossiers.actions.hand_to_successor import hand_to_successor
from dossiers.models import Dossier
from dossiers.states import OPEN, State
from portal.accounts.actor import SYSTEM
from portal.agencies.models import Agency
from portal.shared.action_log.record import record
from portal.shared.kept_language import kept_language


def follow_closed_agencies() -> int:
    """Hand over what lies with closed agencies; how many dossiers.

    A draft whose first page was read before the closing is saved after it without seeing it: the
    closing holds no lock that all who start a dossier would wait for. Until this job comes the
    heir's staff can open such a dossier all the same (dossiers.policy).
    """
    closed = Agency.objects.filter(heir__isnull=False)
    left = Dossier.objects.filter(state__in=(State.DRAFT, *OPEN)).filter(
        Q(receiving_agency__in=closed) | Q(handling_agency__in=closed)
    )
    pairs = left.order_by().values_list("receiving_agency", "handling_agency").distinct()
    keys = {key for pair in pairs for key in pair}
    return sum(_follow(agency) for agency in closed.filter(pk__in=keys).order_by("pk"))


@transaction.atomic
def _follow(agency: Agency) -> int:
    heir = agency.present
    with kept_language():
        reason = _("%(agency)s đã được sáp nhập vào %(heir)s.") % {
            "agency": agency.name,
            "heir": heir.name,
        }
    count = hand_to_successor(actor=SYSTEM, closed=agency, heir=heir, reason=reason)
    if count:
        record(
            actor=SYSTEM, action="hand_to_successor", subject=f"agency:{agency.code}",
            successor=heir.code, dossiers=count,
        )  # fmt: skip
    return count
