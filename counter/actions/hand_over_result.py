"""A result is handed over at the counter."""

import uuid

from django.utils.translation import gettext as _

from counter.models import HandOver
from counter.returns.queries import came_back
from counter.returns.receiver import Receiver, Typed, checked_receiver
from counter.returns.signature import FOLDER, drawn_signature
from dossiers.actions.hand_over import hand_over, refuse_while_fee_is_due, refuse_while_unsigned
from dossiers.actions.transition import MOVED_ON, lock, step_aside
from dossiers.models import Dossier
from dossiers.states import State
from portal.accounts.actor import Actor
from portal.shared import clock
from portal.shared.action_log.record import recorded
from portal.shared.errors import StalePage
from portal.shared.kept_language import kept_language
from portal.shared.uploads.store import delete, place_of, write


def hand_over_result(
    *,
    actor: Actor,
    code: str,
    typed: Typed,
    signature: str = "",
    on_paper: bool = False,
    seen_version: int | None = None,
) -> HandOver:
    """Give the result to the person who stands here, once: the row that says to whom and the
    dossier's own step are one transaction.

    `signature` is the drawn one as a `data:` address of a PNG; `on_paper`: the person signs the
    printed list instead. Raises InvalidInput for what is typed wrongly, NotAllowed while a fee is
    due or the result is not signed, StalePage when it has been handed over already.
    """
    key = uuid.uuid4()
    place = "" if on_paper else place_of(key, ".png", FOLDER)
    try:
        with recorded():
            dossier = lock(actor, "hand_over", code=code, seen_version=seen_version)
            _refuse_what_cannot_go(dossier)
            receiver = checked_receiver(dossier, typed)
            assert actor.agency is not None, "clerks work somewhere"
            if place:
                write(place, drawn_signature(signature))
            row = HandOver.objects.create(
                key=key,
                dossier=dossier,
                receiver=receiver.kind,
                receiver_name=receiver.name,
                receiver_number=receiver.number,
                checked_by=receiver.checked_by,
                signature=place,
                signed_on_paper=on_paper,
                agency=actor.agency,
                clerk_id=actor.person_id,
                at=clock.now(),
            )
            _move(dossier, actor, receiver)
            return row
    except BaseException:
        if place:
            delete(place)
        raise


def _refuse_what_cannot_go(dossier: Dossier) -> None:
    is_back = dossier.state == State.RETURNED and came_back(dossier)
    if HandOver.objects.filter(dossier=dossier).exists():
        raise StalePage(_("Kết quả này đã được trả rồi. Xem người nhận ở trang của kết quả."))
    if dossier.state != State.COMPLETED and not is_back:
        raise StalePage(str(MOVED_ON))
    refuse_while_fee_is_due(dossier)
    refuse_while_unsigned(dossier)


def _move(dossier: Dossier, actor: Actor, receiver: Receiver) -> None:
    """The dossier's step, with who took it; what the post brought back is finished already."""
    with kept_language():
        words = _taken_by(receiver)
    if dossier.state == State.RETURNED:
        step_aside(dossier, "hand_over_again", actor=actor, reason=words)
    else:
        hand_over(actor=actor, code=str(dossier.code), reason=words)


def _taken_by(receiver: Receiver) -> str:
    """For the history, which is kept in Vietnamese."""
    if receiver.kind == HandOver.Receiver.OWNER:
        return _("Chủ hồ sơ nhận tại quầy.")
    return _("%(name)s nhận thay tại quầy theo ủy quyền.") % {"name": receiver.name}
