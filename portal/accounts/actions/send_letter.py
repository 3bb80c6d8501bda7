"""A letter about an account leaves the portal (called by a job only)."""

from django.core.mail import EmailMessage
from django.db import transaction

from portal.accounts.models import AccountLetter
from portal.shared import clock


def send_letter(*, letter_id: int) -> None:
    """Send it once and erase its text; a second call does nothing.

    The row stays locked while the mail server answers (10 s at most, EMAIL_TIMEOUT), so that two
    workers never send the same letter; nobody else waits for this row.
    """
    with transaction.atomic():
        letter = AccountLetter.objects.select_for_update().get(pk=letter_id)
        if letter.sent_at:
            return
        EmailMessage(subject=letter.subject, body=letter.text, to=[letter.to_email]).send()
        letter.sent_at = clock.now()
        letter.text = ""
        letter.save(update_fields=["sent_at", "text"])
