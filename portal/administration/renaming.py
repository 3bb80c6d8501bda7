"""An agency gets another name; the old one is kept for what happened under it."""

from portal.accounts.actor import Actor
from portal.administration.closing.catalogue import tell_of_agency
from portal.agencies.models import Agency, AgencyName
from portal.shared import clock
from portal.shared.action_log.record import record
from portal.shared.folding import fold


def rename_locked(agency: Agency, *, actor: Actor, name: str) -> Agency:
    """Rename an agency whose row is locked, from this moment on. Pages show the name of the
    moment that they tell of (portal.agencies.naming)."""
    if agency.name == name:
        return agency
    before = agency.former_names.order_by("-until").values_list("until", flat=True).first()
    AgencyName.objects.create(agency=agency, name=agency.name, since=before, until=clock.now())
    agency.name, agency.search = name, fold(name)
    agency.version += 1
    agency.save(update_fields=["name", "search", "version"])
    tell_of_agency(agency)
    record(actor=actor, action="rename_agency", subject=f"agency:{agency.code}", agency=name)
    return agency
