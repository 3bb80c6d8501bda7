"""Desks: one clerk each, of their agency; free again on the next day."""

from collections.abc import Callable

import pytest
from django.core.management import CommandError, call_command
from django.http import Http404

from counter.actions.call_next import call_next
from counter.actions.leave_desk import leave_desk
from counter.actions.serve import serve
from counter.actions.take_desk import take_desk
from counter.actions.transfer import transfer
from counter.models import Desk, Explanation, Ticket
from counter.queue.reads import own_desk
from portal.agencies.models import Agency
from portal.shared.errors import InvalidInput, NotAllowed
from tests.world import Person

pytestmark = pytest.mark.django_db
Take = Callable[..., Ticket]


def test_the_new_desk_leaves_the_old_one(seated: Person, desks: list[Desk]) -> None:
    take_desk(actor=seated.actor, desk_id=desks[1].pk)

    assert list(Desk.objects.order_by("number").values_list("clerk", flat=True)) == [
        None, seated.user.pk, None,
    ]  # fmt: skip


def test_a_taken_desk_and_another_agencys(
    seated: Person, clerk2: Person, clerk_tamtien: Person, officer: Person, desks: list[Desk]
) -> None:
    with pytest.raises(NotAllowed, match="Bàn 1 đang có người"):
        take_desk(actor=clerk2.actor, desk_id=desks[0].pk)
    with pytest.raises(Http404):
        take_desk(actor=clerk_tamtien.actor, desk_id=desks[1].pk)
    with pytest.raises(NotAllowed):
        take_desk(actor=officer.actor, desk_id=desks[1].pk)
    assert Desk.objects.filter(clerk=None).count() == 2


def test_a_client_keeps_the_clerk(seated: Person, desks: list[Desk], take: Take) -> None:
    take()
    call_next(actor=seated.actor)
    with pytest.raises(NotAllowed, match="N001 còn ở Bàn 1"):
        leave_desk(actor=seated.actor)
    with pytest.raises(NotAllowed, match="N001 còn ở Bàn 1"):
        take_desk(actor=seated.actor, desk_id=desks[1].pk)
    assert own_desk(seated.actor) == desks[0]


def test_who_waited_for_a_desk_that_is_left_waits_for_all(
    seated: Person, seated2: Person, desks: list[Desk], take: Take
) -> None:
    ticket = take()
    call_next(actor=seated.actor)
    transfer(actor=seated.actor, key=ticket.key, desk_id=desks[1].pk)
    leave_desk(actor=seated2.actor)

    assert call_next(actor=seated.actor) == ticket


def test_nobody_is_sent_to_an_empty_desk(seated: Person, desks: list[Desk], take: Take) -> None:
    ticket = take()
    call_next(actor=seated.actor)
    for to in ({"desk_id": desks[2].pk}, {"desk_id": desks[0].pk}, {"line": "file"}, {}):
        with pytest.raises(InvalidInput):
            transfer(actor=seated.actor, key=ticket.key, **to)


def test_the_next_day_the_desk_is_free_and_what_was_left_open_is_closed(
    at, seated: Person, clerk2: Person, desks: list[Desk], take: Take
) -> None:
    ticket = take()
    call_next(actor=seated.actor)
    serve(actor=seated.actor, key=ticket.key)
    at(minutes=24 * 60)
    assert own_desk(seated.actor) is None
    with pytest.raises(NotAllowed, match="chưa nhận bàn"):
        call_next(actor=seated.actor)
    take_desk(actor=clerk2.actor, desk_id=desks[0].pk)

    ticket.refresh_from_db()
    assert (ticket.state, ticket.served_seconds) == ("done", None)
    assert ticket.events.latest("pk").event == "closed"
    assert not Explanation.objects.exists()


def test_make_desks(one_stop: Agency, justice: Agency, capsys) -> None:
    call_command("make_desks", one_stop.code, "4")
    call_command("make_desks", one_stop.code, "2")
    active = Desk.objects.filter(agency=one_stop, is_active=True)
    assert list(active.values_list("number", flat=True)) == [1, 2]
    assert "2 desks in use, 0 of them new" in capsys.readouterr().out
    for code, count in ((justice.code, "2"), ("999", "2"), (one_stop.code, "0")):
        with pytest.raises(CommandError):
            call_command("make_desks", code, count)
    assert Desk.objects.count() == 4
