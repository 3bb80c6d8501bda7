"""Stripe's webhook calls: the signature is checked, the content only tells what to ask about."""

import json
import re
import uuid
from collections.abc import Mapping
from typing import Any

import stripe
from django.conf import settings

from payments.providers.base import Notice
from payments.providers.errors import BadNotice, BadSignature

TOLERANCE_SECONDS = 300
LONGEST_ID, LONGEST_KIND = 255, 80
PLAIN = re.compile(r"[A-Za-z0-9_.:-]+")


def read_notice(body: bytes, headers: Mapping[str, str]) -> Notice:
    """Raises BadSignature when it is not from Stripe, BadNotice when it cannot be read."""
    try:
        stripe.WebhookSignature.verify_header(
            body.decode(),
            headers.get("Stripe-Signature"),
            settings.STRIPE_WEBHOOK_SECRET,
            TOLERANCE_SECONDS,
        )
    except (stripe.SignatureVerificationError, UnicodeDecodeError, TypeError) as error:
        # The client compares text, which raises TypeError for letters that no signature has.
        raise BadSignature(str(error)) from error
    try:
        return notice_of(json.loads(body))
    except (ValueError, RecursionError) as error:
        raise BadNotice(f"no JSON: {error}") from error


def notice_of(event: Any) -> Notice:
    """An event object, called or listed. Raises BadNotice."""
    thing = _object(_object(_object(event, "event").get("data"), "data").get("object"), "object")
    is_session = thing.get("object") == "checkout.session"
    metadata = thing.get("metadata")
    mark = metadata.get("attempt") if isinstance(metadata, dict) else None
    return Notice(
        event_id=_name(event.get("id"), "id", LONGEST_ID),
        kind=_name(event.get("type"), "type", LONGEST_KIND),
        reference=_name(thing.get("id"), "object.id", LONGEST_ID) if is_session else "",
        attempt_key=_attempt_key(mark),
        payload=event,
    )


def _object(value: Any, place: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise BadNotice(f"{place} is no object")
    return value


def _name(value: Any, place: str, longest: int) -> str:
    """Stripe's names are short and plain; anything else cannot be asked about."""
    if not isinstance(value, str) or not PLAIN.fullmatch(value) or len(value) > longest:
        raise BadNotice(f"{place} is no name of Stripe's")
    return value


def _attempt_key(mark: Any) -> str:
    """Other software at the same account may put anything there; ours is a UUID."""
    try:
        return str(uuid.UUID(mark)) if isinstance(mark, str) else ""
    except ValueError:
        return ""
