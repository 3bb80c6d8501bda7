"""A leader signs the closing of a till."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from payments.actions.steps import step
from payments.errors import CashDayClosed
from payments.models import CashDay
from payments.queries.cash import days_led_by
from payments.states import CashDayState
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.shared import clock
from portal.shared.action_log.record import record
from portal.shared.errors import NotAllowed


@transaction.atomic
def sign_off_cash_day(*, actor: Actor, key: uuid.UUID) -> CashDay:
    """Sign a closed day; from then on nothing of it changes any more.

    By a leader of the till's agency, or of the agency right above it, never by the clerk whose
    till it is. Whether the second factor was shown a moment ago is the page's business. Raises
    CashDay.DoesNotExist (not theirs), NotAllowed, CashDayClosed (not closed yet, or signed before).
    """
    if actor.role != Role.LEADER:
        raise NotAllowed(_("Chỉ lãnh đạo được ký duyệt sổ quỹ."))
    cash_day = days_led_by(actor).select_for_update(of=("self",)).get(key=key)
    if cash_day.clerk_id == actor.user_id:
        raise NotAllowed(_("Bạn không được tự ký duyệt sổ quỹ của mình."))
    if cash_day.state == CashDayState.OPEN:
        raise CashDayClosed(_("Sổ quỹ ngày này chưa khóa nên chưa ký duyệt được."))
    if cash_day.state == CashDayState.SIGNED_OFF:
        raise CashDayClosed(_("Sổ quỹ ngày này đã được ký duyệt."))
    cash_day.signed_off_by_id = actor.user_id
    cash_day.signed_off_at = clock.now()
    step(cash_day, "sign_off")
    record(actor=actor, action="sign_off_cash_day", subject=f"cash_day:{cash_day.key}")
    return cash_day
