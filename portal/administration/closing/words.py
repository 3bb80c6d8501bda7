"""What citizen and staff read in a dossier's history."""

from django.utils.translation import gettext as _

from portal.agencies.models import Agency
from portal.shared.kept_language import kept_language


def history_reason(agency: Agency, successor: Agency | None, reason: str) -> str:
    """Kept in Vietnamese whoever closes the agency in which language; names both agencies as they
    are called now."""
    with kept_language():
        if successor is None:
            return reason
        return _("%(agency)s được sáp nhập, chuyển việc sang %(successor)s. %(reason)s") % {
            "agency": agency.name,
            "successor": successor.present.name,
            "reason": reason,
        }
