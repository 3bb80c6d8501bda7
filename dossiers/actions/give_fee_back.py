"""A dossier that nobody has taken in hand costs nothing."""

from dossiers.models import Dossier
from payments.actions.give_back import give_back
from payments.models import Refund


def give_fee_back_of(dossier: Dossier, *, cause: Refund.Cause, reason: str) -> None:
    """Cancel what is due for it and give back what was paid; part of a transaction that holds the
    dossier's lock. A dossier without a fee asks nothing of the database."""
    if dossier.fee_vnd:
        give_back(subject=dossier.subject, cause=cause, reason=reason)
