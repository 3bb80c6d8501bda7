"""Reads about tills and their days."""

import uuid

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from payments.errors import CashDayLeftOpen, NoOpenCashDay
from payments.models import CashDay, Obligation, PaymentAttempt
from payments.providers.registry import CASH
from payments.states import AttemptState, CashDayState
from portal.accounts.actor import Actor
from portal.agencies.queries import of_agency_and_before
from portal.shared import clock
from portal.shared.templatetags.formats import day as in_words


def is_own(actor: Actor) -> Q:
    """The days of this clerk's till at her present agency, and at those it stands for."""
    return Q(clerk_id=actor.user_id, agency__in=of_agency_and_before(actor.agency_id))


def open_day_of(actor: Actor) -> CashDay | None:
    """The day of this clerk's till that is open, whatever its date, or None."""
    return CashDay.objects.filter(is_own(actor), state=CashDayState.OPEN).first()


def lock_open_day(actor: Actor) -> CashDay:
    """The day of today of this clerk's till, its row locked: money may go through it now.

    It waits for a closing that is under way, and then refuses. Raises NoOpenCashDay,
    CashDayLeftOpen (a day of before has to be closed first).
    """
    locked = CashDay.objects.select_for_update(of=("self",)).filter(
        is_own(actor), state=CashDayState.OPEN
    )
    found = next(iter(locked), None)
    if found is None:
        raise NoOpenCashDay(_("Sổ quỹ hôm nay của bạn chưa mở hoặc đã khóa. Chưa thu, chi tiền."))
    refuse_left_open(found)
    return found


def refuse_left_open(found: CashDay) -> None:
    """Raise CashDayLeftOpen for an open day of before today."""
    if found.day < clock.today():
        raise CashDayLeftOpen(
            _(
                "Sổ quỹ ngày %(day)s của bạn chưa khóa. Hãy kiểm tiền và khóa sổ ngày đó trước "
                "khi thu, chi tiền hôm nay."
            )
            % {"day": in_words(found.day)}
        )


def days_of(actor: Actor) -> QuerySet[CashDay]:
    """This clerk's days at her present agency, the latest first."""
    return CashDay.objects.filter(is_own(actor)).order_by("-day")


def days_led_by(actor: Actor) -> QuerySet[CashDay]:
    """The days of the tills of this leader's agency and of the agencies right below it."""
    own = of_agency_and_before(actor.agency_id)
    led = Q(agency__in=own) | Q(agency__parent_id=actor.agency_id)
    return CashDay.objects.filter(led).order_by("-day", "-pk")


def cash_receipt_for(actor: Actor, key: uuid.UUID) -> PaymentAttempt:
    """Cash taken at this clerk's counter, with its obligation. Raises
    PaymentAttempt.DoesNotExist."""
    here = Q(obligation__counter__in=of_agency_and_before(actor.agency_id))
    return PaymentAttempt.objects.select_related("obligation").get(here, key=key, provider=CASH)


def settled_attempt_of(obligation: Obligation) -> PaymentAttempt | None:
    """The cash that settled it, or None."""
    return PaymentAttempt.objects.filter(
        obligation=obligation, provider=CASH, state=AttemptState.SETTLED
    ).first()


def day_of_today(actor: Actor) -> CashDay | None:
    """This clerk's day of today, in whatever state, or None. A till that she closed this morning
    at an agency that has been merged since does not count: she opens one at the new agency."""
    today = days_of(actor).filter(day=clock.today())
    return today.filter(Q(agency_id=actor.agency_id) | Q(state=CashDayState.OPEN)).first()


def why_no_cash(actor: Actor) -> str:
    """Why this clerk cannot take cash now, even with a float typed; empty when she can."""
    try:
        found = open_day_of(actor)
        if found is not None:
            refuse_left_open(found)
        elif day_of_today(actor) is not None:
            return _("Sổ quỹ hôm nay của bạn đã khóa, không thu tiền mặt được nữa.")
    except CashDayLeftOpen as refusal:
        return str(refusal)
    return ""
