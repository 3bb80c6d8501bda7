"""How a result that goes by post is doing: told by the layer above, which knows the shipments.

The case knows no post; `portal/wiring.py` registers who does.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from dossiers.models import Dossier
from dossiers.states import State


@dataclass(frozen=True)
class Parcel:
    """What the applicant reads: the number to ask the post about, and the words of its state."""

    tracking_number: str
    state_text: str
    sent_at: datetime | None


Provider = Callable[[int], Parcel | None]

_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Ask this provider, too; a second time changes nothing."""
    if provider not in _providers:
        _providers.append(provider)


def parcel_of(dossier: Dossier) -> Parcel | None:
    """Its parcel; nobody is asked about results that do not go by post or are not there yet."""
    if dossier.return_channel != Dossier.ReturnChannel.POST:
        return None
    if dossier.state not in (State.COMPLETED, State.RETURNED):
        return None
    found = (provider(dossier.pk) for provider in _providers)
    return next((parcel for parcel in found if parcel is not None), None)
