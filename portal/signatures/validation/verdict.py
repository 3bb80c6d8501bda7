"""What can be said of a signature, and of a file as a whole."""

from enum import StrEnum


class Verdict(StrEnum):
    """One answer. The order of SERIOUSNESS decides which one a file gets."""

    VALID = "valid"
    # What is wrong with a signature.
    TAMPERED = "tampered"
    COPIED = "copied"
    PAGES_ADDED = "pages_added"
    CHANGED_AFTER = "changed_after"
    PARTLY_COVERED = "partly_covered"
    BROKEN = "broken"
    REVOKED = "revoked"
    EXPIRED = "expired"
    UNTRUSTED = "untrusted"
    NOT_FOR_SIGNING = "not_for_signing"
    WEAK = "weak"
    UNSUPPORTED = "unsupported"
    UNKNOWN = "unknown"
    # What is wrong with a file.
    UNSIGNED = "unsigned"
    EMPTY = "empty"
    NOT_PDF = "not_pdf"
    ENCRYPTED = "encrypted"
    UNREADABLE = "unreadable"
    TOO_COMPLEX = "too_complex"


SERIOUSNESS = (
    Verdict.TAMPERED,
    Verdict.COPIED,
    Verdict.PAGES_ADDED,
    Verdict.CHANGED_AFTER,
    Verdict.PARTLY_COVERED,
    Verdict.BROKEN,
    Verdict.REVOKED,
    Verdict.EXPIRED,
    Verdict.UNTRUSTED,
    Verdict.NOT_FOR_SIGNING,
    Verdict.WEAK,
    Verdict.UNSUPPORTED,
    Verdict.UNKNOWN,
    Verdict.VALID,
)

# The content is not what was signed: such a file is not taken as a paper.
BROKEN_CONTENT = frozenset(
    {
        Verdict.TAMPERED,
        Verdict.COPIED,
        Verdict.PAGES_ADDED,
        Verdict.CHANGED_AFTER,
        Verdict.PARTLY_COVERED,
        Verdict.BROKEN,
    }
)
