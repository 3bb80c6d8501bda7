"""Rows of what follows the papers at the counter: paying on the client's phone, claiming the
account."""

from typing import Any

from payments.guest_link import guest_path
from payments.models import Obligation
from tests.architecture.url_roles.rows import Row, everyone, guests

COUNTER_COPIES = [
    Row("accounts:claim", guests(200, 302), guests(422, 302)),
    Row(  # whoever holds the link, and nobody is asked outside
        "payments:guest_pay", everyone(200), everyone(400), {"token": "guest_token"},
        {"provider": "nobody"},
    ),
]  # fmt: skip


def make_copies(obligation: Obligation) -> dict[str, Any]:
    """What the parts of the paths stand for."""
    return {"guest_token": guest_path(obligation).split("/")[2]}
