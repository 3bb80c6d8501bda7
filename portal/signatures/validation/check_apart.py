"""The check of a stranger's file, in a process that is ended when the file asks too much of it."""

from portal.shared.apart import Apart, TooMuch
from portal.signatures.trust import TrustList
from portal.signatures.validation.report import Report
from portal.signatures.validation.verdict import Verdict

# A file of a hundred pages with three signatures takes a second; authorities may be slow.
_process = Apart(seconds=30, megabytes=1024)


def check_pdf_apart(data: bytes, *, trust: TrustList) -> Report:
    """As check_pdf, with the authorities asked; TOO_COMPLEX when it was ended."""
    try:
        return _process.do(_check, data, trust)
    except TooMuch:
        return Report(Verdict.TOO_COMPLEX)


def _check(data: bytes, trust: TrustList) -> Report:
    # pyHanko is loaded where it works: the worker itself stays small.
    from portal.signatures.validation.check import check_pdf

    return check_pdf(data, trust=trust, fetch=True)
