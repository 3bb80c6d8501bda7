"""An intake of the table's world: its client has agreed and has a draft."""

from collections.abc import Callable
from datetime import date
from typing import Any

from counter.actions.keep_typed import keep_typed
from portal.accounts.actions.make_citizen_at_counter import make_citizen_at_counter
from services.models import Revision
from tests.architecture.url_roles.rows import Row, for_clerks
from tests.counter.intake_world import begun
from tests.world import Person

_INTAKE = {"intake": "intake"}


def _page(name: str, post: int, **data: str) -> Row:
    return Row(f"counter:{name}", for_clerks(200), for_clerks(post), _INTAKE, data)


COUNTER_INTAKE = [
    Row("counter:intake_start", for_clerks(200, 200)),
    # One client at a time.
    Row("counter:intake_open", for_clerks(405, 405), for_clerks(409, 302), is_page=False),
    Row("counter:intake_resume", for_clerks(405, 405), for_clerks(422, 422), is_page=False),
    Row("counter:intake", for_clerks(302), where=_INTAKE, is_page=False),
    _page("intake_identify", 302, q="intake_number"),
    _page("intake_person", 302, citizen="intake_citizen"),
    _page("intake_person_new", 422),
    _page("intake_consent", 302, how="printed"),
    _page("intake_procedure", 302, code="procedure", provenance="digitised"),
    _page("intake_form", 302, full_name="Hồ Văn Khánh", purpose="Xin việc làm", phone=""),
    Row("counter:intake_file", for_clerks(404), where=_INTAKE | {"key": "file"}, is_page=False),
    Row("counter:intake_next", for_clerks(405), for_clerks(302), _INTAKE, is_page=False),
    _page("intake_close", 302),
    Row("counter:intake_suspend", for_clerks(405), for_clerks(302), _INTAKE, is_page=False),
]


def make_intake(
    make_revision: Callable[..., Revision], clerk: Person, officer: Person
) -> dict[str, Any]:
    """What the parts of the paths stand for."""
    citizen = make_citizen_at_counter(
        actor=clerk.actor, identity_number="049080001234", full_name="Hồ Văn Khánh",
        birth_date=date(1980, 1, 2), sex="male", commune=None, address_line="Tổ 3, Tân Thạnh",
    )  # fmt: skip
    intake = begun(clerk, citizen, make_revision(), officer.agency)
    found = {"citizens": [citizen.pk], "card": None, "number": citizen.identity_number}
    keep_typed(actor=clerk.actor, key=intake.key, page="found", values=found)
    return {
        "intake": intake.key, "intake_number": citizen.identity_number,
        "intake_citizen": citizen.pk,
    }  # fmt: skip
