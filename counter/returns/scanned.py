"""What a clerk types or scans to find a result, and what it can be."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from portal.shared.identity import personal_number
from portal.shared.identity.digits import is_digits, without_separators
from portal.shared.identity.errors import IdentityError

_TICKET = re.compile(r"^([NTH])(\d{3,6})$")


@dataclass(frozen=True)
class Scanned:
    """One of the four is filled; none: nothing that is known."""

    code: str = ""
    identity_number: str = ""
    ticket_letter: str = ""
    ticket_number: int = 0


def read(text: str) -> Scanned:
    """A dossier's code, the QR of its slip (an address with `code=`), the QR text of a card, an
    identification number or the label of a ticket ("T007")."""
    text = text.strip()
    if "code=" in text:
        return Scanned(code=_code_in(text))
    ticket = _TICKET.match(text.upper())
    if ticket:
        return Scanned(ticket_letter=ticket[1], ticket_number=int(ticket[2]))
    number = card_number(text)
    if is_digits(number):
        return Scanned(identity_number=number if _is_sound(number) else "")
    # Codes end in -YYMMDD-XXXX.
    return Scanned(code=text.upper() if text.count("-") >= 2 else "")


def card_number(text: str) -> str:
    """The number as typed, or the first field of a card's QR text (fields stand between `|`)."""
    return without_separators(text.split("|", 1)[0])


def _code_in(address: str) -> str:
    try:
        values = parse_qs(urlsplit(address).query).get("code", [])
    except ValueError:
        return ""
    return values[0].strip().upper() if values else ""


def _is_sound(number: str) -> bool:
    try:
        personal_number.parse(number)
    except IdentityError:
        return False
    return True
