"""Which procedures a counter receives, and who may handle them (services.queries.receiving_agency
the other way round)."""

from django.db.models import QuerySet

from portal.agencies.models import Agency
from services.models import Revision
from services.queries import agencies_that_handle


def handling_choices(revision: Revision, at: Agency) -> QuerySet[Agency]:
    """Who may handle a dossier of this revision that is received `at` this agency; none: it is
    received elsewhere."""
    handling = agencies_that_handle(revision)
    if revision.receiving_agency is not None:
        return handling if revision.receiving_agency.present.pk == at.pk else handling.none()
    is_centre = at.is_one_stop and at.level == Agency.Level.PROVINCE
    if revision.agency_level == Agency.Level.PROVINCE:
        return handling if is_centre else handling.none()
    if is_centre:
        return handling.filter(level=Agency.Level.PROVINCE)
    return handling.exclude(level=Agency.Level.PROVINCE).filter(pk=at.pk)
