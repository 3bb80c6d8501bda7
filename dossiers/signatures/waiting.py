"""Why documents wait for the seal of an agency, said where people look at them."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from portal.signatures.models import SigningKey
from portal.signatures.seals import troubles_of


def why_seals_wait(agency_ids: Collection[int]) -> dict[int, str]:
    """By agency: what keeps its seal from being put on; no entry where nothing does and it is on
    its way. Two queries; none without agencies."""
    if not agency_ids:
        return {}
    seals = {
        seal.agency_id: seal
        for seal in SigningKey.objects.filter(agency_id__in=agency_ids, is_active=True)
    }
    troubles = troubles_of(seals.values())
    found: dict[int, str] = {}
    for agency_id in agency_ids:
        seal = seals.get(agency_id)
        if seal is None:
            found[agency_id] = _("Cơ quan chưa có khóa ký số đang dùng.")
        elif seal.pk in troubles:
            found[agency_id] = troubles[seal.pk]
    return found
