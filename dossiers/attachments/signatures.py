"""What is known about the signatures of a file that was given.

`Attachment.signature` is empty for a file without any, WAITING until the job has looked, then the
verdict of portal.signatures. Where a signature proves that the content is not what was signed,
the dossier is not filed with that file; every other finding is for people to judge (docs/decisions/
signed-uploads.md).
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.signatures.validation.verdict import BROKEN_CONTENT, Verdict
from portal.signatures.validation.words import of_file, title

WAITING = "waiting"
_KINDS = {WAITING: "neutral", Verdict.VALID: "success", Verdict.UNKNOWN: "warning"}


@dataclass(frozen=True)
class Finding:
    """For a chip beside the file: `text`, its `kind`, and what it means."""

    text: str
    kind: str
    explanation: str = ""


def finding_of(signature: str) -> Finding | None:
    """What to show; None for a file without signature."""
    if not signature or signature == Verdict.UNSIGNED:
        return None
    if signature == WAITING:
        return Finding(_("Đang kiểm tra chữ ký số"), _KINDS[WAITING])
    verdict = Verdict(signature)
    return Finding(title(verdict), _KINDS.get(verdict, "error"), of_file(verdict))


def is_spoiled(signature: str) -> bool:
    """Whether the file is known not to be what somebody signed."""
    return signature in BROKEN_CONTENT


def spoiled_words(name: str, signature: str) -> str:
    """Why the dossier is not filed with this file, and what to do."""
    words = _("Không nộp được với tệp “%(name)s”: %(title)s. %(explanation)s")
    verdict = Verdict(signature)
    return words % {"name": name, "title": title(verdict), "explanation": of_file(verdict)}
