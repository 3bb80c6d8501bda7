"""Send a mail that is owed; leaves the process, so never inside a transaction."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import F

from portal.notifications.models import Notice
from portal.shared import clock


def send_notice(*, notice_id: int) -> bool:
    """Send it once; False when it has been sent already.

    At least once: after a crash between sending and noting it, the same mail goes out again with
    the same Message-ID. Raises the mail server's error (the job is tried again).
    """
    notice = Notice.objects.get(pk=notice_id)
    if notice.state == Notice.State.SENT:
        return False
    Notice.objects.filter(pk=notice_id).update(attempts=F("attempts") + 1)
    _mail(notice).send()
    Notice.objects.filter(pk=notice_id).update(state=Notice.State.SENT, sent_at=clock.now())
    return True


def _mail(notice: Notice) -> EmailMultiAlternatives:
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    mail = EmailMultiAlternatives(
        subject=notice.subject,
        body=notice.text,
        to=[notice.to_email],
        headers={
            "Message-ID": f"<{notice.message_key}@{domain}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    mail.attach_alternative(notice.html, "text/html")
    return mail
