"""The sweep over many open attempts, all of them known to the sandbox.

Asked in this process, as the worker's job does it: pure HTTP from several threads, each answer
believed in its own transaction. The time of a run's line is another one: from the moment when the
provider knows of one payment among them, whose call was lost, to its settlement, by reading the
provider's list of events. (The job that does this runs each minute: its waiting comes on top.)
"""

import time
from datetime import timedelta

import psycopg
import requests
from django.utils import timezone

from bench.client.wrk import Failed, Run
from bench.data.bulk import NEW_KEY, quickly, tidy
from bench.data.copying import copy_rows
from bench.data.world import World
from bench.processes import sandbox_database, sandbox_url
from payments.actions.catch_up_events import catch_up_events
from payments.actions.follow_event import follow_event
from payments.actions.open_obligation import open_obligation
from payments.actions.start_attempt import start_attempt
from payments.actions.sweep_attempts import sweep_attempts
from payments.models import Obligation, PaymentAttempt, ProviderEvent
from payments.states import AttemptState
from portal.accounts.models import Citizen
from portal.shared import clock

# The rows are made in the future, so that the worker of other cases leaves them alone; the sweep
# that is measured believes that it is later.
MADE_IN, SWEPT_IN = timedelta(hours=1), timedelta(hours=2)
_KEY = "md5('bench:' || g)::uuid"
_SESSIONS = """
    INSERT INTO object (id, kind, body, hidden)
    SELECT 'cs_bench_' || g, kind,
        body || jsonb_build_object(
            'id', 'cs_bench_' || g,
            'client_reference_id', md5('bench:' || g)::uuid,
            'metadata', jsonb_build_object('attempt', md5('bench:' || g)::uuid),
            'expires_at', extract(epoch FROM now() + interval '3 days')::bigint),
        hidden || jsonb_build_object(
            'metadata', jsonb_build_object('attempt', md5('bench:' || g)::uuid))
    FROM object, generate_series(1, %s) g WHERE id = %s
"""


class Sweeping:
    """So many open attempts, here and at the sandbox."""

    def __init__(self, world: World, count: int) -> None:
        template = self._template(world)
        with quickly():
            self._copy(template, count)
        with psycopg.connect(sandbox_database(), autocommit=True) as sandbox:
            sandbox.execute(_SESSIONS, [count, template.provider_reference])
            sandbox.execute("ANALYZE object")
        tidy()
        self._moment = timezone.now() + SWEPT_IN
        self._paid = 0

    def measure(self, seconds: int) -> Run:
        """Sweep for so long, then heal one lost payment."""
        self._moment += timedelta(minutes=1)
        began = time.monotonic()
        with clock.pinned(self._moment):
            tally = sweep_attempts(seconds=seconds)
        took = time.monotonic() - began
        if tally.silent or tally.problem or not tally.asked:
            raise Failed(f"sweep_attempts: {tally}")
        healed_ms = self._heal() * 1000
        return Run(requests=tally.asked, seconds=took, p50_ms=healed_ms, p95_ms=healed_ms)

    def _heal(self) -> float:
        """Seconds from paid to settled."""
        catch_up_events()
        self._paid += 1
        reference = f"cs_bench_{self._paid}"
        page = f"{sandbox_url()}/pay/{reference}/succeed"
        requests.post(page, allow_redirects=False, timeout=30).raise_for_status()
        began = time.monotonic()
        catch_up_events()
        event = follow_event(event=ProviderEvent.objects.get(reference=reference))
        if (event.outcome, event.source) != (AttemptState.SETTLED, ProviderEvent.Source.LIST):
            raise Failed(f"sweep_attempts: the lost payment is {event.outcome}")
        return time.monotonic() - began

    def _template(self, world: World) -> PaymentAttempt:
        payer = Citizen.objects.get(pk=next(iter(world.citizens)))
        obligation = open_obligation(
            subject="bench:0",
            agency_id=world.handling.pk,
            counter_id=world.receiving.pk,
            payer_id=payer.pk,
            payer_name=payer.full_name,
            payer_email="",
            lines=[{"name": "Phí", "amount_vnd": 100_000}],
            amount_vnd=100_000,
        )
        return start_attempt(obligation=obligation, provider="stripe", next_url="")

    def _copy(self, template: PaymentAttempt, count: int) -> None:
        parameters = {"count": count, "template": template.pk}
        copy_rows(
            Obligation,
            "payments_obligation t, generate_series(1, %(count)s) g WHERE t.subject = 'bench:0'",
            {"key": NEW_KEY, "subject": "'bench:' || g"},
            parameters,
        )
        copy_rows(
            PaymentAttempt,
            "payments_paymentattempt t, generate_series(1, %(count)s) g"
            " JOIN payments_obligation o ON o.subject = 'bench:' || g WHERE t.id = %(template)s",
            {
                "key": _KEY,
                "obligation_id": "o.id",
                "provider_reference": "'cs_bench_' || g",
                "idempotency_key": "'bench-' || g",
                "created_at": f"now() + interval '{MADE_IN.total_seconds()} seconds'",
                "expires_at": "now() + interval '3 days'",
            },
            parameters,
        )
