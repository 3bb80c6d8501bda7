"""Over real HTTP: the stub files a dossier here, and its states go back there."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests
from django.db import connection
from pytest_django.live_server_helper import LiveServer

from dossiers.models import Dossier
from portal.accounts.models import Citizen
from portal.national.models import InboundFiling
from services.models import Reduction, Revision
from tests.portal.api.national.sender import SECRET, pdf
from tests.portal.national.delivery_process import database_url, start_delivery
from tests.portal.national.stub_process import NationalStub, drop_database
from tests.world import Person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.processes]

TRA = "049190004747"


@pytest.fixture
def stub(live_server: LiveServer) -> Iterator[NationalStub]:
    """A stub that files into the server of this test."""
    url = database_url(f"{connection.settings_dict['NAME']}_filing_stub")
    drop_database(url)
    started = NationalStub(
        url,
        environment={
            "NATIONAL_STUB_PROVINCE_URL": live_server.url,
            "NATIONAL_INBOUND_SECRET": SECRET,
        },
    )
    started.start()
    yield started
    started.stop()
    drop_database(url)


def order(stub: NationalStub, **changes: Any) -> dict[str, Any]:
    """What the stub says after it has filed for Trà."""
    wish = {
        "procedure": "2.000488",
        "identity_number": TRA,
        "answers": {"purpose": "Xin việc làm", "copies": 1},
        "attachments": [{"requirement": "cccd", "file_name": "cccd.pdf", "content": pdf()}],
    }
    answer = requests.post(f"{stub.url}/_file", json=wish | changes, timeout=60)
    return {"status_code": answer.status_code} | answer.json()


def test_filed_there_handled_here_and_seen_there(
    stub: NationalStub, make_revision: Callable[..., Revision], half_price: Reduction, tra: Person
) -> None:
    make_revision()

    filed = order(stub)

    dossier = Dossier.objects.get()
    assert (filed["status_code"], filed["code"]) == (200, dossier.code)
    assert (dossier.owner, dossier.state) == (tra.citizen, "payment_required")
    start_delivery(stub, "--once").communicate(timeout=60)
    assert stub.states(str(dossier.code)) == [1, 6]
    asked = requests.get(f"{stub.url}/_file", params={"code": dossier.code}, timeout=60).json()
    assert [step["national_code"] for step in asked["answer"]["timeline"]] == [1, 6]


def test_a_lost_answer_files_once(
    stub: NationalStub, make_revision: Callable[..., Revision], tra: Person
) -> None:
    make_revision()

    lost = order(stub, key="G01-lost", lose_answer=True)
    again = order(stub, key="G01-lost")

    dossier = Dossier.objects.get()
    assert (lost.get("code") or "", again["code"]) == ("", dossier.code)
    assert InboundFiling.objects.get().key == "G01-lost"


def test_a_refusal_reaches_the_person_there(
    stub: NationalStub, make_revision: Callable[..., Revision], tra: Person
) -> None:
    make_revision()

    refused = order(stub, answers={})

    assert "Hãy điền “Mục đích”." in refused["refusal"]
    assert not Dossier.objects.exists()
    assert Citizen.objects.count() == 1
