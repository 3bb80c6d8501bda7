"""What stood under an agency that is being closed."""

from django.db.models import F

from portal.agencies.models import Agency


def take_children_out(closed: Agency, heir: Agency | None) -> int:
    """Open agencies under it go under its heir of the same level (departments that merge), else
    under the agency above it (a level of the tree that is abolished). How many."""
    same_level = heir is not None and heir.level == closed.level
    parent_id = heir.pk if heir is not None and same_level else closed.parent_id
    children = Agency.objects.filter(parent=closed, closed_on=None)
    if parent_id is not None:
        children = children.exclude(pk=parent_id)
    moved = children.update(parent_id=parent_id, version=F("version") + 1)
    if heir is not None and heir.parent_id == closed.pk:  # the heir stood under it
        Agency.objects.filter(pk=heir.pk).update(
            parent_id=closed.parent_id, version=F("version") + 1
        )
    return moved
