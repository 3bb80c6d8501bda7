"""The secret of an invitation and the letter that carries it."""

import hashlib
import secrets
from datetime import datetime, timedelta
from urllib.parse import urljoin

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.actions.write_letter import write_letter
from portal.accounts.models import StaffInvitation
from portal.shared import clock
from portal.shared.kept_language import kept_language

DAYS = 7


def new_secret() -> tuple[str, str, datetime]:
    """The secret of a link, what is kept of it, and until when it can be used."""
    secret = secrets.token_urlsafe(32)
    return secret, kept_of(secret), clock.now() + timedelta(days=DAYS)


def kept_of(secret: str) -> str:
    """The hash: who reads the database cannot use the link."""
    return hashlib.sha256(secret.encode()).hexdigest()


def usable(secret: str) -> StaffInvitation | None:
    """The invitation that this link opens, or None: wrong, used, cancelled or expired."""
    found = StaffInvitation.objects.filter(
        token_sha256=kept_of(secret),
        accepted_at=None,
        cancelled_at=None,
        expires_at__gt=clock.now(),
    )
    return found.first()


def write_invitation(invitation: StaffInvitation, secret: str) -> None:
    """The letter; a job sends it and erases its text."""
    words = {
        "invitation": invitation,
        "roles": list(invitation.roles.select_related("agency").order_by("pk")),
        "link": urljoin(settings.PUBLIC_URL, reverse("accounts:invitation", args=[secret])),
        "days": DAYS,
        "portal_name": settings.PORTAL_NAME,
        "portal_url": settings.PUBLIC_URL,
    }
    with kept_language():
        text = render_to_string("account/email/invitation_message.txt", words)
        subject = _("%(portal)s: lời mời mở tài khoản cán bộ") % {"portal": settings.PORTAL_NAME}
    write_letter(to_email=invitation.email, subject=subject, text=text.strip() + "\n")
