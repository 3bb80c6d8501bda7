"""The platform's own receipt of a payment."""

from payments.providers.errors import ProviderUnavailable
from payments.providers.national.client import post
from payments.providers.national.question import about


def receipt_pdf(reference: str) -> bytes:
    """The PDF. Raises UnknownReference, and ProviderUnavailable when there is none (yet)."""
    content = post("receipt", about("RECEIPT", reference)).content
    if not content.startswith(b"%PDF-"):
        raise ProviderUnavailable("RECEIPT: no PDF")
    return content
