"""What hangs on a dossier, in our own words: files, fees, supplements, the result.

The outbox does not hold it: it is read when a message is sent, so it is as of that moment.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class FileGiven:
    """A file that was filed with the dossier or with a supplement. `paper`: the key of the paper
    that it was given for; empty for what the procedure does not name."""

    key: str
    name: str
    paper: str
    url: str


@dataclass(frozen=True)
class Fee:
    """What is charged, reductions taken off. `is_fee`: a fee (phí), not a charge (lệ phí)."""

    key: str
    name: str
    amount_vnd: int
    is_fee: bool


@dataclass(frozen=True)
class SupplementAsked:
    """What was asked for later, and the answer to it; `papers` are the keys and names of what was
    named. The due moments are of the result, and empty where there is none yet."""

    number: int
    asked_by: str
    text: str
    asked_at: datetime
    papers: tuple[tuple[str, str], ...] = ()
    supplied_at: datetime | None = None
    answer: str = ""
    due_before: datetime | None = None
    due_after: datetime | None = None


@dataclass(frozen=True)
class Result:
    """The signed decision."""

    key: str
    name: str
    url: str


@dataclass(frozen=True)
class Enclosures:
    """All of it; empty for a dossier that the database does not have."""

    files: tuple[FileGiven, ...] = ()
    fees: tuple[Fee, ...] = ()
    supplements: tuple[SupplementAsked, ...] = ()
    results: tuple[Result, ...] = ()
    # Paid through one of the providers, not in cash.
    is_paid_online: bool = False
    # The national portal filed it here.
    is_filed_nationally: bool = False
    # The owner's account is linked to a national identity of high assurance.
    has_verified_owner: bool = False


NONE = Enclosures()
