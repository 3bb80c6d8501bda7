"""However slow the provider is, most of the portal's threads are there for everybody else."""

import pytest
from django.test import Client

from payments.models import PaymentAttempt
from payments.providers.stripe.client import REPETITIONS
from payments.web.bulkhead import AT_ONCE
from tests.at_once import at_once
from tests.payments.factory import make_obligation
from tests.world import sign_in

SLOW_SECONDS = 3


@pytest.mark.django_db(transaction=True)
def test_only_so_many_wait_for_a_slow_provider(payment_sandbox, payer):
    clients = [sign_in(Client(), payer) for _ in range(AT_ONCE + 1)]
    owed = [make_obligation(payer.citizen) for _ in clients]
    payment_sandbox.fault("slow", count=AT_ONCE, value=SLOW_SECONDS)

    def pay(client, obligation):
        return lambda: client.post(f"/me/payments/{obligation.key}/start/", {"next": "/me/"})

    answers = at_once(*[pay(*pair) for pair in zip(clients, owed, strict=True)])

    assert sorted(answer.status_code for answer in answers) == [302] * AT_ONCE + [409]
    refused = next(answer for answer in answers if answer.status_code == 409)
    assert "trả lời chậm" in refused.content.decode()
    assert PaymentAttempt.objects.count() == AT_ONCE


def test_the_places_are_free_again(payment_sandbox, payer, client_as):
    client = client_as(payer)
    statuses = []
    for _ in range(AT_ONCE + 1):
        payment_sandbox.fault("error_500", count=REPETITIONS + 1)
        obligation = make_obligation(payer.citizen)
        statuses.append(client.post(f"/me/payments/{obligation.key}/start/").status_code)

    assert statuses == [409] * (AT_ONCE + 1)
    payment_sandbox.clear()
    assert client.post(f"/me/payments/{obligation.key}/start/").status_code == 302
