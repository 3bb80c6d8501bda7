"""A copy has been signed."""

import uuid

from counter.models import PaperCopy
from portal.signatures.events import FileSigned
from portal.signatures.models import SigningItem


def note_signed_copy(*, key: uuid.UUID, signed: FileSigned) -> bool:
    """Note it with the copy, in the caller's transaction; whether it was noted now.

    Told twice, nothing changes. A copy that was made anew meanwhile is not the one that was signed
    (a paper's file has a new name each time) and stays unsigned.
    """
    source = SigningItem.objects.values_list("source", flat=True).get(pk=signed.item_id)
    noted = PaperCopy.objects.filter(key=key, state=PaperCopy.State.READY, file=source).update(
        state=PaperCopy.State.SIGNED,
        signed_file=signed.signed_file,
        signed_sha256=signed.sha256,
        signed_at=signed.at,
    )
    return noted == 1
