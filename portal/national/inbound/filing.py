"""What the national portal asks for, in plain values of the right types."""

from dataclasses import dataclass
from datetime import date

from dossiers.direct.filing import Case


@dataclass(frozen=True)
class Applicant:
    """What the national portal says about the person; empty is unknown."""

    identity_number: str
    full_name: str
    birth_date: date
    assurance_level: int
    sex: str = ""
    phone: str = ""
    email: str = ""
    commune: str = ""
    address_line: str = ""


@dataclass(frozen=True)
class Filing:
    """One filing: a case, and whose it is."""

    case: Case
    applicant: Applicant


@dataclass(frozen=True)
class Envelope:
    """Who sent it, and what makes it this filing and no other."""

    sender: str
    key: str
    # `sha256=<hex>`: belongs to one time of sending and one body, so to one key.
    signature: str
    digest: str
