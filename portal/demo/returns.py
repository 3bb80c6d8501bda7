"""The demo's results on their way out: some wait, one was taken today, two went by post."""

import base64
import io

from PIL import Image, ImageDraw

from counter.actions.hand_over_result import hand_over_result
from counter.actions.prepare_shipment import prepare_shipment
from counter.actions.send_shipment import send_shipment
from counter.models import HandOver, Shipment
from counter.returns.queries import waiting_at_counter, waiting_for_post
from counter.returns.receiver import Typed
from dossiers.models import Dossier
from portal.accounts.actor import Actor
from portal.accounts.demo_people import ONE_STOP_CENTRE
from portal.accounts.models import StaffRole
from portal.accounts.roles import Role

# What is left for whoever tries it.
LEFT = 2
TRACKING_NUMBER = "EB125966888VN"
ADDRESS = "12 Trần Phú, Phường Tân Thạnh, Thành phố Tam Kỳ, Quảng Nam"
PHONE = "0905123456"


def make_returns() -> None:
    """At the centre: one result handed over, one given to the post, one made ready for it."""
    clerk = _clerk()
    at_counter = [each for each in waiting_at_counter([clerk]) if not each.is_unpaid]
    if len(at_counter) > LEFT:
        _hand_over(clerk, at_counter[0])
    by_post = [each for each in waiting_for_post([clerk]) if not each.is_unpaid]
    if by_post:
        sent = _prepare(clerk, by_post[0])
        send_shipment(actor=clerk, key=sent.key, tracking_number=TRACKING_NUMBER)
    if len(by_post) > 1:
        _prepare(clerk, by_post[1])


def _clerk() -> Actor:
    roles = StaffRole.objects.select_related("user", "agency").filter(
        agency__code=ONE_STOP_CENTRE, role=Role.CLERK, is_active=True
    )
    found = roles.order_by("pk")[0]
    return Actor.of_staff(found, found.user)


def _hand_over(clerk: Actor, dossier: Dossier) -> None:
    typed = Typed(
        receiver=HandOver.Receiver.OWNER,
        name="",
        number=dossier.applicant["identity_number"],
        checked_by=HandOver.Check.CARD,
        identity_seen=True,
        authorisation_seen=False,
    )
    hand_over_result(actor=clerk, code=str(dossier.code), typed=typed, signature=_signature())


def _prepare(clerk: Actor, dossier: Dossier) -> Shipment:
    return prepare_shipment(
        actor=clerk,
        code=str(dossier.code),
        receiver_name=dossier.applicant["full_name"],
        phone=dossier.applicant.get("phone") or PHONE,
        address=dossier.applicant.get("address") or ADDRESS,
    )


def _signature() -> str:
    """A few strokes, as the page sends them."""
    picture = Image.new("RGB", (600, 200), "white")
    points = [(90, 140), (150, 60), (190, 150), (250, 80), (300, 140), (380, 90), (500, 120)]
    ImageDraw.Draw(picture).line(points, "black", 4, joint="curve")
    written = io.BytesIO()
    picture.save(written, "PNG")
    return "data:image/png;base64," + base64.b64encode(written.getvalue()).decode()
