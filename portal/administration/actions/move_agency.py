"""An agency goes under another one."""

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.administration.facts import checked_parent
from portal.administration.locking import lock_agency
from portal.agencies.models import Agency
from portal.agencies.queries import is_below
from portal.shared.action_log.record import record
from portal.shared.errors import InvalidInput


@transaction.atomic
def move_agency(*, actor: Actor, agency_id: int, seen_version: int, parent_id: int) -> Agency:
    """Put it, with everything below it, under `parent_id`. Dossiers and roles stay where they are.

    Moves wait for each other: two of them at once could close a circle that neither sees. Raises
    NotAllowed, Http404, StalePage, InvalidInput (the new parent is below it, or closed).
    """
    root = Agency.objects.filter(parent=None).order_by("pk").select_for_update(no_key=True)
    list(root.values_list("pk"))
    agency = lock_agency(actor, agency_id, seen_version=seen_version)
    parent = checked_parent(agency.level, parent_id)
    if parent is not None and is_below(parent, agency):
        raise InvalidInput(
            {
                "parent": _(
                    "“%(parent)s” nằm dưới “%(agency)s”, nên không thể là cấp trên của cơ quan này."
                )
                % {"parent": parent.name, "agency": agency.name}
            }
        )
    before = agency.parent.code if agency.parent else ""
    agency.parent = parent
    agency.version += 1
    agency.save(update_fields=["parent", "version"])
    record(
        actor=actor, action="move_agency", subject=f"agency:{agency.code}", before=before,
        after=parent.code if parent else "",
    )  # fmt: skip
    return agency
