"""Owe somebody a mail."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.template.loader import render_to_string

from portal.notifications.jobs import defer_sending
from portal.notifications.models import Notice
from portal.shared.kept_language import kept_language


def notify(*, to_email: str, template: str, context: Mapping[str, Any], key: str) -> Notice:
    """Write the mail of `templates/email/<template>.*` and the job that sends it, in the caller's
    transaction. A second call with the same key returns the first notice and sends nothing more.
    """
    with kept_language():
        mail = {
            "to_email": to_email,
            "subject": _one_line(render_to_string(f"email/{template}.subject.txt", context)),
            "text": render_to_string(f"email/{template}.txt", context),
            "html": render_to_string(f"email/{template}.html", context),
        }
    with transaction.atomic():
        notice, is_new = Notice.objects.get_or_create(key=key, defaults=mail)
        if is_new:
            defer_sending(notice.pk)
    return notice


def _one_line(text: str) -> str:
    return " ".join(text.split())
