"""The tills of the demo's clerks: opened by the first cash of a day, counted at its end, signed."""

from datetime import date, datetime, time, timedelta
from random import Random

from dossiers.actions.take_cash import take_cash
from payments.actions.close_cash_day import close_cash_day
from payments.actions.sign_off_cash_day import sign_off_cash_day
from payments.models import CashDay
from payments.queries.cash import open_day_of
from payments.queries.cash_book import cash_book_of
from portal.accounts.actor import Actor
from portal.demo.people import Staffing
from portal.shared import clock

FLOAT_VND = 500_000
CLOSING_TIME, SIGNING_TIME = time(17, 15), time(8, 10)
# The latest days wait for their signature, so that there is something to sign.
UNSIGNED_DAYS = 2
# How seldom a count does not agree with the books.
ONE_DIFFERENCE_IN = 12
SHORTAGE_VND = 10_000
SHORTAGE_REASON = "Trả thừa tiền lẻ cho người nộp, đã kiểm lại hai lần."


class Tills:
    """Takes cash through the tills. The moments of the takings run forward."""

    def __init__(self, seed: int, staffing: Staffing) -> None:
        self._random = Random(seed)  # noqa: S311 - stories, not secrets
        self._staffing = staffing
        self._clerks: dict[int, Actor] = {}

    def take(self, clerk: Actor, code: str) -> None:
        """Take the dossier's fee at the present (pinned) moment."""
        self._clerks[clerk.person_id] = clerk
        self._close_before(clerk)
        take_cash(actor=clerk, code=code, float_vnd=FLOAT_VND)

    def finish(self) -> None:
        """Close what was left of the days before today, and sign what is older."""
        for clerk in self._clerks.values():
            self._close_before(clerk)
        last_signed = clock.today() - timedelta(days=UNSIGNED_DAYS + 1)
        closed = CashDay.objects.filter(state="closed", day__lte=last_signed)
        for cash_day in closed.select_related("agency").order_by("day", "pk"):
            with clock.pinned(_moment(cash_day.day + timedelta(days=1), SIGNING_TIME)):
                sign_off_cash_day(actor=self._staffing.leader_of(cash_day.agency), key=cash_day.key)

    def _close_before(self, clerk: Actor) -> None:
        """Close the clerk's open day if it is one of before the present day."""
        cash_day = open_day_of(clerk)
        if cash_day is None or cash_day.day == clock.today():
            return
        expected = cash_day.float_vnd + cash_book_of(cash_day).takings_vnd
        short = SHORTAGE_VND if self._random.randrange(ONE_DIFFERENCE_IN) == 0 else 0
        with clock.pinned(_moment(cash_day.day, CLOSING_TIME)):
            close_cash_day(
                actor=clerk,
                key=cash_day.key,
                counted_vnd=expected - short,
                difference_reason=SHORTAGE_REASON if short else "",
            )


def _moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=clock.PROVINCE_TIME)
