"""An intake is taken up again where it was, by the code on the slip."""

from django.db import transaction
from django.utils.translation import gettext as _

from counter.actions.open_intake import AnotherIsOpen
from counter.models import Intake
from counter.queries import agency_of, desk_of
from counter.resume_codes import as_code
from portal.accounts.actor import Actor
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.shared import clock
from portal.shared.action_log.record import record
from portal.shared.errors import InvalidInput, NotAllowed, Refusal


def resume_intake(*, actor: Actor, code: str) -> Intake:
    """The suspended intake with this code, open at the clerk's desk; the clerk's own open one as it
    is. Another clerk of the agency may go on with it; of another agency nobody learns that it is
    there.

    Raises InvalidInput (no such code), Refusal (open at another desk), AnotherIsOpen, NotAllowed.
    The caller limits the tries.
    """
    if actor.role != Role.CLERK:
        raise NotAllowed(_("Chỉ cán bộ một cửa mở lượt tiếp nhận."))
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=actor.person_id)
        intake = _with_code(actor, as_code(code))
        if intake.state == Intake.State.OPEN:
            if intake.clerk_id == actor.user_id:
                return intake
            raise Refusal(_("Lượt tiếp nhận này đang mở ở bàn khác."))
        present = Intake.objects.filter(clerk_id=actor.user_id, state=Intake.State.OPEN).first()
        if present is not None:
            raise AnotherIsOpen(present)
        intake.clerk_id = actor.person_id
        intake.desk = desk_of(actor)
        intake.state = Intake.State.OPEN
        intake.saved_at = clock.now()
        intake.save(update_fields=["clerk", "desk", "state", "saved_at"])
        record(actor=actor, action="resume_intake", subject=f"intake:{intake.key}")
        return intake


def _with_code(actor: Actor, code: str) -> Intake:
    found = (
        Intake.objects.select_for_update()
        .filter(resume_code=code, agency_id=agency_of(actor))
        .exclude(state=Intake.State.CLOSED)
        .first()
    )
    if not code or found is None:
        raise InvalidInput(
            {"code": _("Không có lượt tạm dừng nào mang mã này. Xem lại mã trên phiếu, 6 ký tự.")}
        )
    return found
