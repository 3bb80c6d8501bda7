"""A result is made ready for the post: its address is checked and its label printed."""

from django.utils.translation import gettext as _

from counter import jobs
from counter.models import HandOver, Shipment
from counter.returns.queries import came_back
from dossiers.actions.hand_over import refuse_while_fee_is_due, refuse_while_unsigned
from dossiers.actions.transition import MOVED_ON, lock
from dossiers.models import Dossier
from dossiers.states import State
from portal.accounts.actor import Actor
from portal.shared import clock
from portal.shared.action_log.record import record, recorded
from portal.shared.errors import InvalidInput, NotAllowed, StalePage
from portal.shared.identity import phone as phones
from portal.shared.identity.errors import IdentityError

LONGEST = {"receiver_name": 150, "address": 400}


def prepare_shipment(
    *, actor: Actor, code: str, receiver_name: str, phone: str, address: str
) -> Shipment:
    """The shipment of this result, with its label asked for. Prepared once more before it is given
    to the post, it is corrected.

    Raises InvalidInput for a name, phone or address that the post cannot use, NotAllowed for a
    result that does not go by post, owes a fee or is not signed, StalePage when it has left.
    """
    values = _checked(receiver_name, phone, address)
    with recorded():
        dossier = lock(actor, "hand_over", code=code)
        _refuse_what_cannot_go(dossier)
        shipment = Shipment.objects.filter(dossier=dossier, state=Shipment.State.PREPARED).first()
        if shipment is None:
            shipment = Shipment(dossier=dossier)
        for name, value in values.items():
            setattr(shipment, name, value)
        shipment.clerk_id = actor.person_id
        shipment.prepared_at = clock.now()
        shipment.save()
        if not clock.is_pinned():
            jobs.defer(jobs.PRINT_LABEL, shipment_id=shipment.pk)
        record(actor=actor, action="prepare_shipment", subject=f"dossier:{dossier.code}")
        return shipment


def _checked(receiver_name: str, phone: str, address: str) -> dict[str, str]:
    errors: dict[str, str] = {}
    values = {
        "receiver_name": " ".join(receiver_name.split()),
        "address": " ".join(address.split()),
        "phone": "",
    }
    if not values["receiver_name"]:
        errors["receiver_name"] = _("Nhập họ và tên người nhận.")
    try:
        values["phone"] = phones.parse(phone)
    except IdentityError as error:
        errors["phone"] = str(error)
    # "12 Trần Phú" alone reaches nobody: street and commune, at least, stand between commas.
    if values["address"].count(",") < 1 or len(values["address"]) < 10:
        errors["address"] = _(
            "Nhập địa chỉ đầy đủ: số nhà, đường hoặc thôn, xã (phường), huyện, tỉnh; cách nhau "
            "bằng dấu phẩy."
        )
    for name, longest in LONGEST.items():
        if len(values[name]) > longest:
            errors[name] = _("Rút ngắn còn nhiều nhất %(count)d ký tự.") % {"count": longest}
    if errors:
        raise InvalidInput(errors)
    return values


def _refuse_what_cannot_go(dossier: Dossier) -> None:
    is_back = dossier.state == State.RETURNED and came_back(dossier)
    if HandOver.objects.filter(dossier=dossier).exists():
        raise StalePage(_("Kết quả này đã được trả tại quầy."))
    if dossier.state != State.COMPLETED and not is_back:
        raise StalePage(str(MOVED_ON))
    if dossier.return_channel != Dossier.ReturnChannel.POST:
        raise NotAllowed(_("Người nộp không chọn nhận kết quả qua bưu chính công ích."))
    refuse_while_fee_is_due(dossier)
    refuse_while_unsigned(dossier)
