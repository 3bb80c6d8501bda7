"""In-process events: what lower layers tell upper ones. All subscriptions stand in portal/wiring.

A handler runs at once, inside the transaction of the change: it may write rows (outbox, jobs) and
must not do anything that leaves the process.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar


class Event:
    """Base of all events; an event is a frozen dataclass named in the past tense."""


E = TypeVar("E", bound=Event)

_handlers: dict[type[Event], list[Callable[[Any], None]]] = defaultdict(list)


def subscribe(kind: type[E], handler: Callable[[E], None]) -> None:
    """Call `handler` with each event of exactly this kind; a second time changes nothing."""
    if handler not in _handlers[kind]:
        _handlers[kind].append(handler)


def publish(event: Event) -> None:
    """Call the handlers of the event in the order of subscription."""
    for handler in _handlers[type(event)]:
        handler(event)
