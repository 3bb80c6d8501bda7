"""The journey of money with Stripe itself, in its test mode, for someone who has keys.

    DATABASE_URL=… STRIPE_API_BASE=https://api.stripe.com STRIPE_SECRET_KEY=sk_test_… \\
    STRIPE_WEBHOOK_SECRET=whsec_… DJANGO_SETTINGS_MODULE=portal.settings.demo \\
    python -m scripts.stripe_journey

Opens an obligation of 50.000 đ, prints Stripe's page, waits until somebody has paid there with the
card 4242 4242 4242 4242, settles by asking Stripe, compares the books, gives the money back and
compares them again. It writes into the database it is pointed at: use one for trying things out.
Keys of the live mode are refused.
"""

import os
import sys
import time
import uuid
from typing import Any

import django

AMOUNT_VND = 50_000
PATIENCE_SECONDS = 15 * 60
ASK_EVERY_SECONDS = 3


def main() -> int:
    """0 when every step came out right; otherwise 1 and one line that says which did not."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.demo")
    django.setup()
    from django.conf import settings

    if not settings.STRIPE_SECRET_KEY.startswith("sk_test_"):
        return _fail("STRIPE_SECRET_KEY is not a key of the test mode (sk_test_…)")
    try:
        return _journey()
    except Exception as error:  # whatever it is, the operator gets one line
        return _fail(f"{type(error).__name__}: {error}")


def _journey() -> int:
    from payments.actions.check_attempt import check_attempt
    from payments.actions.request_refund import refund_by_rule
    from payments.actions.send_refund import send_refund
    from payments.actions.start_attempt import start_attempt
    from payments.models import Refund
    from payments.providers import registry

    attempt = start_attempt(obligation=_obligation(), provider="stripe", next_url="/")
    _say(f"Pay here with the card 4242 4242 4242 4242: {attempt.redirect_url}")
    until = time.monotonic() + PATIENCE_SECONDS
    while attempt.is_live and time.monotonic() < until:
        time.sleep(ASK_EVERY_SECONDS)
        attempt = check_attempt(attempt=attempt)
    if attempt.state != "settled":
        return _fail(f"the attempt is {attempt.state}, not settled")
    _say(f"Settled: {attempt.payment_reference}, {attempt.received_amount} đ")
    refund = refund_by_rule(attempt=attempt, cause=Refund.Cause.ASKED, reason="Trial")
    if refund is None:
        return _fail("no refund could be opened")
    refund = send_refund(refund=refund)
    _say(f"Refund: {refund.state}, {refund.provider_reference}")
    report = registry.get("stripe").look_up_refund(refund.provider_reference)
    if report.amount != AMOUNT_VND:
        return _fail(f"Stripe gave back {report.amount} đ, not {AMOUNT_VND} đ")
    _say("Every step came out right.")
    return 0


def _obligation() -> Any:
    """An Obligation; its class can only be named after django.setup()."""
    from payments.actions.open_obligation import open_obligation
    from portal.accounts.models import Citizen
    from portal.agencies.models import Agency

    citizen, agency = Citizen.objects.first(), Agency.objects.first()
    if citizen is None or agency is None:
        raise LookupError("the database needs a citizen and an agency (load_demo makes some)")
    return open_obligation(
        subject=f"trial:{uuid.uuid4()}",
        payer_id=citizen.pk,
        payer_name="Trial",
        payer_email="",
        agency_id=agency.pk,
        counter_id=agency.pk,
        reference="TRIAL",
        description="Trial of Stripe's test mode",
        lines=[{"name": "Trial", "amount_vnd": AMOUNT_VND}],
        amount_vnd=AMOUNT_VND,
    )


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _fail(line: str) -> int:
    sys.stderr.write(f"Stripe journey: {line}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
