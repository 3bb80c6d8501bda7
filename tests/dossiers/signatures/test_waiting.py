"""Why a seal waits is seen on the staff page of the dossier and among the keys."""

from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client

from dossiers.actions.seal_results import seal_waiting
from dossiers.models import Document, Dossier
from dossiers.signatures.waiting import why_seals_wait
from portal.signatures.models import SigningKey
from tests.trust import TrustServices
from tests.world import Person

pytestmark = pytest.mark.django_db

RunJobs = Callable[..., list[str]]
QUEUES = ["documents", "signing"]
NOT_KEPT = "Khóa ký số của cơ quan chưa lưu mã PIN; thêm lại khóa kèm mã PIN."
DOWN = "Dịch vụ cấp dấu thời gian không trả lời nên chưa ký được. Hãy thử lại sau ít phút."


@pytest.fixture
def read(client_as: Callable[[Person], Client]) -> Callable[[Person, str], str]:
    """A page as this person sees it."""
    return lambda who, path: unescape(client_as(who).get(path).content.decode())


def test_a_seal_without_its_pin(
    make_dossier: Callable[..., Dossier], seal: SigningKey, run_jobs: RunJobs, leader: Person,
    admin: Person, read: Callable[[Person, str], str],
) -> None:  # fmt: skip
    SigningKey.objects.update(locator={"file": seal.locator["file"]})
    dossier = make_dossier("completed")
    page = f"/desk/dossiers/{dossier.code}/"
    assert "Chờ chữ ký số của cơ quan" not in read(leader, page), "it is not even printed"

    run_jobs(queues=QUEUES)

    shown = read(leader, page)
    assert shown.count("Chờ chữ ký số của cơ quan") == 1 and shown.count(NOT_KEPT) == 1
    assert f"Cơ quan chưa ký số được: {NOT_KEPT}" in read(admin, "/manage/keys/")


def test_a_service_that_is_down_until_it_is_back(
    make_dossier: Callable[..., Dossier], seal: SigningKey, run_jobs: RunJobs, leader: Person,
    admin: Person, read: Callable[[Person, str], str], trusting: TrustServices,
) -> None:  # fmt: skip
    trusting.fault("timestamp_down", 100)
    dossier = make_dossier("completed")
    run_jobs(queues=QUEUES)
    page = f"/desk/dossiers/{dossier.code}/"
    assert DOWN in read(leader, page) and DOWN in read(admin, "/manage/keys/")

    trusting.clear_faults()
    assert seal_waiting() == 1
    assert "Chờ chữ ký số của cơ quan" in read(leader, page) and DOWN not in read(leader, page)
    run_jobs(queues=QUEUES)
    assert Document.objects.get(dossier=dossier, kind="result").sealed_at is not None
    assert "Chờ chữ ký số của cơ quan" not in read(leader, page)
    assert DOWN not in read(admin, "/manage/keys/")


def test_an_agency_whose_seal_was_switched_off(
    make_dossier: Callable[..., Dossier], seal: SigningKey, run_jobs: RunJobs, leader: Person,
    read: Callable[[Person, str], str],
) -> None:  # fmt: skip
    dossier = make_dossier("completed")
    SigningKey.objects.update(is_active=False)
    run_jobs(queues=QUEUES)

    page = read(leader, f"/desk/dossiers/{dossier.code}/")
    assert "Cơ quan chưa có khóa ký số đang dùng." in page


def test_nothing_is_asked_where_nothing_waits(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert why_seals_wait(set()) == {}
