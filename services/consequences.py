"""What hangs on a procedure in the layers above: told to who publishes or withdraws it.

The catalogue knows no dossiers; `portal/wiring.py` registers who counts them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from services.models import Procedure


@dataclass(frozen=True)
class Consequence:
    """One line: `label` says what hangs on it, `count` how many in words ("3", "hơn 1.000")."""

    label: str
    count: str
    note: str = ""


Provider = Callable[[Procedure], list[Consequence]]

_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Ask this provider, too; a second time changes nothing."""
    if provider not in _providers:
        _providers.append(provider)


def consequences_of(procedure: Procedure) -> list[Consequence]:
    """What all providers say; each counts no further than it must."""
    return [line for provider in _providers for line in provider(procedure)]
