"""The PDF of a receipt: made in a job, never in a request or inside a transaction."""

import hashlib

from django.template.loader import render_to_string

from payments.models import Receipt
from payments.receipts.content import content
from payments.receipts.freshness import is_printed
from portal.shared import clock
from portal.shared.kept_language import kept_language
from portal.shared.pdf.files import write
from portal.shared.pdf.press import press


def print_receipt(*, receipt_id: int) -> bool:
    """Write the PDF, then note it. Safe to repeat: False when it was there already.

    Raises Receipt.DoesNotExist.
    """
    receipt = Receipt.objects.select_related("book__agency__parent", "attempt").get(pk=receipt_id)
    if is_printed(receipt):
        return False
    started_at = clock.now()
    pdf = pdf_of(receipt)
    place = f"receipts/{receipt.issued_at:%Y/%m}/{receipt.key}.pdf"
    write(place, pdf)
    Receipt.objects.filter(pk=receipt.pk).update(
        file=place, sha256=hashlib.sha256(pdf).hexdigest(), ready_at=started_at
    )
    return True


def pdf_of(receipt: Receipt) -> bytes:
    """The bytes of the PDF as it is made now; in Vietnamese whatever language is read."""
    with kept_language():
        html = render_to_string("pdf/receipt.html", content(receipt))
    return press(html, paper="receipt")
