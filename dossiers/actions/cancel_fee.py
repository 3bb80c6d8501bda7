"""A dossier that ends unpaid owes nothing any more."""

from dossiers.models import Dossier
from payments.actions.cancel_obligation import cancel_obligation_of


def cancel_fee_of(dossier: Dossier, *, reason: str) -> None:
    """Cancel what is still due for it; part of a transaction that holds the dossier's lock."""
    if dossier.is_unpaid:
        cancel_obligation_of(subject=dossier.subject, reason=reason)
