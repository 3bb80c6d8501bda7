"""The dossier after this one in the list a person works through."""

from dossiers.models import Dossier
from dossiers.web.staff.worklist.filters import Filter
from portal.accounts.actor import Actor


def next_href(chosen: Filter, actor: Actor, dossier: Dossier) -> str:
    """Where the next one is: the one that comes later in the list, at its end (or for a dossier
    that a step has taken far down) the first again; empty when no other is left."""
    code = chosen.choice.next_code(actor, (dossier.due_at, dossier.pk))
    if not code:
        first = chosen.choice.dossiers(actor).exclude(pk=dossier.pk)
        code = first.values_list("code", flat=True).first() or ""
    return chosen.area.dossier_href(code) if code else ""
