"""Takes a procedure out of force: it leaves the catalogue, what was filed under it goes on."""

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.shared import clock
from portal.shared.action_log.record import record
from portal.shared.errors import InvalidInput, NotAllowed, StalePage
from portal.shared.events import publish
from services.events import ProcedureChanged
from services.models import Procedure, Revision

MAY_WITHDRAW = (Role.PROVINCIAL_ADMIN, Role.SYSTEM)


@transaction.atomic
def withdraw_procedure(*, actor: Actor, procedure: Procedure, reason: str) -> Revision:
    """The revision that was in force. Drafts and filed dossiers keep theirs; a draft can only be
    filed again when the procedure is published anew.

    Raises NotAllowed (no provincial admin), InvalidInput (no reason), StalePage (not in force).
    """
    if actor.role not in MAY_WITHDRAW:
        raise NotAllowed(_("Chỉ quản trị tỉnh được bãi bỏ thủ tục."))
    if not reason.strip():
        raise InvalidInput({"reason": _("Nêu lý do bãi bỏ thủ tục, ví dụ số quyết định.")})
    locked = (
        Procedure.objects.select_for_update(of=("self",))
        .select_related("sector")
        .get(pk=procedure.pk)
    )
    revision = locked.revisions.filter(state=Revision.State.PUBLISHED).first()
    if revision is None:
        raise StalePage(_("Thủ tục này không còn áp dụng nên không bãi bỏ được nữa."))
    revision.state = Revision.State.WITHDRAWN
    revision.in_force = DateTimeTZRange(revision.in_force.lower, clock.now())
    revision.save(update_fields=["state", "in_force"])
    publish(ProcedureChanged(procedure=locked, revision=revision, in_force=False))
    record(
        actor=actor,
        action="withdraw_procedure",
        subject=f"procedure:{locked.code}",
        number=revision.number,
        reason=reason.strip(),
    )
    return revision
