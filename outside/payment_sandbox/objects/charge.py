"""charge"""

from typing import Any

from outside.payment_sandbox.identifiers import new_id, now

CHECKS = {"address_line1_check": None, "address_postal_code_check": None, "cvc_check": "pass"}


def new_charge(
    intent: dict[str, Any], *, amount: int, paid: bool, name: str, email: str | None
) -> dict[str, Any]:
    """A charge of a test card that the bank took (`paid`) or refused."""
    key = new_id("ch")
    return {
        "id": key,
        "object": "charge",
        "amount": amount,
        "amount_captured": amount if paid else 0,
        "amount_refunded": 0,
        "application": None,
        "application_fee": None,
        "application_fee_amount": None,
        "balance_transaction": new_id("txn") if paid else None,
        "billing_details": {
            "address": {
                "city": None,
                "country": "VN",
                "line1": None,
                "line2": None,
                "postal_code": None,
                "state": None,
            },
            "email": email,
            "name": name or None,
            "phone": None,
            "tax_id": None,
        },
        "calculated_statement_descriptor": "MOT CUA SANDBOX",
        "captured": paid,
        "created": now(),
        "currency": intent["currency"],
        "customer": None,
        "description": intent["description"],
        "disputed": False,
        "failure_balance_transaction": None,
        "failure_code": None if paid else "card_declined",
        "failure_message": None if paid else "Your card was declined.",
        "fraud_details": {},
        "livemode": False,
        "metadata": intent["metadata"],
        "on_behalf_of": None,
        "outcome": _outcome(paid),
        "paid": paid,
        "payment_intent": intent["id"],
        "payment_method": new_id("pm"),
        "payment_method_details": {"card": _card(amount if paid else None), "type": "card"},
        "receipt_email": None,
        "receipt_number": None,
        "receipt_url": None,
        "refunded": False,
        "refunds": {
            "object": "list",
            "data": [],
            "has_more": False,
            "url": f"/v1/charges/{key}/refunds",
        },
        "review": None,
        "shipping": None,
        "source": None,
        "source_transfer": None,
        "statement_descriptor": None,
        "statement_descriptor_suffix": None,
        "status": "succeeded" if paid else "failed",
        "transfer_data": None,
        "transfer_group": None,
    }


def _outcome(paid: bool) -> dict[str, Any]:
    return {
        "advice_code": None if paid else "try_again_later",
        "network_advice_code": None,
        "network_decline_code": None if paid else "01",
        "network_status": "approved_by_network" if paid else "declined_by_network",
        "reason": None if paid else "generic_decline",
        "seller_message": "Payment complete." if paid else "The bank declined the payment.",
        "type": "authorized" if paid else "issuer_declined",
    }


def _card(authorized: int | None) -> dict[str, Any]:
    return {
        "amount_authorized": authorized,
        "authorization_code": None,
        "brand": "visa",
        "checks": CHECKS,
        "country": "VN",
        "exp_month": 12,
        "exp_year": 2034,
        "extended_authorization": {"status": "disabled"},
        "fingerprint": "motcuaSandbox001",
        "funding": "debit",
        "incremental_authorization": {"status": "unavailable"},
        "installments": None,
        "last4": "4242",
        "mandate": None,
        "multicapture": {"status": "unavailable"},
        "network": "visa",
        "network_token": {"used": False},
        "network_transaction_id": None,
        "overcapture": {"maximum_amount_capturable": authorized or 0, "status": "unavailable"},
        "regulated_status": "unregulated",
        "three_d_secure": None,
        "transaction_link_id": None,
        "wallet": None,
    }
