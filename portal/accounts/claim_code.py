"""The code on the slip of the counter with which somebody gets the account to his own dossiers.

A code is eight of 32 signs: 40 bits, 2^40 (about 1.1 * 10^12) codes. Wrong tries end no code, or
whoever knows somebody's personal number could take the account from him; they are slow instead
(portal/accounts/web/claim.py): 10 in an hour for one number from one address. That is 21,600 in
the 90 days of a code, so one address finds it with a chance of 1 in 50 million, a thousand
addresses together with 1 in 50,000; half a chance takes one address six million years.
"""

import hmac
import secrets
import uuid
from datetime import timedelta

from django.conf import settings
from django.utils.crypto import salted_hmac

from portal.accounts.models import AccountClaim

VALID_FOR = timedelta(days=90)
# Nothing that is misread on paper: no 0 and O, no 1 and I. 32 signs, so a sign is five bits.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH = 8


def code_of(claim: AccountClaim) -> str:
    """The code in two groups of four, as it is printed. The database does not hold it: it follows
    from the row's key and SECRET_KEY, so that a slip can be printed again and nobody who reads the
    database alone can claim anything."""
    code = _derived(claim.key, settings.SECRET_KEY)
    return f"{code[:4]}-{code[4:]}"


def is_code_of(claim: AccountClaim | None, typed: str) -> bool:
    """Whether this is the code of the claim, however it is grouped; without a claim the same work
    is done for nothing, so that the time tells nobody which numbers have one."""
    key = claim.key if claim else uuid.UUID(bytes=secrets.token_bytes(16))
    told = "".join(typed.upper().replace("-", " ").split()).encode()
    # All are compared, whichever fits: SECRET_KEY may have been renewed since the slip was printed.
    fits = [
        hmac.compare_digest(_derived(key, secret).encode(), told)
        for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    ]
    return claim is not None and any(fits)


def _derived(key: uuid.UUID, secret: str) -> str:
    digest = salted_hmac("motcua.accounts.claim_code", key.bytes, secret=secret, algorithm="sha256")
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest.digest()[:LENGTH])
