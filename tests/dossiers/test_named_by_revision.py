"""Lists, look-ups, the API and the national record call an old dossier by its revision's name."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dossiers.models import Dossier
from portal.national.models import OutboxMessage
from portal.national.queries.outbox import Catalogue
from portal.shared import clock
from services.binding import forget
from services.models import Revision
from services.queries import receiving_agency
from tests.dossiers.second_revision import publish_second
from tests.dossiers.web.citizen.page import text_of
from tests.world import Person

pytestmark = pytest.mark.django_db
FIRST, SECOND = "Cấp Phiếu lý lịch tư pháp", "Cấp Phiếu lý lịch tư pháp (mới)"


@pytest.fixture
def old(make_dossier: Callable[..., Dossier], make_revision: Callable[..., Revision]) -> Dossier:
    """Filed under the first revision; the second is in force."""
    dossier = make_dossier("processing")
    publish_second(make_revision)
    forget()
    return dossier


def test_lists(
    old: Dossier, client_as: Callable[[Person], Client], tra: Person, officer: Person
) -> None:
    for person, page in ((tra, "/me/"), (officer, "/desk/")):
        words = text_of(client_as(person).get(page))
        assert FIRST in words
        assert SECOND not in words


def test_the_counter(
    make_dossier: Callable[..., Dossier],
    make_revision: Callable[..., Revision],
    client_as: Callable[[Person], Client],
    clerk: Person,
) -> None:
    make_dossier("submitted")
    publish_second(make_revision)
    words = text_of(client_as(clerk).get("/counter/"))
    assert FIRST in words
    assert SECOND not in words


def test_tracking(old: Dossier, client: Client) -> None:
    words = text_of(client.post("/track/", {"code": old.code, "digits": "4747"}))
    assert FIRST in words
    assert SECOND not in words


def test_the_api(old: Dossier, client_as: Callable[[Person], Client], tra: Person) -> None:
    client = client_as(tra)
    mine: Any = client.get("/api/v1/me/dossiers/").json()
    rows = mine["results"] if isinstance(mine, dict) else mine
    assert rows[0]["procedure"] == {"code": "2.000488", "name": FIRST}
    tracked: Any = client.get(f"/api/v1/dossiers/{old.code}/?digits=4747").json()
    assert tracked["procedure"] == {"code": "2.000488", "name": FIRST}


def test_the_national_record(old: Dossier) -> None:
    messages = list(OutboxMessage.objects.filter(stream=old.code))
    names = {Catalogue(messages).names_for(each).procedure_name for each in messages}
    assert names == {FIRST}
    older = messages[0]
    del older.payload["dossier"]["revision_id"]  # as it was written before
    assert Catalogue([older]).names_for(older).procedure_name == SECOND


def test_many_cost_as_much_as_one(
    make_dossier: Callable[..., Dossier],
    client_as: Callable[[Person], Client],
    officer: Person,
) -> None:
    make_dossier("processing")
    client = client_as(officer)
    client.get("/desk/")
    before = _queries(client)
    for _each in range(3):
        make_dossier("processing")
    assert _queries(client) == before


def _queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as found:
        client.get("/desk/")
    return len(found)


def test_the_named_agency_receives(
    make_revision: Callable[..., Revision], justice: Any, one_stop: Any
) -> None:
    named = make_revision("1.000656", receiving_agency_code=justice.code)
    assert receiving_agency(named, justice) == justice
    assert receiving_agency(make_revision(), justice) == one_stop


def test_the_clock_counts_as_the_revision_says(
    make_dossier: Callable[..., Dossier], make_revision: Callable[..., Revision]
) -> None:
    rules = {"time_value": 3, "time_unit": "working_day"}
    with clock.pinned(datetime(2026, 11, 25, 9, tzinfo=clock.PROVINCE_TIME)):  # a Wednesday
        one = make_dossier("received", **rules)
        two = make_dossier("received", code="1.000656", clock_rule="first_day", **rules)
    assert [one.due_at, two.due_at] == [
        datetime(2026, 11, day, 17, tzinfo=clock.PROVINCE_TIME) for day in (30, 27)
    ]
