"""The signatures of a file that was given are checked."""

from dossiers.attachments.signatures import WAITING
from dossiers.models import Attachment
from portal.shared.uploads.store import path_of
from portal.signatures.trust import configured_trust
from portal.signatures.validation.check_apart import check_pdf_apart


def check_signatures(*, attachment_id: int) -> None:
    """Note the finding. Once: a file that was looked at, or removed meanwhile, is left alone."""
    waiting = Attachment.objects.filter(
        pk=attachment_id, state=Attachment.State.ACCEPTED, signature=WAITING
    )
    attachment = waiting.first()
    if attachment is None:
        return
    data = path_of(attachment.file).read_bytes()
    report = check_pdf_apart(data, trust=configured_trust())
    waiting.update(signature=report.verdict.value, signature_report=report.as_json())
