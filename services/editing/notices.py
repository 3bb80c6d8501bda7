"""Lời nhắn: what the procedure adds to the mails and pages that tell how a dossier stands."""

from collections.abc import Mapping
from dataclasses import replace

from services.content import RevisionContent
from services.editing.texts import Typed
from services.notices import NOTICE_EVENTS

MAX_NOTICE = 1_000


def set_notices(content: RevisionContent, texts: Mapping[str, str]) -> RevisionContent:
    """The content with these texts by event; an empty one says nothing. Raises InvalidInput."""
    typed = Typed()
    notices = {
        event: typed.lines(event, texts.get(event, ""), most=MAX_NOTICE) for event in NOTICE_EVENTS
    }
    typed.settle()
    return replace(content, notices={event: text for event, text in notices.items() if text})
