"""The address at which somebody pays what the counter shows him, on his own phone and without an
account: it names one obligation, is signed, and ends by itself."""

import binascii
import uuid
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import timedelta

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.urls import reverse

from payments.models import Obligation

# A day of the counter: the client pays now, or in the evening by the slip in his hand.
VALID_FOR = timedelta(hours=24)
# Where these addresses begin (payments/web/urls.py).
GUEST_PREFIX = "/pay/"
_signer = TimestampSigner(salt="payments.guest_link")


class LinkExpired(Exception):
    """The link was right and is too old."""


def guest_path(obligation: Obligation) -> str:
    """A new address; earlier ones of the same obligation stay good until their own end."""
    named = urlsafe_b64encode(obligation.key.bytes).decode().rstrip("=")
    return reverse("payments:guest_pay", args=[_signer.sign(named)])


def obligation_behind(token: str) -> Obligation:
    """What is to be paid. Raises LinkExpired, Obligation.DoesNotExist for what we did not sign."""
    try:
        named = _signer.unsign(token, max_age=VALID_FOR)
    except SignatureExpired as error:
        raise LinkExpired from error
    except BadSignature as error:
        raise Obligation.DoesNotExist from error
    try:
        key = uuid.UUID(bytes=urlsafe_b64decode(named + "=="))
    except (ValueError, binascii.Error) as error:
        raise Obligation.DoesNotExist from error
    return Obligation.objects.select_related("agency").get(key=key)


def is_guest_path(path: str) -> bool:
    """Whether a payer who is to go to `path` came by such a link."""
    return path.startswith(GUEST_PREFIX)
