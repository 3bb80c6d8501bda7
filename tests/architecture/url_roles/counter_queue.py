"""The queue of the table's world: the clerk at a desk with a client, one who waits, one absent."""

from typing import Any

from counter.actions.call_next import call_ticket
from counter.actions.make_desks import make_desks
from counter.actions.no_show import no_show
from counter.actions.take_desk import take_desk
from counter.actions.take_ticket import take_ticket
from counter.models import Desk, Explanation, Intake, Ticket
from portal.shared import clock
from tests.architecture.url_roles.rows import Row, everyone, for_clerks
from tests.world import Person

_HERE, _WAITING = {"agency_code": "queue_agency"}, {"key": "waiting_ticket"}
_CALLED, _ABSENT = {"key": "called_ticket"}, {"key": "absent_ticket"}


def _button(name: str, where: dict[str, str], **data: str) -> Row:
    """A POST that comes back to the page; asked for by GET it only leads there."""
    elsewhere = 404 if where else 302
    return Row(
        f"counter:{name}", for_clerks(302, 302), for_clerks(302, elsewhere), where, data,
        is_page=False,
    )  # fmt: skip


COUNTER_QUEUE = [
    Row("counter:queue", for_clerks(200, 200)),
    _button("queue_call_next", {}),
    _button("queue_take_ticket", {}, purpose="file"),
    _button("queue_call_ticket", _WAITING),
    _button("queue_call_again", _CALLED),
    _button("queue_serve", _CALLED),
    _button("queue_end", _CALLED),
    _button("queue_no_show", _CALLED),
    _button("queue_come_back", _ABSENT),
    Row("counter:queue_leave", for_clerks(200), for_clerks(302), _WAITING),
    Row(
        "counter:queue_transfer", for_clerks(200), for_clerks(302), _CALLED, {"to": "line:ask"}
    ),
    Row("counter:queue_desks", for_clerks(200, 200)),
    _button("queue_take_desk", {"number": "free_desk"}),
    _button("queue_leave_desk", {}),
    Row("counter:queue_explanations", for_clerks(200, 200)),
    Row(
        "counter:queue_explanation", for_clerks(200), for_clerks(302),
        {"number": "explanation"}, {"text": "Máy quét kẹt giấy, phải quét lại."},
    ),
    Row("counter:queue_figures", {**for_clerks(200, 200), "leader": 200}),
    Row("counter:kiosk", everyone(200), everyone(302), _HERE, {"purpose": "ask"}),
    Row("counter:wall", everyone(200), where=_HERE),
    Row("counter:ticket", everyone(200), where=_WAITING),
    Row("counter:ticket_slip", everyone(200), where=_WAITING),
    Row("counter:ticket_leave", everyone(200), everyone(302), _WAITING),
    Row("counter:ticket_come_back", everyone(302), everyone(302), _ABSENT, is_page=False),
]  # fmt: skip


def make_queue(clerk: Person) -> dict[str, Any]:
    """What the parts of the paths stand for."""
    make_desks(agency=clerk.agency, count=2)
    own, free = Desk.objects.filter(agency=clerk.agency).order_by("number")
    open_intakes = Intake.objects.filter(clerk=clerk.user, state=Intake.State.OPEN)
    set_aside = list(open_intakes)
    open_intakes.update(state=Intake.State.SUSPENDED)  # nobody is called while one is open
    take_desk(actor=clerk.actor, desk_id=own.pk)
    absent, called, waiting = (_taken(clerk) for _ in range(3))
    call_ticket(actor=clerk.actor, key=absent.key)
    no_show(actor=clerk.actor, key=absent.key)
    call_ticket(actor=clerk.actor, key=called.key)
    Intake.objects.filter(pk__in=[each.pk for each in set_aside]).update(state=Intake.State.OPEN)
    owed = Explanation.objects.create(
        ticket=absent, clerk=clerk.user, minutes=16, owed_at=clock.now()
    )
    return {
        "queue_agency": clerk.agency.code, "waiting_ticket": waiting.key,
        "called_ticket": called.key, "absent_ticket": absent.key, "free_desk": free.pk,
        "explanation": owed.pk,
    }  # fmt: skip


def _taken(clerk: Person) -> Ticket:
    return take_ticket(actor=None, agency=clerk.agency, purpose="file")
