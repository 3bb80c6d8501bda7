"""A clerk opens her till for the day."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from payments.errors import CashDayClosed
from payments.models import CashDay
from payments.queries.cash import open_day_of, refuse_left_open
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.shared import clock
from portal.shared.action_log.record import record
from portal.shared.errors import NotAllowed


@transaction.atomic
def open_cash_day(*, actor: Actor, float_vnd: int) -> CashDay:
    """Open today's day of the clerk's till with `float_vnd` đồng of change in it.

    Repeated, it is the day that is open already, its float as it was. Raises NotAllowed (no clerk
    of an agency), CashDayLeftOpen (a day of before is still open), CashDayClosed (today's has been
    closed: it stays closed).
    """
    if actor.role != Role.CLERK or actor.agency_id is None:
        raise NotAllowed(_("Chỉ cán bộ một cửa được mở sổ quỹ tiền mặt."))
    found = open_day_of(actor) or _open(actor, float_vnd) or open_day_of(actor)
    if found is None:
        raise CashDayClosed(
            _("Sổ quỹ hôm nay của bạn đã khóa, không mở lại được. Ngày mai mở sổ mới để thu tiền.")
        )
    refuse_left_open(found)
    return found


def _open(actor: Actor, float_vnd: int) -> CashDay | None:
    """The new day; None when today's has been there already, or was opened at the same moment."""
    today = {"clerk_id": actor.person_id, "agency_id": actor.agency_id, "day": clock.today()}
    if CashDay.objects.filter(**today).exists():
        return None
    try:
        with transaction.atomic():
            opened = CashDay.objects.create(opened_at=clock.now(), float_vnd=float_vnd, **today)
    except IntegrityError:
        return None
    record(
        actor=actor,
        action="open_cash_day",
        subject=f"cash_day:{opened.key}",
        day=opened.day.isoformat(),
        float_vnd=float_vnd,
    )
    return opened
