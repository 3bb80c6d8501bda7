"""A shipment is given to the post.

The dossier is handed over in this moment, not when the post delivers: the agency has done its part
(the date in the post's book is the date of return), what follows is the post's, and a delivery that
nobody reports must not keep dossiers open for ever. A result that comes back waits at the counter.
"""

import re
import uuid

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from counter.models import HandOver, Shipment
from counter.returns.lock_shipment import lock_shipment
from dossiers.actions.hand_over import hand_over
from dossiers.actions.transition import step_aside
from dossiers.models import Dossier
from dossiers.states import State
from portal.accounts.actor import Actor
from portal.shared import clock
from portal.shared.action_log.record import recorded
from portal.shared.errors import InvalidInput, StalePage
from portal.shared.identity.digits import without_separators
from portal.shared.kept_language import kept_language

# S10 of the Universal Postal Union ("EB125966888VN"), and the numbers of other services.
_TRACKING_NUMBER = re.compile(r"^(?=.*\d)[A-Z0-9]{8,30}$", re.ASCII)


def send_shipment(*, actor: Actor, key: uuid.UUID, tracking_number: str) -> Shipment:
    """Note the number that the post has given, and hand the result over.

    Raises InvalidInput for a number that is none or belongs to another shipment, StalePage when the
    shipment or the dossier has moved on, NotAllowed while a fee or a signature is missing.
    """
    number = _checked(tracking_number)
    with recorded():
        dossier, shipment = lock_shipment(actor, key)
        if shipment.state != Shipment.State.PREPARED:
            raise StalePage(_("Bưu gửi này đã được giao cho bưu điện."))
        if HandOver.objects.filter(dossier=dossier).exists():
            raise StalePage(_("Kết quả này đã được trả tại quầy."))
        _give(shipment, number, actor)
        _move(dossier, number, actor)
        return shipment


def _checked(text: str) -> str:
    number = without_separators(text).upper()
    if not number:
        raise InvalidInput({"tracking_number": _("Nhập số hiệu bưu gửi in trên phiếu gửi.")})
    if not _TRACKING_NUMBER.match(number):
        raise InvalidInput(
            {
                "tracking_number": _(
                    "Số hiệu bưu gửi gồm 8 đến 30 chữ cái và chữ số, ví dụ EB125966888VN."
                )
            }
        )
    return number


def _give(shipment: Shipment, number: str, actor: Actor) -> None:
    shipment.tracking_number = number
    shipment.state = Shipment.State.SENT
    shipment.sent_at = clock.now()
    shipment.clerk_id = actor.person_id
    try:
        with transaction.atomic():
            shipment.save(update_fields=["tracking_number", "state", "sent_at", "clerk"])
    except IntegrityError as error:
        raise _taken(actor, number) from error


def _move(dossier: Dossier, number: str, actor: Actor) -> None:
    """The dossier's step; what goes out for the second time is finished already."""
    with kept_language():
        words = _("Gửi qua bưu chính công ích, số hiệu bưu gửi %(number)s.") % {"number": number}
    if dossier.state == State.RETURNED:
        step_aside(dossier, "hand_over_again", actor=actor, reason=words)
    else:
        hand_over(actor=actor, code=str(dossier.code), reason=words)


def _taken(actor: Actor, number: str) -> InvalidInput:
    """Another shipment has this number; whose it is, is said of the clerk's own agency only."""
    others = Shipment.objects.filter(
        tracking_number=number, dossier__receiving_agency_id=actor.agency_id
    )
    code = others.values_list("dossier__code", flat=True).first()
    if code is None:
        text = _("Số hiệu này đã được ghi cho một bưu gửi khác. Kiểm tra lại phiếu gửi.")
    else:
        text = _(
            "Số hiệu này đã được ghi cho hồ sơ %(code)s. Kiểm tra lại phiếu gửi của hai hồ sơ."
        ) % {"code": code}
    return InvalidInput({"tracking_number": text})
