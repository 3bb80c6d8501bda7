"""The demo's counter: desks, a week of served tickets, and people who wait now."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from counter.actions.call_next import call_ticket
from counter.actions.end_ticket import end_ticket
from counter.actions.give_explanation import give_explanation
from counter.actions.leave import leave
from counter.actions.leave_desk import leave_desk
from counter.actions.make_desks import make_desks
from counter.actions.no_show import no_show
from counter.actions.serve import serve
from counter.actions.take_desk import take_desk
from counter.actions.take_ticket import take_ticket
from counter.models import Desk, Ticket
from counter.queue.reads import owed_by
from portal.accounts.actor import Actor
from portal.accounts.demo_people import ONE_STOP_CENTRE, TAM_TIEN_UNIT
from portal.accounts.models import StaffRole
from portal.accounts.roles import Role
from portal.agencies.models import Agency
from portal.shared import clock
from portal.shared.clock import PROVINCE_TIME

SEED = 15
DESKS = {"centre": 4, "commune": 2}
DAYS, TICKETS_A_DAY, WAITING_NOW = 5, 12, 6
OPENING = time(7, 30)
PURPOSES = ("file", "file", "collect", "ask")
# One in so many is absent, gives the number back, or takes too long.
ONE_ABSENT_IN, ONE_LEAVES_IN, ONE_LONG_IN = 11, 13, 17
WHY_SO_LONG = "Khách nộp thay nhiều người trong gia đình, phải đối chiếu bản chính từng giấy tờ."


def make_queue() -> None:
    """Desks of the centre and of Tam Tiến; the centre's past days and its line of now."""
    centre = Agency.objects.get(code=ONE_STOP_CENTRE)
    make_desks(agency=centre, count=DESKS["centre"])
    commune = Agency.objects.get(unit__code=TAM_TIEN_UNIT, is_one_stop=True)
    make_desks(agency=commune, count=DESKS["commune"])
    random = Random(SEED)  # noqa: S311 - stories, not secrets
    clerk = _clerk_of(centre)
    for day in _past_days():
        _Day(random, centre, clerk, day).run()
    for number in range(WAITING_NOW):
        with clock.pinned(clock.now() - timedelta(minutes=4 * (WAITING_NOW - number))):
            take_ticket(actor=None, agency=centre, purpose=random.choice(PURPOSES))


def _clerk_of(agency: Agency) -> Actor:
    role = StaffRole.objects.select_related("user", "agency").filter(
        agency=agency, role=Role.CLERK, is_active=True
    )
    found = role.order_by("pk")[0]
    return Actor.of_staff(found, found.user)


def _past_days() -> list[date]:
    """The latest working days before today, the oldest first."""
    days = [clock.today() - timedelta(days=back) for back in range(1, 3 * DAYS)]
    return sorted([day for day in days if day.weekday() < 5][:DAYS])


@dataclass
class _Day:
    """One day at Bàn 1. The moments of each ticket run forward."""

    random: Random
    agency: Agency
    clerk: Actor
    day: date

    def run(self) -> None:
        """Open, serve everybody in turn, close."""
        now = datetime.combine(self.day, OPENING, tzinfo=PROVINCE_TIME)
        tickets = self._taken(now)
        with clock.pinned(now):
            desk = Desk.objects.get(agency=self.agency, number=1)
            take_desk(actor=self.clerk, desk_id=desk.pk)
        for ticket in tickets:
            now = self._through(ticket, max(now, ticket.taken_at))
        with clock.pinned(now):
            leave_desk(actor=self.clerk)

    def _taken(self, moment: datetime) -> list[Ticket]:
        tickets = []
        for _number in range(TICKETS_A_DAY):
            moment += timedelta(minutes=self.random.randint(3, 13))
            with clock.pinned(moment):
                tickets.append(
                    take_ticket(
                        actor=None, agency=self.agency, purpose=self.random.choice(PURPOSES)
                    )
                )
        return tickets

    def _through(self, ticket: Ticket, now: datetime) -> datetime:
        """Call it and what follows; when the desk is free again."""
        now += timedelta(seconds=self.random.randint(20, 60))
        with clock.pinned(now):
            if self.random.randrange(ONE_LEAVES_IN) == 0:
                leave(actor=None, key=ticket.key)
                return now
            call_ticket(actor=self.clerk, key=ticket.key)
        now += timedelta(seconds=self.random.randint(15, 90))
        with clock.pinned(now):
            if self.random.randrange(ONE_ABSENT_IN) == 0:
                no_show(actor=self.clerk, key=ticket.key)
                return now
            serve(actor=self.clerk, key=ticket.key)
        is_long = self.random.randrange(ONE_LONG_IN) == 0
        now += timedelta(seconds=self.random.randint(960, 1300) if is_long else self._service())
        with clock.pinned(now):
            end_ticket(actor=self.clerk, key=ticket.key)
            self._explain()
        return now

    def _service(self) -> int:
        return self.random.randint(150, 780)

    def _explain(self) -> None:
        owed = owed_by(self.clerk)
        if owed is not None:
            give_explanation(actor=self.clerk, explanation_id=owed.pk, text=WHY_SO_LONG)
