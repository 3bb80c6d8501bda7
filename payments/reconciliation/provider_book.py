"""The provider's list, read day by day and added up by reference."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from payments.providers.base import Movement

VND = "vnd"
Name = tuple[str, str]  # kind, reference


@dataclass(frozen=True)
class Booked:
    """What the provider moved under one reference on one day. `amount_vnd` is empty for money that
    is not đồng; a refund that failed later on the same day is left out altogether."""

    kind: str
    reference: str
    attempt_key: str
    refund_key: str
    amount_vnd: int | None
    at: datetime

    @property
    def key(self) -> str:
        """Our own key of what moved."""
        return self.attempt_key if self.kind == "payment" else self.refund_key


def add_up(movements: Iterable[Movement]) -> list[Booked]:
    """The movements by reference, those that cancel each other out left out."""
    found: dict[Name, list[Movement]] = {}
    for movement in movements:
        found.setdefault((movement.kind, movement.reference), []).append(movement)
    added = [_booked(parts) for parts in found.values()]
    return [booked for booked in added if booked.amount_vnd != 0]


def _booked(parts: list[Movement]) -> Booked:
    first = min(parts, key=lambda movement: movement.at)
    is_vnd = all(part.currency.lower() == VND for part in parts)
    return Booked(
        kind=first.kind,
        reference=first.reference,
        attempt_key=first.attempt_key,
        refund_key=first.refund_key,
        amount_vnd=sum(part.amount_vnd for part in parts) if is_vnd else None,
        at=first.at,
    )


class ProviderBook:
    """The provider's list; each day is asked for once."""

    def __init__(self, read: Callable[[date], Iterable[Movement]]) -> None:
        self._read = read
        self._days: dict[date, list[Booked]] = {}

    def of(self, day: date) -> list[Booked]:
        """What the provider booked on the day."""
        if day not in self._days:
            self._days[day] = add_up(self._read(day))
        return self._days[day]

    def names_of(self, days: Iterable[date]) -> dict[Name, date]:
        """On which of the days each reference, and each of our own keys, was booked."""
        found: dict[Name, date] = {}
        for day in days:
            for booked in self.of(day):
                found[booked.kind, booked.reference] = day
                if booked.key:
                    found[f"{booked.kind}-key", booked.key] = day
        return found
