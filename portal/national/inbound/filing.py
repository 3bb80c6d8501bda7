"""What the national portal asks for, in plain values of the right types."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


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
class GivenFile:
    """A file for a paper; `content` is base64."""

    requirement: str
    file_name: str
    content: str


@dataclass(frozen=True)
class Filing:
    """One filing. `procedure` and `agency` are codes; answers are as they were typed there."""

    procedure: str
    agency: str
    applicant: Applicant
    answers: Mapping[str, Any]
    return_channel: str = ""
    attachments: tuple[GivenFile, ...] = ()


@dataclass(frozen=True)
class Envelope:
    """Who sent it, and what makes it this filing and no other."""

    sender: str
    key: str
    # `sha256=<hex>`: belongs to one time of sending and one body, so to one key.
    signature: str
    digest: str


def digest_of(content: object) -> str:
    """SHA-256 of JSON values, whatever spaces and order they were sent in."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
