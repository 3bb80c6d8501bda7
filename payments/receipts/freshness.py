"""Whether the PDF of a receipt can be shown; pages ask this without loading the press."""

from payments.models import Receipt
from portal.shared.pdf.files import is_there


def is_printed(receipt: Receipt) -> bool:
    """Whether its PDF is there and says what is true: one from before the cancellation does not."""
    if receipt.ready_at is None or not is_there(receipt.file):
        return False
    return receipt.cancelled_at is None or receipt.cancelled_at <= receipt.ready_at
