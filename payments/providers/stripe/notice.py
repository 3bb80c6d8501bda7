"""Stripe's webhook calls: the signature is checked, the content only tells what to ask about."""

import json
from collections.abc import Mapping
from typing import Any

import stripe
from django.conf import settings

from payments.providers.base import Notice
from payments.providers.errors import BadNotice, BadSignature

TOLERANCE_SECONDS = 300


def read_notice(body: bytes, headers: Mapping[str, str]) -> Notice:
    """Raises BadSignature when it is not from Stripe, BadNotice when it cannot be read."""
    try:
        stripe.WebhookSignature.verify_header(
            body.decode(),
            headers.get("Stripe-Signature"),
            settings.STRIPE_WEBHOOK_SECRET,
            TOLERANCE_SECONDS,
        )
    except (stripe.SignatureVerificationError, UnicodeDecodeError) as error:
        raise BadSignature(str(error)) from error
    try:
        return _notice(json.loads(body))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadNotice(str(error)) from error


def _notice(payload: dict[str, Any]) -> Notice:
    thing = payload["data"]["object"]
    is_session = thing.get("object") == "checkout.session"
    metadata = thing.get("metadata") or {}
    return Notice(
        event_id=str(payload["id"]),
        kind=str(payload["type"]),
        reference=str(thing["id"]) if is_session else "",
        attempt_key=str(metadata.get("attempt", "")),
        payload=payload,
    )
