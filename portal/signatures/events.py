"""What signing tells the layers above, each inside the transaction of the change."""

from dataclasses import dataclass
from datetime import datetime

from portal.shared.events import Event


@dataclass(frozen=True)
class FileSigned(Event):
    """An item of a run is signed. `signed_file` is a path under MEDIA_ROOT; `signer_id` the
    account that signed, None for a seal that the portal put on by itself."""

    item_id: int
    subject: str
    run_subject: str
    signed_file: str
    sha256: str
    level: str
    at: datetime
    signer_id: int | None


@dataclass(frozen=True)
class RunEnded(Event):
    """A run is over: `state` is "done" or "failed", `error` the code of what went wrong and
    `error_text` its words. What was signed before a failure stays signed."""

    run_id: int
    subject: str
    state: str
    error: str
    error_text: str
