"""The dossier after this one in the list a person works through."""

from dossiers.models import Dossier
from dossiers.web.staff.worklist.filters import Filter
from dossiers.web.staff.worklist.keyset import after_position
from portal.accounts.actor import Actor


def next_href(chosen: Filter, actor: Actor, dossier: Dossier) -> str:
    """Where the next one is: the one that comes later in the list, at its end (or for a dossier
    that a step has taken far down) the first again; empty when no other is left."""
    listed = chosen.dossiers(actor).exclude(pk=dossier.pk)
    codes = listed.values_list("code", flat=True)
    later = after_position(codes, dossier.due_at, dossier.pk)
    code = later.first() or codes.first()
    return chosen.area.dossier_href(code) if code else ""
