"""The answer to QUERY as a report."""

from collections.abc import Mapping
from typing import Any

from payments.providers.base import Report, Standing
from payments.providers.errors import ProviderUnavailable, UnknownReference
from payments.providers.national.amount import read_amount
from payments.providers.national.reference import attempt_key_of

ANSWERED = "00"
UNKNOWN = "01"
PAID, FAILED = "1", "4"
CANCELLED, TIME_OVER = "5", "6"
CLOSED = frozenset({FAILED, CANCELLED, TIME_OVER})


def as_report(answer: Mapping[str, Any], reference: str) -> Report:
    """How the transaction stands. Raises UnknownReference, ProviderUnavailable.

    `TrangThaiGD` 3 is a payment whose end the platform itself does not know: it stays open, and so
    does every word that we do not know, for only a clear word closes an attempt.
    """
    code = str(answer.get("MaLoi", ""))
    if code == UNKNOWN:
        raise UnknownReference(reference)
    if code != ANSWERED or answer.get("MaThamChieu") != reference:
        raise ProviderUnavailable(f"QUERY: {code or 'no code'}")
    state = str(answer.get("TrangThaiGD", ""))
    return Report(
        reference=reference,
        attempt_key=attempt_key_of(reference),
        standing=_standing(state),
        declined=state == FAILED,
        amount=read_amount(answer.get("SoTien")),
        currency=str(answer.get("MaTienTe", ""))[:10].lower(),
        payment_reference=str(answer.get("MaGiaoDich") or "")[:100] if state == PAID else "",
    )


def _standing(state: str) -> Standing:
    if state == PAID:
        return Standing.PAID
    return Standing.CLOSED if state in CLOSED else Standing.OPEN
