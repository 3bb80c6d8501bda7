"""What the notices lack."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from services.completeness.gap import Gap
from services.content import RevisionContent
from services.notices import NOTICE_EVENTS


def gaps(content: RevisionContent) -> Iterator[Gap]:
    """Texts for events that nobody knows (an import may bring some)."""
    for event in content.notices:
        if event not in NOTICE_EVENTS:
            words = _("Không có sự kiện “%(event)s” để nhắn.") % {"event": event}
            yield Gap("notices", event, words)
