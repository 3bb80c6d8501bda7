"""What the paper of a receipt says."""

from typing import Any
from urllib.parse import urljoin

import segno
from django.conf import settings
from django.urls import reverse

from payments.models import Receipt
from payments.receipts.amount_in_words import amount_in_words
from payments.receipts.lines import lines_of
from payments.receipts.naming import method_words, tax_code_of
from portal.agencies.naming import as_called_at


def content(receipt: Receipt) -> dict[str, Any]:
    """The context of pdf/receipt.html. The receipt comes with its book's agency and its attempt."""
    address = check_address(receipt)
    agency = as_called_at(receipt.book.agency, receipt.issued_at)
    return {
        "receipt": receipt,
        "agency": agency,
        "tax_code": tax_code_of(agency),
        "lines": lines_of(receipt.lines),
        "in_words": amount_in_words(receipt.amount_vnd),
        "method": method_words(receipt.method),
        "transaction": transaction_of(receipt),
        "paid_at": receipt.attempt.closed_at or receipt.issued_at,
        "check_address": address,
        "qr": segno.make(address, error="m").svg_data_uri(border=0),
    }


def transaction_of(receipt: Receipt) -> str:
    """The provider's word for the payment; empty for cash."""
    return receipt.attempt.payment_reference or receipt.attempt.provider_reference


def check_address(receipt: Receipt) -> str:
    """The public address that says whether the receipt is valid."""
    return urljoin(settings.PUBLIC_URL, reverse("payments:receipt_check", args=[receipt.key]))
