"""The check of a stranger's file, in a process that is ended when the file asks too much of it."""

from portal.shared.apart import Apart, TooMuch
from portal.signatures.trust import TrustList
from portal.signatures.validation.report import Report
from portal.signatures.validation.verdict import Verdict

# A file of a hundred pages with three signatures takes a second; authorities may be slow. Files
# that anybody sends without a name get less of the processor, and a process of their own.
_process = Apart(seconds=30, megabytes=1024)
_process_for_anybody = Apart(seconds=30, megabytes=1024, processor_seconds=8)


def check_pdf_apart(data: bytes, *, trust: TrustList, anybodys: bool = False) -> Report:
    """As check_pdf, with the authorities asked; TOO_COMPLEX when it was ended. `anybodys`: not
    given with a dossier, so those that are do not wait for it."""
    process = _process_for_anybody if anybodys else _process
    try:
        return process.do(_check, data, trust)
    except TooMuch:
        return Report(Verdict.TOO_COMPLEX)


def _check(data: bytes, trust: TrustList) -> Report:
    # pyHanko is loaded where it works: the worker itself stays small.
    from portal.signatures.validation.check import check_pdf

    return check_pdf(data, trust=trust, fetch=True)
