"""Something is owed for a subject."""

from collections.abc import Mapping, Sequence
from typing import Any

from payments.models import Obligation
from payments.states import ObligationState
from portal.shared import clock
from portal.shared.prepared_models import PreparedModels

_due = PreparedModels(
    lambda subject: Obligation.objects.filter(subject=subject, state=ObligationState.DUE),
    "no such subject",
)


def open_obligation(
    *,
    subject: str,
    payer_name: str,
    payer_email: str,
    lines: Sequence[Mapping[str, Any]],
    amount_vnd: int,
    agency_id: int,
    counter_id: int,
    payer_id: int | None = None,
    payer_address: str = "",
    reference: str = "",
    description: str = "",
    due: Obligation.Due = Obligation.Due.FILING,
) -> Obligation:
    """Open it, or return the one that is already due for the subject with the same amount.

    `lines` are frozen as given; each has at least `name` and `amount_vnd` (reductions negative)
    and they sum up to `amount_vnd` (whole đồng, more than zero). `payer_id` is the citizen who may
    pay on his own pages; without it only the counter can settle. `agency_id` is the one whose fee
    it is, `counter_id` the one whose tills may take it. `reference` is what people call the
    subject, `description` what is paid for, on receipts and in the provider's books. The caller
    holds the subject's lock; without it a second caller at the same moment gets IntegrityError.
    Raises ValueError when the sum is wrong or another amount is already due for the subject.
    """
    if amount_vnd <= 0 or sum(int(line["amount_vnd"]) for line in lines) != amount_vnd:
        raise ValueError("The lines of an obligation sum up to its amount, which is positive.")
    found = _due(subject)
    if found:
        return _same(found[0], amount_vnd)
    return Obligation.objects.create(
        subject=subject,
        payer_id=payer_id,
        payer_name=payer_name,
        payer_email=payer_email,
        payer_address=payer_address[:300],
        agency_id=agency_id,
        counter_id=counter_id,
        reference=reference,
        due=due,
        description=description[:300],
        lines=[dict(line) for line in lines],
        amount_vnd=amount_vnd,
        opened_at=clock.now(),
    )


def _same(found: Obligation, amount_vnd: int) -> Obligation:
    if found.amount_vnd != amount_vnd:
        raise ValueError(f"Another obligation is already due for {found.subject}.")
    return found
