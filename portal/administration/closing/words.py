"""What citizen and staff read in a dossier's history."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from portal.agencies.models import Agency


def history_reason(agency: Agency, successor: Agency | None, reason: str) -> str:
    """Kept in Vietnamese whoever closes the agency in which language; names both agencies as they
    are called now."""
    with translation.override(settings.LANGUAGE_CODE):
        if successor is None:
            return reason
        return _("%(agency)s được sáp nhập, chuyển việc sang %(successor)s. %(reason)s") % {
            "agency": agency.name,
            "successor": successor.present.name,
            "reason": reason,
        }
