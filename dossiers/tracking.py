"""Look-up without sign-in: a dossier's code and the last four digits of the identity number.

The public page and the public API share these rules, and their limits with them.
"""

from django.utils.crypto import constant_time_compare

from dossiers.models import Dossier, HistoryEntry
from portal.shared.rate_limit.limit import Limit

DIGITS = 4
MAX_CODE = 50
# Nobody tries ten thousand digits: neither from one address nor, for one dossier, from many.
BY_ADDRESS = Limit("track", times=30, seconds=600)
BY_CODE = Limit("track-code", times=30, seconds=3600)
_NOBODYS_DIGITS = "----"


def tidy_code(typed: str) -> str:
    """People type spaces and small letters."""
    return "".join(typed.split()).upper()


def are_digits(typed: str) -> bool:
    """Whether it can be the end of an identity number."""
    return len(typed) == DIGITS and typed.isascii() and typed.isdigit()


def look_up(code: str, digits: str, *, address: str) -> Dossier | None:
    """The dossier, or None: the same work and the same answer for a wrong code as for wrong digits.

    `address` is where the question comes from. Raises TooManyTries.
    """
    BY_ADDRESS.spend(address)
    BY_CODE.spend(code)
    found = (
        Dossier.objects.filter(code=code)
        .select_related("procedure", "revision", "receiving_agency")
        .defer(
            "answers",
            "quote",
            "applicant",
            "procedure__search_text",
            "revision__eform",
            "revision__source",
        )
        .first()
    )
    expected = found.lookup_digits if found is not None else _NOBODYS_DIGITS
    return found if constant_time_compare(expected, digits) else None


def changes(dossier: Dossier) -> list[HistoryEntry]:
    """The changes of state, the oldest first: only states and moments, no names, no reasons."""
    entries = HistoryEntry.objects.filter(dossier=dossier).only("at", "from_state", "to_state")
    return [entry for entry in entries if entry.from_state != entry.to_state]
