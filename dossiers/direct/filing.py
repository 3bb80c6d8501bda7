"""What is to be filed, in plain values of the right types."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class GivenFile:
    """A file for a paper; `content` is base64."""

    requirement: str
    file_name: str
    content: str


@dataclass(frozen=True)
class Case:
    """What a dossier is made of. `procedure` and `agency` are codes; answers are as typed."""

    procedure: str
    agency: str
    answers: Mapping[str, Any]
    return_channel: str = ""
    attachments: tuple[GivenFile, ...] = ()


def digest_of(content: object) -> str:
    """SHA-256 of JSON values, whatever spaces and order they were sent in."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
