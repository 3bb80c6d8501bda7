"""Tell the applicant by mail that the dossier has changed its state."""

from django.conf import settings
from django.db import transaction

from dossiers.models import HistoryEntry
from dossiers.words import next_step_for_citizen, words_for_citizen
from portal.notifications.actions.notify import notify
from portal.shared.kept_language import kept_language
from services.binding import binding

# Steps among staff.
_SILENT = frozenset({"propose", "send_back"})


def announce(*, history_id: int) -> bool:
    """Write the mail for this step: code, state, what to do now and the link, never contents.

    What the procedure adds of its own (`services.notices`) stands after that.

    False when there is nothing to send: a step among staff, or an applicant without e-mail.
    Safe to repeat.
    """
    entry = HistoryEntry.objects.select_related("dossier__procedure").get(pk=history_id)
    to_email = entry.dossier.applicant.get("email", "")
    if entry.event in _SILENT or not to_email:
        return False
    with transaction.atomic(), kept_language():
        notify(
            to_email=to_email,
            template="dossier_state",
            context=_context(entry),
            key=f"history:{entry.pk}",
        )
    return True


def _context(entry: HistoryEntry) -> dict[str, str]:
    """The state is the one of the step; what to do now is of the present state."""
    dossier = entry.dossier
    return {
        "portal_name": settings.PORTAL_NAME,
        "province_name": settings.PROVINCE_NAME,
        "code": str(dossier.code),
        "state": str(entry.get_to_state_display()),
        "words": words_for_citizen(entry),
        "next_step": next_step_for_citizen(dossier),
        "notice": binding(dossier.revision_id).notices.get(entry.event, ""),
        "link": f"{settings.PUBLIC_URL}/me/dossiers/{dossier.code}/",
    }
