"""Takes a procedure out of force: it leaves the catalogue, what was filed under it goes on."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.shared import clock
from portal.shared.action_log.record import record
from portal.shared.errors import InvalidInput, NotAllowed, StalePage
from services import validity
from services.actions.carry_out_withdrawal import go_out_of_force
from services.models import Procedure, Revision, Withdrawal

MAY_WITHDRAW = (Role.PROVINCIAL_ADMIN, Role.SYSTEM)
MAX_REASON = 2000


@transaction.atomic
def withdraw_procedure(
    *,
    actor: Actor,
    procedure: Procedure,
    reason: str,
    effective_from: date | None = None,
    successor: Procedure | None = None,
    seen_number: int | None = None,
) -> Revision:
    """The revision that goes out of force: at once, or at 00:00 of a later `effective_from`.

    `successor` is what people use instead. `seen_number` is the revision that the person's page
    spoke of. Drafts and filed dossiers keep theirs; a draft can only be filed again when the
    procedure is published anew. Raises NotAllowed (no provincial admin), InvalidInput (no reason,
    a day that has passed, a successor that is not in force), StalePage (not in force, another
    revision by now, another change waits for its day).
    """
    if actor.role not in MAY_WITHDRAW:
        raise NotAllowed(_("Chỉ quản trị tỉnh được bãi bỏ thủ tục."))
    reason = reason.strip()
    errors = _mistakes(procedure, reason, effective_from, successor)
    if errors:
        raise InvalidInput(errors)
    locked = validity.locked_procedure(procedure.pk)
    revision = validity.present_of(locked)
    if revision is None:
        raise StalePage(_("Thủ tục này không còn áp dụng nên không bãi bỏ được nữa."))
    if seen_number not in (None, revision.number):
        raise StalePage(
            _("Phiên bản %(number)d vừa được công bố. Hãy xem lại trước khi bãi bỏ.")
            % {"number": revision.number}
        )
    validity.refuse_if_planned(locked)
    later = effective_from is not None and effective_from > clock.today()
    effective_at = _moment(effective_from) if later else clock.now()
    withdrawal = Withdrawal.objects.create(
        revision=revision,
        effective_at=effective_at,
        reason=reason,
        successor=successor,
        asked_by_id=actor.user_id,
    )
    if later:
        validity.end(revision, effective_at)
    else:
        go_out_of_force(locked, revision, withdrawal)
    record(
        actor=actor,
        action="withdraw_procedure",
        subject=f"procedure:{locked.code}",
        number=revision.number,
        reason=reason,
        effective_at=effective_at.isoformat(),
        successor=successor.code if successor else "",
    )
    return revision


def _mistakes(
    procedure: Procedure, reason: str, effective_from: date | None, successor: Procedure | None
) -> dict[str, str]:
    errors = {}
    if not reason:
        errors["reason"] = _("Nêu lý do bãi bỏ thủ tục, ví dụ số quyết định.")
    elif len(reason) > MAX_REASON:
        errors["reason"] = _("Lý do dài tối đa %(limit)d ký tự.") % {"limit": MAX_REASON}
    if effective_from is not None and effective_from < clock.today():
        errors["effective_from"] = _("Chọn hôm nay hoặc một ngày sau hôm nay.")
    if successor is not None and successor.pk == procedure.pk:
        errors["successor"] = _("Chọn một thủ tục khác để thay thế.")
    elif successor is not None and not _will_apply(successor):
        errors["successor"] = _(
            "Thủ tục %(code)s không đang áp dụng. Hãy công bố thủ tục đó trước, hoặc chọn thủ "
            "tục khác."
        ) % {"code": successor.code}
    return errors


def _will_apply(successor: Procedure) -> bool:
    states = (Revision.State.PUBLISHED, Revision.State.SCHEDULED)
    return successor.revisions.filter(state__in=states).exists()


def _moment(day: date | None) -> datetime:
    assert day is not None
    return validity.beginning_of(day)
