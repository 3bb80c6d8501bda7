"""What a checked file holds."""

from dataclasses import dataclass

from portal.shared.uploads.checking.kinds import Kind


@dataclass(frozen=True)
class Contents:
    """Its kind, its number of pages (a photo is one), and whether a PDF says that it is signed."""

    kind: Kind
    pages: int = 1
    says_signed: bool = False
