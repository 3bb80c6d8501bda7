"""A dossier that ends unpaid owes nothing any more."""

from dossiers.models import Dossier
from payments.actions.cancel_obligation import cancel_obligation
from payments.queries import obligation_of


def cancel_fee_of(dossier: Dossier, *, reason: str) -> None:
    """Cancel what is still due for it; part of a transaction that holds the dossier's lock."""
    if not dossier.is_unpaid:
        return
    obligation = obligation_of(dossier.subject)
    if obligation is not None:
        cancel_obligation(obligation=obligation, reason=reason)
