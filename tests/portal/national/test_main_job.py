"""A real dossier, moved by real actions, seen by the national portal."""

import subprocess
from collections.abc import Callable

import pytest
from django.db import transaction

from dossiers.actions.decide import decide, reopen
from dossiers.actions.propose import propose
from dossiers.actions.receive import receive
from dossiers.actions.start_processing import start_processing
from dossiers.models import Dossier
from portal.national import queries
from portal.national.models import OutboxMessage
from tests.fixtures_dossiers import (  # noqa: F401 - fixtures of the case
    complete_draft,
    fresh_bindings,
    half_price,
    make_dossier,
    make_revision,
)
from tests.portal.national.delivery_process import wait_until
from tests.portal.national.stub_process import NationalStub
from tests.world import Person

MakeDossier = Callable[..., Dossier]
Start = Callable[..., subprocess.Popen[str]]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.processes]


def test_the_national_portal_sees_every_state_in_order(
    make_dossier: MakeDossier,  # noqa: F811
    delivery: Start,
    national_stub: NationalStub,
) -> None:
    code = make_dossier("returned").code
    delivery("--once").wait(timeout=60)
    assert national_stub.states(code) == [1, 6, 1, 2, 4, 9, 10]


def test_three_steps_during_an_outage_arrive_in_order_once_each(
    make_dossier: MakeDossier,  # noqa: F811
    delivery: Start,
    national_stub: NationalStub,
    clerk: Person,
    officer: Person,
    leader: Person,
) -> None:
    code = str(make_dossier("submitted").code)
    delivery()
    wait_until(lambda: not queries.undelivered().exists())
    national_stub.stop()
    receive(actor=clerk.actor, code=code)
    start_processing(actor=officer.actor, code=code)
    propose(actor=officer.actor, code=code, outcome="approved", text="Không có án tích.")
    decide(actor=leader.actor, code=code)
    assert queries.undelivered().count() == 3
    national_stub.start()
    wait_until(lambda: not queries.undelivered().exists())
    assert national_stub.states(code) == [1, 6, 1, 2, 4, 9]


def test_a_reopened_dossier_is_taken_in(
    make_dossier: MakeDossier,  # noqa: F811
    delivery: Start,
    national_stub: NationalStub,
    leader: Person,
) -> None:
    code = str(make_dossier("completed").code)
    reopen(actor=leader.actor, code=code, reason="Sai họ tên trên kết quả.")
    delivery("--once").wait(timeout=60)
    assert national_stub.states(code) == [1, 6, 1, 2, 4, 9, 4]


def test_a_change_that_is_rolled_back_is_not_told(
    make_dossier: MakeDossier,  # noqa: F811
    clerk: Person,
) -> None:
    code = str(make_dossier("submitted").code)
    before = OutboxMessage.objects.count()
    with pytest.raises(RuntimeError), transaction.atomic():
        receive(actor=clerk.actor, code=code)
        assert OutboxMessage.objects.count() == before + 1
        raise RuntimeError
    assert OutboxMessage.objects.count() == before
