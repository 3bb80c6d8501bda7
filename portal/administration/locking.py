"""The way to an agency that is going to be changed."""

from django.http import Http404
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.accounts.policy import must_be_admin
from portal.agencies.models import Agency
from portal.shared.errors import StalePage


def lock_agency(actor: Actor, agency_id: int, *, seen_version: int | None) -> Agency:
    """The open agency, its row locked, for a provincial admin whose page is fresh.

    The lock lets those pass who only point to the agency (a dossier that is being filed there).
    Raises NotAllowed, Http404, StalePage (changed or closed since the page was made).
    """
    must_be_admin(actor)
    agency = Agency.objects.select_for_update(no_key=True).filter(pk=agency_id).first()
    if agency is None:
        raise Http404
    refuse_closed(agency)
    if seen_version is not None and seen_version != agency.version:
        raise StalePage(
            _(
                "Người khác vừa thay đổi “%(name)s”. Chưa lưu gì; hãy xem lại nội dung hiện nay rồi"
                " làm lại."
            )
            % {"name": agency.name}
        )
    return agency


def lock_in_order(*agency_ids: int | None) -> None:
    """Lock several, in the order of their keys: two admins who close each into the other's wait
    for each other instead of each holding what the other one needs."""
    keys = [key for key in agency_ids if key is not None]
    locked = Agency.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk")
    list(locked.values_list("pk"))


def refuse_closed(agency: Agency) -> None:
    """Raises StalePage for an agency that has been closed."""
    if agency.is_closed:
        raise StalePage(_("“%(name)s” đã giải thể, không thay đổi được.") % {"name": agency.name})
