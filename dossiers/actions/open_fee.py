"""A fee is due: whether it is paid online first, and the obligation."""

from dossiers.models import Dossier
from payments.actions.open_obligation import open_obligation
from payments.queries import providers_that_take
from services.binding import binding

ONLINE_PAYMENT_LEVEL = 4


def pays_online_first(dossier: Dossier) -> bool:
    """Whether the fee is to be paid online before the counter looks at the dossier.

    Level 4 does, unless the amount is under every provider's minimum; level 3 is paid at the
    counter and does not stop the dossier.
    """
    return _is_online(dossier) and bool(providers_that_take(dossier.fee_vnd))


def open_fee_of(dossier: Dossier) -> None:
    """Open the obligation of the dossier's fee, under the dossier's lock and with its code.

    A zero fee needs nothing.
    """
    if dossier.fee_vnd == 0:
        return
    open_obligation(
        subject=dossier.subject,
        # Without a payer only the counter settles.
        payer_id=dossier.owner_id if _is_online(dossier) else None,
        payer_name=dossier.applicant["full_name"],
        payer_email=dossier.applicant["email"],
        payer_address=dossier.applicant["address"],
        agency_id=dossier.handling_agency_id,
        counter_id=dossier.receiving_agency_id,
        reference=str(dossier.code),
        description=binding(dossier.revision_id).procedure_name,
        lines=dossier.quote["lines"] + dossier.quote["reductions"],
        amount_vnd=dossier.fee_vnd,
    )


def _is_online(dossier: Dossier) -> bool:
    return dossier.fee_vnd > 0 and binding(dossier.revision_id).level >= ONLINE_PAYMENT_LEVEL
