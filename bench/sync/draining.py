"""`sync_drain`: a backlog leaves through the delivery process; and its floor, a bare loop that
posts one message after the other to the same stub."""

import itertools
import json
import time
import uuid
from collections.abc import Iterator
from datetime import timedelta
from statistics import median, quantiles

import requests
from django.conf import settings
from django.utils import timezone

from bench.client.wrk import Failed, Run
from bench.data.bulk import tidy
from bench.sync.backlog import STEPS, backlog
from bench.sync.ends import delivery, stub_url, their_states, wait_until_there
from portal.national.adapters.signature import sign
from portal.national.mapping.change import read_change
from portal.national.mapping.dossier_record import dossier_record
from portal.national.mapping.progress_record import progress_record
from portal.national.models import OutboxMessage
from portal.national.queries import Catalogue

# More than can be delivered in a second on the machines of today.
MESSAGES_PER_SECOND = 700
PATIENCE_SECONDS = 600
FLOOR_CODE = "000.00.15.H47-260101-{:07d}"


class Draining:
    """Backlogs of the world's dossiers, one for each run."""

    def __init__(self, dossiers: int) -> None:
        self._drain_what_is_there()  # the catalogue, above all
        self._backlog = backlog(
            dossiers=dossiers,
            began=timezone.now() - timedelta(hours=72),
            gap=timedelta(milliseconds=1),
        )
        self._written = 0
        self._numbers = itertools.count(1)
        self._template = _floor_template()

    def measure(self, seconds: int) -> Run:
        """Write a backlog of about so many seconds, then let the delivery start; what other cases
        have left to tell is sent before."""
        self._drain_what_is_there()
        count = self._backlog.write(self._written, MESSAGES_PER_SECOND * seconds)
        if not count:
            raise Failed("sync_drain: every dossier of the world has been told of")
        self._written += count
        tidy()
        wanted = their_states() + count
        with delivery():
            began = timezone.now()
            took = wait_until_there(wanted, seconds=PATIENCE_SECONDS)
            self._await_noted()
        latest = OutboxMessage.objects.order_by("-pk").values_list("delivered_at", flat=True)
        times = sorted((at - began).total_seconds() * 1000 for at in latest[:count] if at)
        return Run(
            requests=count, seconds=took, p50_ms=median(times), p95_ms=quantiles(times, n=20)[-1]
        )

    def floor(self, seconds: int) -> Run:
        """Post for so long, one message a request, each of a new dossier."""
        times: list[float] = []
        end = time.monotonic() + seconds
        with requests.Session() as session:
            for body in self._floor_bodies():
                began = time.monotonic()
                if began > end:
                    break
                _post(session, body)
                times.append((time.monotonic() - began) * 1000)
        return Run(
            requests=len(times), seconds=sum(times) / 1000, p50_ms=median(times),
            p95_ms=quantiles(times, n=20)[-1],
        )  # fmt: skip

    def _floor_bodies(self) -> Iterator[bytes]:
        for number in self._numbers:
            text = self._template.replace("{{code}}", FLOOR_CODE.format(number))
            yield text.replace("{{key}}", str(uuid.uuid4())).encode()

    def _drain_what_is_there(self) -> None:
        with delivery():
            self._await_noted()

    def _await_noted(self) -> None:
        end = time.monotonic() + PATIENCE_SECONDS
        while OutboxMessage.objects.filter(delivered_at=None).exists():
            if time.monotonic() > end:
                raise Failed("sync_drain: the outbox does not get empty")
            time.sleep(0.2)


def _floor_template() -> str:
    """A real message of a dossier's first step, with holes for code and key."""
    message = OutboxMessage.objects.filter(payload__step__status=STEPS[0][0]).latest("pk")
    change = read_change(message.payload, Catalogue([message]).names_for(message))
    content = {
        "idempotencyKey": "{{key}}",
        "event": change.event,
        "dossier": {**dossier_record(change), "MaHoSo": "{{code}}"},
        "progress": {**progress_record(change), "MaHoSo": "{{code}}"},
    }
    return json.dumps({"messages": [content]}, ensure_ascii=False)


def _post(session: requests.Session, body: bytes) -> None:
    timestamp = str(int(time.time()))
    answer = session.post(
        f"{stub_url()}/api/v1/messages",
        data=body,
        headers={
            "Content-Type": "application/json",
            "X-Sender": settings.PROVINCE_CODE,
            "X-Timestamp": timestamp,
            "X-Signature": sign(settings.NATIONAL_PORTAL_SECRET, timestamp, body),
        },
        timeout=30,
    )
    if answer.json()["results"][0]["outcome"] != "accepted":
        raise Failed(f"sync_floor: {answer.text[:200]}")
