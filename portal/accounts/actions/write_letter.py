"""A letter about an account is written; a job sends it."""

from django.db import transaction
from procrastinate.contrib.django import app

from portal.accounts.models import AccountLetter


@transaction.atomic
def write_letter(*, to_email: str, subject: str, text: str) -> AccountLetter:
    """Keep the letter and defer its sending (queue mail)."""
    letter = AccountLetter.objects.create(to_email=to_email, subject=subject, text=text)
    app.configure_task("accounts.send_letter", queue="mail").defer(letter_id=letter.pk)
    return letter
