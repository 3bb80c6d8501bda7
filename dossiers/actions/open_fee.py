"""A fee is due: open the obligation, and say whether it can be paid online."""

from dossiers.models import Dossier
from payments.actions.open_obligation import open_obligation
from payments.queries import online_providers_for
from services.binding import binding

ONLINE_PAYMENT_LEVEL = 4


def open_fee_of(dossier: Dossier) -> bool:
    """Open the obligation of the dossier's fee; whether it is to be paid online as the next step.

    Part of a transaction that holds the dossier's lock. A zero fee needs nothing. Level 4 pays
    online before the counter looks at it; level 3, and an amount under every provider's minimum,
    is paid at the counter and does not stop the dossier.
    """
    if dossier.fee_vnd == 0:
        return False
    online = binding(dossier.revision_id).level >= ONLINE_PAYMENT_LEVEL
    obligation = open_obligation(
        subject=dossier.subject,
        payer_id=dossier.owner_id if online else None,  # without a payer only the counter settles
        payer_name=dossier.applicant["full_name"],
        payer_email=dossier.applicant["email"],
        payer_address=dossier.applicant["address"],
        agency=dossier.handling_agency,
        counter=dossier.receiving_agency,
        reference=dossier.code or "",
        description=dossier.procedure.name,
        lines=dossier.quote["lines"] + dossier.quote["reductions"],
        amount_vnd=dossier.fee_vnd,
    )
    return bool(online_providers_for(obligation))
