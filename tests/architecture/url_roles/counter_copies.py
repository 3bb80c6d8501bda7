"""Rows of what follows the papers at the counter: signing and filing, the fee, the slip; paying on
the client's phone, claiming the account."""

from typing import Any

from payments.guest_link import guest_path
from payments.models import Obligation
from tests.architecture.url_roles.rows import Row, everyone, for_clerks, guests

_INTAKE = {"intake": "intake"}

COUNTER_COPIES = [
    # The papers of the intake of this world are missing; its dossier is a draft.
    Row("counter:intake_sign", for_clerks(200), for_clerks(422), _INTAKE, {"pin": "123456"}),
    Row("counter:intake_pay", for_clerks(302), where=_INTAKE, is_page=False),
    Row("counter:intake_cash", for_clerks(302), for_clerks(302), _INTAKE, is_page=False),
    Row("counter:intake_slip", for_clerks(302), where=_INTAKE, is_page=False),
    Row("counter:intake_claim_code", for_clerks(405), for_clerks(302), _INTAKE, is_page=False),
    Row("accounts:claim", guests(200, 302), guests(422, 302)),
    Row(  # whoever holds the link, and nobody is asked outside
        "payments:guest_pay", everyone(200), everyone(400), {"token": "guest_token"},
        {"provider": "nobody"},
    ),
]  # fmt: skip


def make_copies(obligation: Obligation) -> dict[str, Any]:
    """What the parts of the paths stand for."""
    return {"guest_token": guest_path(obligation).split("/")[2]}
