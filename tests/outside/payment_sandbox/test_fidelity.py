"""Field for field against Stripe's own sample objects: the same names, the same JSON types."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.outside.payment_sandbox.conftest import session_params

SAMPLES = json.loads((Path(__file__).parent / "stripe_fixtures.json").read_text())["resources"]

# Stripe's reference says "nullable" of these; the samples show them filled.
NULLABLE = {
    "checkout.session": {
        "after_expiration",
        "automatic_tax.liability",
        "collected_information",
        "consent",
        "consent_collection",
        "currency_conversion",
        "custom_text.after_submit",
        "custom_text.shipping_address",
        "custom_text.submit",
        "custom_text.terms_of_service_acceptance",
        "customer_details",
        "invoice_creation.invoice_data.issuer",
        "invoice_creation.invoice_data.rendering_options",
        "payment_intent",
        "payment_method_configuration_details",
        "permissions",
        "saved_payment_method_options",
        "shipping_address_collection",
        "shipping_cost",
        "url",
        "wallet_options",
    },
    "payment_intent": {
        "automatic_payment_methods",
        "canceled_at",
        "last_payment_error",
        "next_action",
        "payment_method_configuration_details",
        "processing",
        "shipping",
        "transfer_data",
    },
    "charge": {
        "balance_transaction",
        "payment_method_details.card.installments",
        "payment_method_details.card.three_d_secure",
        "payment_method_details.card.wallet",
        "receipt_url",
        "shipping",
        "source",
        "transfer_data",
    },
    "refund": set(),
    "event": set(),
    "balance_transaction": {"description"},
}
# Objects whose fields depend on what they tell of.
OPEN = {
    "metadata",
    "fraud_details",
    "payment_method_options",
    "last_payment_error",
    "data.object",
}


def differences(sample: Any, ours: Any, nullable: set[str], path: str = "") -> list[str]:
    """Every difference, in words."""
    if ours is None or sample is None:
        unexpected = ours is None and sample is not None and path not in nullable
        return [f"{path}: null, where Stripe has {type(sample).__name__}"] if unexpected else []
    if type(sample) is not type(ours):
        return [f"{path}: {type(ours).__name__}, where Stripe has {type(sample).__name__}"]
    if not isinstance(sample, dict) or path in OPEN:
        return []
    found = [f"{path}.{name}: missing" for name in sample.keys() - ours.keys()]
    found += [f"{path}.{name}: unknown to Stripe" for name in ours.keys() - sample.keys()]
    for name in sample.keys() & ours.keys():
        inner = f"{path}.{name}" if path else name
        found += differences(sample[name], ours[name], nullable, inner)
    return found


@pytest.fixture
def objects(payment_sandbox, sessions) -> dict[str, list[dict[str, Any]]]:
    """Objects of each kind in several states."""
    client = payment_sandbox.stripe.v1
    opened = sessions.create(session_params())
    declined = sessions.create(session_params(customer_email="a@motcua.example"))
    payment_sandbox.press(declined.id, "decline")
    paid = sessions.create(session_params())
    payment_sandbox.press(paid.id, "succeed")
    expired = sessions.expire(sessions.create(session_params()).id)
    intents = [sessions.retrieve(s.id).payment_intent for s in (declined, paid)]
    refund = client.refunds.create({"payment_intent": intents[1], "amount": 40_000})
    payment_sandbox.fault("refund_pending")
    pending = client.refunds.create({"payment_intent": intents[1], "amount": 10_000})
    charges = [
        client.charges.list({"payment_intent": intent}).data[0].to_dict() for intent in intents
    ]
    shown = [sessions.retrieve(s.id) for s in (opened, declined, paid, expired)]
    return {
        "checkout.session": [opened, *shown],
        "payment_intent": [client.payment_intents.retrieve(intent) for intent in intents],
        "charge": charges,
        "refund": [refund, pending, client.refunds.retrieve(refund.id)],
        "event": client.events.list({"limit": 20}).data,
        "balance_transaction": client.balance_transactions.list({"limit": 3}).data,
    }


def test_every_object_has_stripes_fields_and_types(objects):
    assert objects.keys() == SAMPLES.keys()
    for kind, shown in objects.items():
        for thing in shown:
            plain = json.loads(json.dumps(thing if isinstance(thing, dict) else thing.to_dict()))
            assert differences(SAMPLES[kind], plain, NULLABLE[kind]) == [], kind


def test_the_check_itself_sees_a_difference():
    sample = {"a": 1, "b": {"c": "x"}, "d": "filled"}
    assert sorted(differences(sample, {"a": "1", "b": {"e": 1}, "d": None}, set())) == [
        "a: str, where Stripe has int",
        "b.c: missing",
        "b.e: unknown to Stripe",
        "d: null, where Stripe has str",
    ]
