"""The platform's calls: the signature is checked, the content only tells what to ask about."""

import hashlib
import json
from typing import Any, NoReturn

from django.conf import settings

from payments.providers.base import Notice
from payments.providers.errors import BadNotice, BadSignature
from payments.providers.national.reference import attempt_key_of
from payments.providers.national.signature import RESULT, is_signed, signed_text

LONGEST_KIND = 80


def read_notice(body: bytes) -> Notice:
    """Raises BadSignature for everything whose signature cannot be found right, also because it
    cannot be read (it stands inside the message), and BadNotice for a well signed message that is
    not for us or cannot be stored."""
    message = _read(body)
    text = signed_text(message, RESULT)
    if "\x00" in text:
        raise BadNotice("holds NUL")
    if str(message["MaDoiTac"]) != settings.NATIONAL_PAYMENT_PARTNER:
        raise BadNotice("for another partner")
    reference = str(message["MaThamChieu"])
    return Notice(
        # The same words repeated are the same event, whatever was added beside them.
        event_id=hashlib.sha256(text.encode()).hexdigest(),
        kind=f"{message['LoaiBanTin']}:{message['MaLoi']}"[:LONGEST_KIND],
        reference=reference if attempt_key_of(reference) else "",
        attempt_key=attempt_key_of(reference),
        payload={name: str(message[name]) for name in RESULT},
    )


def _read(body: bytes) -> dict[str, Any]:
    try:
        message = json.loads(body, parse_constant=_no_number)
        if isinstance(message, dict) and is_signed(
            message, RESULT, settings.NATIONAL_PAYMENT_SECRET
        ):
            return message
    except (ValueError, RecursionError) as error:  # also what is no UTF-8
        raise BadSignature("cannot be read") from error
    raise BadSignature("not signed by the platform")


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)
