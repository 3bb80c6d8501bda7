"""`manage.py verify_books`."""

from io import StringIO

import pytest
from django.core.management import call_command

from payments.actions.check_attempt import check_attempt


def test_says_what_is_where(attempt, payment_sandbox):
    payment_sandbox.press(attempt.provider_reference, "succeed")
    check_attempt(attempt=attempt)
    said = StringIO()
    call_command("verify_books", stdout=said)
    assert said.getvalue().splitlines() == [
        "fees: -100000 đ",
        "held_by_provider: 100000 đ",
        "held by stripe: 100000 đ",
        "balanced",
    ]


@pytest.mark.django_db
def test_empty_books_balance():
    said = StringIO()
    call_command("verify_books", stdout=said)
    assert said.getvalue() == "balanced\n"
