"""The outcome of a check as plain data, to be kept as JSON and shown by pages."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from django.utils.functional import cached_property

from portal.signatures.validation import words
from portal.signatures.validation.verdict import SERIOUSNESS, Verdict

TIMESTAMP, CLAIMED = "timestamp", "claimed"
EMBEDDED, ASKED, NOWHERE = "embedded", "asked", "nowhere"
_KINDS = {
    Verdict.VALID: "success",
    Verdict.UNSIGNED: "info",
    Verdict.UNKNOWN: "warning",
    Verdict.UNSUPPORTED: "warning",
}


@dataclass(frozen=True)
class SignatureFact:
    """One signature. Moments are ISO 8601 with their offset, or empty.

    `stamp`: a time stamp of the document, which no person has made. `revision`: which version of
    the file it signs, counted from 0. `time_source`: TIMESTAMP
    where a trusted clock says when, CLAIMED where only the signer does. `level`: "B-B", "B-T",
    "B-LT", "B-LTA". `revocation`: EMBEDDED, ASKED, NOWHERE (the certificate names nobody
    to ask), or empty when nobody could be asked.
    """

    verdict: Verdict
    signer: str = ""
    organisation: str = ""
    issuer: str = ""
    serial: str = ""
    stamp: bool = False
    signed_at: str = ""
    time_source: str = ""
    level: str = ""
    covers_whole: bool = False
    changed_allowed: bool = False
    pages_added: int = 0
    revision: int = 0
    valid_from: str = ""
    valid_to: str = ""
    revocation: str = ""
    revoked_at: str = ""

    @property
    def title(self) -> str:
        """The verdict in a few words."""
        return words.title(self.verdict)

    @property
    def explanation(self) -> str:
        """What it means for the person who asked."""
        return words.of_signature(self.verdict, pages_added=self.pages_added)

    @property
    def moment(self) -> datetime | None:
        """When it was signed."""
        return datetime.fromisoformat(self.signed_at) if self.signed_at else None

    @property
    def validity(self) -> tuple[datetime, datetime] | None:
        """From when to when the certificate is good."""
        if not self.valid_from:
            return None
        return datetime.fromisoformat(self.valid_from), datetime.fromisoformat(self.valid_to)

    @property
    def revoked(self) -> datetime | None:
        """Since when the certificate is revoked."""
        return datetime.fromisoformat(self.revoked_at) if self.revoked_at else None

    @property
    def level_words(self) -> str:
        """What the level proves."""
        return words.of_level(self.level)

    @property
    def revocation_words(self) -> str:
        """Where it is known from that the certificate was not revoked."""
        return words.of_revocation(self.revocation) if not self.revoked_at else ""

    @property
    def is_good(self) -> bool:
        """Whether it may be believed."""
        return self.verdict == Verdict.VALID


@dataclass(frozen=True)
class Report:
    """What is to be said of a file."""

    verdict: Verdict
    signatures: tuple[SignatureFact, ...] = field(default=())

    @classmethod
    def of(cls, signatures: tuple[SignatureFact, ...]) -> "Report":
        """As good as the worst signature. Time stamps alone are no signature of anybody."""
        found = {fact.verdict for fact in signatures}
        by_people = any(not fact.stamp for fact in signatures)
        worst = next((each for each in SERIOUSNESS if each in found), Verdict.UNSIGNED)
        if worst == Verdict.VALID and not by_people:
            worst = Verdict.UNSIGNED
        return cls(worst, signatures)

    @classmethod
    def from_json(cls, given: dict[str, Any]) -> "Report":
        """What as_json() wrote."""
        facts = tuple(
            SignatureFact(**{**each, "verdict": Verdict(each["verdict"])})
            for each in given["signatures"]
        )
        return cls(Verdict(given["verdict"]), facts)

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "verdict": self.verdict.value,
            "signatures": [
                {**asdict(fact), "verdict": fact.verdict.value} for fact in self.signatures
            ],
        }

    @cached_property
    def people(self) -> tuple[SignatureFact, ...]:
        """The signatures that people or agencies have made."""
        return tuple(fact for fact in self.signatures if not fact.stamp)

    @property
    def is_signed(self) -> bool:
        """Whether there is a signature, good or bad."""
        return bool(self.signatures)

    @property
    def is_good(self) -> bool:
        """Whether all signatures may be believed."""
        return self.verdict == Verdict.VALID

    @property
    def kind(self) -> str:
        """The colour of the answer: "success", "info", "warning" or "error" (banner, chip)."""
        return _KINDS.get(self.verdict, "error")

    @property
    def title(self) -> str:
        """The verdict in a few words."""
        return words.title(self.verdict)

    @property
    def explanation(self) -> str:
        """What it means for the person who asked."""
        return words.of_file(self.verdict)
