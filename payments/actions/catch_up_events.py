"""Read on in each provider's own list of events: what heals lost calls, however many wait."""

import json
import time

from django.db import IntegrityError, transaction

from payments.actions.store_event import Source, store_event
from payments.models import ProviderCursor, ProviderEvent
from payments.providers import registry
from payments.providers.base import EventPage, Notice, Provider
from payments.providers.errors import ProviderError, UnknownReference
from payments.sweep_run import EVENTS, Tally, sweep_run
from portal.shared import clock

SECONDS = 45.0  # of the minute between two rounds


def catch_up_events(*, seconds: float = SECONDS) -> Tally:
    """Bring every event since the last time into the inbox, for at most so long; what is left is
    read by the next round. `asked` counts events, `changed` those that no call had brought."""
    end = time.monotonic() + seconds
    with sweep_run(EVENTS) as tally:
        for provider in registry.online():
            if provider.has_events:
                _catch_up(provider, tally, end)
    return tally


def _catch_up(provider: Provider, tally: Tally, end: float) -> None:
    position = _cursor(provider)
    try:
        while True:
            page = provider.events_after(position)
            tally.asked += len(page.notices)
            tally.changed += take_page(provider=provider.code, page=page)
            if not page.has_more or page.position == position or time.monotonic() > end:
                return
            position = page.position
    except UnknownReference:
        # Forgotten (Stripe keeps 30 days), or other keys. Each open attempt is asked about anyway.
        _move(provider.code, "")
        tally.problem = f"{provider.code}: position lost, reading from now on"
    except ProviderError as error:
        tally.silent += 1
        tally.problem = f"{provider.code}: {error}"


def _cursor(provider: Provider) -> str:
    found = ProviderCursor.objects.filter(provider=provider.code).first()
    return found.position if found else ""


@transaction.atomic
def take_page(*, provider: str, page: EventPage) -> int:
    """Store the events and move the cursor, in this order and together: an event that is behind
    the cursor is in the inbox. Returns how many were new."""
    known = set(
        ProviderEvent.objects.filter(
            provider=provider, event_id__in=[notice.event_id for notice in page.notices]
        ).values_list("event_id", flat=True)
    )
    new = [notice for notice in page.notices if notice.event_id not in known]
    stored = sum(_store(provider, notice) for notice in new)
    if page.keep:
        _move(provider, page.keep)
    return stored


def _store(provider: str, notice: Notice) -> bool:
    """False when the provider's call came in between."""
    try:
        body = json.dumps(notice.payload, ensure_ascii=True)
        store_event(provider=provider, notice=notice, body=body, source=Source.LIST)
    except IntegrityError:
        return False
    return True


def _move(provider: str, position: str) -> None:
    ProviderCursor.objects.update_or_create(
        provider=provider, defaults={"position": position, "moved_at": clock.now()}
    )
