"""The stub files into the real portal: whatever is lost on the way, one dossier."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests

from dossiers.models import Dossier
from payments.models import Obligation
from portal.national.models import InboundFiling
from services.models import Reduction, Revision
from tests.fixtures_dossiers import fresh_bindings, half_price, make_revision
from tests.outside.national_stub.person_session import HOA, THU, PersonSession
from tests.portal.api.national.sender import SECRET, pdf
from tests.portal.national.delivery_process import database_url
from tests.portal.national.stub_process import NationalStub, drop_database

__all__ = ["fresh_bindings", "half_price", "make_revision"]
pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def filing_stub(live_server: Any, settings: Any) -> Iterator[NationalStub]:
    settings.PUBLIC_URL = live_server.url
    url = database_url(f"test_national_to_portal_{os.getpid()}")
    environment = {
        "NATIONAL_STUB_PROVINCE_URL": live_server.url,
        "NATIONAL_INBOUND_SECRET": SECRET,
    }
    stub = NationalStub(url, environment=environment)
    stub.start()
    yield stub
    stub.stop()
    drop_database(url)


@pytest.fixture
def revision(
    units: None, make_revision: Callable[..., Revision], half_price: Reduction
) -> Revision:
    return make_revision()


def file(stub: NationalStub, **more: Any) -> dict[str, Any]:
    wanted = {
        "procedure": "2.000488",
        "agency": "000.00.15.H47",
        "identity_number": HOA,
        "address": {"commune": "20974", "line": "Thôn Hà Quang"},
        "answers": {"purpose": "Xin việc làm", "copies": 1},
        "return_channel": "post",
        "attachments": [{"requirement": "cccd", "file_name": "cccd.pdf", "content": pdf()}],
    }
    answer = requests.post(stub.url + "/_file", json=wanted | more, timeout=60)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_lost_answer_makes_no_second_dossier(
    revision: Revision, filing_stub: NationalStub
) -> None:
    lost = file(filing_stub, lose_answer=True)
    assert (lost["code"], Dossier.objects.count()) == ("", 1)

    found = file(filing_stub, key=lost["key"])

    dossier = Dossier.objects.get()
    assert (found["status"], found["code"], found["refusal"]) == (200, dossier.code, "")
    assert dossier.applicant["full_name"] == "Phạm Văn Hòa"
    assert (InboundFiling.objects.count(), Obligation.objects.count()) == (1, 1)

    asked = requests.get(
        filing_stub.url + "/_file", params={"code": dossier.code}, timeout=60
    ).json()
    assert asked["status"] == 200
    assert [step["national_code"] for step in asked["answer"]["timeline"]] == [1, 6]

    person = PersonSession(filing_stub.url)
    person.sign_in(HOA)
    page = person.get(person.base + "/me/", timeout=60).text
    assert "Tỉnh đã nhận" in page
    assert f"/me/dossiers/{dossier.code}/" in page


def test_who_is_not_proven_well_enough_does_not_file(
    revision: Revision, filing_stub: NationalStub
) -> None:
    refused = file(filing_stub, identity_number=THU)

    assert refused["status"] == 422
    assert "phải được xác thực mức 2" in refused["refusal"]
    assert (Dossier.objects.count(), InboundFiling.objects.count()) == (0, 0)
