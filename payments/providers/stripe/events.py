"""Stripe's own list of events (kept for 30 days): what lost calls are found in again."""

import stripe

from payments.providers.base import EventPage, Notice
from payments.providers.errors import BadNotice
from payments.providers.stripe.client import client
from payments.providers.stripe.errors import in_our_words
from payments.providers.stripe.notice import notice_of

# The same kinds that the webhook's endpoint is told to subscribe to (docs/operate-payments.md).
KINDS = (
    "checkout.session.completed",
    "checkout.session.async_payment_succeeded",
    "checkout.session.async_payment_failed",
    "checkout.session.expired",
    "payment_intent.payment_failed",
)
PAGE = 100
# Stripe does not promise that events appear in the list in the order of their ids: the last minute
# is read again the next time.
LATE_SECONDS = 60
# Where reading begins when the list was empty at the first look.
BEGINNING = "beginning"


def events_after(position: str) -> EventPage:
    """See Provider.events_after."""
    with in_our_words():
        if not position:
            return _from_now_on()
        if position == BEGINNING:
            return _page(_everything(), position, has_more=False)
        found = client().v1.events.list(
            {"types": list(KINDS), "limit": PAGE, "ending_before": position}
        )
        return _page(found.data[::-1], position, has_more=found.has_more)


def _from_now_on() -> EventPage:
    found = client().v1.events.list({"types": list(KINDS), "limit": 1}).data
    newest = found[0].id if found else BEGINNING
    return EventPage(notices=(), position=newest, has_more=False, keep=newest)


def _everything() -> list[stripe.Event]:
    """The oldest first. Short: the list was empty when it was last looked at."""
    found = client().v1.events.list({"types": list(KINDS), "limit": PAGE})
    return list(found.auto_paging_iter())[::-1]


def _page(events: list[stripe.Event], position: str, *, has_more: bool) -> EventPage:
    return EventPage(
        notices=tuple(notice for event in events if (notice := _notice(event))),
        position=events[-1].id if events else position,
        has_more=has_more,
        keep=_keep(events),
    )


def _keep(events: list[stripe.Event]) -> str:
    """The last one that is a minute older than the newest; measured by Stripe's clock alone."""
    settled = [e.id for e in events if e.created <= events[-1].created - LATE_SECONDS]
    return settled[-1] if settled else ""


def _notice(event: stripe.Event) -> Notice | None:
    """None for what cannot be read: it is nothing that we could ask about."""
    try:
        return notice_of(event.to_dict())
    except BadNotice:
        return None
