"""Results on their way out of the counter."""

from collections.abc import Callable
from typing import Any

from counter.actions.hand_over_result import hand_over_result
from counter.actions.prepare_shipment import prepare_shipment
from counter.actions.send_shipment import send_shipment
from counter.models import Shipment
from dossiers.models import Dossier
from tests.architecture.url_roles.rows import Row, for_clerks
from tests.counter.returns.people import drawn, owner, through
from tests.world import Person

_ADDRESS = {
    "receiver_name": "Nguyễn Thị Trà", "phone": "0905123456",
    "address": "12 Trần Phú, Phường Tân Thạnh, Thành phố Tam Kỳ",
}  # fmt: skip
_PREPARED, _SENT = {"key": "prepared_shipment"}, {"key": "sent_shipment"}

COUNTER_RETURNS = [
    Row("counter:return_list", for_clerks(200, 200), for_clerks(422, 422)),
    Row("counter:return_day", for_clerks(200, 200)),
    Row("counter:shipment_day", for_clerks(200, 200)),
    Row(
        "counter:return_detail", for_clerks(200), for_clerks(302), {"code": "result"},
        {
            "version": "result_version", "receiver": "owner", "number": "result_number",
            "checked_by": "card", "identity_seen": "on", "signing": "on_paper",
        },
    ),
    Row(
        "counter:return_signature", for_clerks(200), where={"code": "handed_over"}, is_page=False
    ),
    Row(
        "counter:dossier_hand_over", for_clerks(302), for_clerks(405, 405), {"code": "result"},
        is_page=False,
    ),
    Row(
        "counter:shipment_prepare", for_clerks(200), for_clerks(302), {"code": "by_post"}, _ADDRESS
    ),
    Row(
        "counter:shipment_detail", for_clerks(200), for_clerks(302), _PREPARED,
        {"tracking_number": "EB000000009VN"},
    ),
    Row("counter:shipment_label", for_clerks(200), where=_PREPARED, is_page=False),
    Row(
        "counter:shipment_delivered", for_clerks(405, 405), for_clerks(302), _SENT, is_page=False
    ),
    Row(
        "counter:shipment_came_back", for_clerks(405, 405), for_clerks(302), _SENT, is_page=False
    ),
]  # fmt: skip


def make_returns(make_dossier: Callable[..., Dossier], clerk: Person) -> dict[str, Any]:
    """What the parts of the paths stand for."""
    result = through(make_dossier("completed"), "counter")
    taken = through(make_dossier("completed"), "counter")
    number = taken.applicant["identity_number"]
    hand_over_result(
        actor=clerk.actor, code=str(taken.code), typed=owner(number), signature=drawn()
    )
    prepared, sent = (_prepared(make_dossier, clerk) for _ in range(2))
    send_shipment(actor=clerk.actor, key=sent.key, tracking_number="EB000000001VN")
    return {
        "result": result.code, "result_version": result.version, "result_number": number,
        "handed_over": taken.code, "by_post": prepared.dossier.code,
        "prepared_shipment": prepared.key, "sent_shipment": sent.key,
    }  # fmt: skip


def _prepared(make_dossier: Callable[..., Dossier], clerk: Person) -> Shipment:
    dossier = through(make_dossier("completed"), "post")
    return prepare_shipment(actor=clerk.actor, code=str(dossier.code), **_ADDRESS)
