"""The catalogue hears that an agency has another name or an heir."""

from portal.agencies.models import Agency
from portal.agencies.queries import of_agency_and_before
from portal.shared import events
from services.events import ProcedureChanged
from services.models import Procedure, Revision
from services.search.indexing import index_procedure


def tell_of_agency(agency: Agency) -> int:
    """Bring the search and the national catalogue up to date with who handles the procedures that
    name this agency or one that it stands for; how many. Published revisions stay as they are:
    pages read through the heir.
    """
    in_force = Procedure.objects.filter(
        current_revision__state=Revision.State.PUBLISHED,
        current_revision__handling_agency__in=of_agency_and_before(agency.pk),
    )
    keys = list(in_force.order_by("pk").values_list("pk", flat=True))
    list(Procedure.objects.select_for_update().filter(pk__in=keys).order_by("pk").values("pk"))
    procedures = Procedure.objects.filter(pk__in=keys).select_related(
        "sector", "current_revision__handling_agency__heir"
    )
    for procedure in procedures.order_by("pk"):
        revision = procedure.current_revision
        if revision is None or revision.state != Revision.State.PUBLISHED:
            continue
        index_procedure(procedure)
        events.publish(ProcedureChanged(procedure=procedure, revision=revision, in_force=True))
    return len(keys)
