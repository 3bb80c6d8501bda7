"""Why a seal cannot be put on is said in words, for all seals of a page in one query."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.agencies.models import Agency
from portal.shared import clock
from portal.signatures.models import SigningKey, SigningRun
from portal.signatures.seals import troubles_of
from tests.world import Person

pytestmark = pytest.mark.django_db

NOT_KEPT = "Khóa ký số của cơ quan chưa lưu mã PIN; thêm lại khóa kèm mã PIN."


def seal_of(agency: Agency, **changes: Any) -> SigningKey:
    """An active seal whose PIN is kept."""
    facts = {
        "kind": "seal", "agency": agency, "backend": "software", "subject": agency.name,
        "locator": {"file": "x.p12", "pin_encrypted": "kept"},
        "not_before": clock.now() - timedelta(days=1),
        "not_after": clock.now() + timedelta(days=300), "created_at": clock.now(), **changes,
    }  # fmt: skip
    return SigningKey.objects.create(**facts)


def run_of(seal: SigningKey, state: str, error: str = "", text: str = "") -> None:
    SigningRun.objects.create(
        signing_key=seal, state=state, error=error, error_text=text, asked_at=clock.now()
    )


def test_a_seal_that_works_has_no_trouble(justice: Agency) -> None:
    seal = seal_of(justice)
    assert troubles_of([seal]) == {}
    run_of(seal, "failed", "timestamp_down", "Dịch vụ cấp dấu thời gian không trả lời.")
    run_of(seal, "done")
    assert troubles_of([seal]) == {}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"locator": {"file": "x.p12"}}, NOT_KEPT),
        (
            {"not_after": clock.now() - timedelta(minutes=1)},
            "Chứng thư số không còn hạn dùng. Hãy nhờ quản trị hệ thống gia hạn khóa ký.",
        ),
    ],
)
def test_what_the_key_itself_says(justice: Agency, changes: dict[str, Any], words: str) -> None:
    seal = seal_of(justice, **changes)
    assert troubles_of([seal]) == {seal.pk: words}


def test_a_locked_one_says_until_when(justice: Agency) -> None:
    until = clock.now() + timedelta(minutes=9)
    seal = seal_of(justice, locked_until=until)
    time = f"{until.astimezone(clock.PROVINCE_TIME):%H:%M}"
    words = f"Khóa ký số của cơ quan tạm khóa do sai mã PIN, mở lại lúc {time}."
    assert troubles_of([seal]) == {seal.pk: words}
    with clock.pinned(until):
        assert troubles_of([seal]) == {}


def test_what_the_last_run_says(justice: Agency) -> None:
    seal = seal_of(justice)
    run_of(seal, "done")
    run_of(seal, "failed", "timestamp_down", "Dịch vụ cấp dấu thời gian không trả lời.")
    assert troubles_of([seal]) == {seal.pk: "Dịch vụ cấp dấu thời gian không trả lời."}
    run_of(seal, "failed", "wrong_pin", "Mã PIN chưa đúng. Hãy nhập lại mã PIN của khóa ký.")
    assert troubles_of([seal]) == {
        seal.pk: "Mã PIN lưu cùng khóa ký số của cơ quan không đúng; thêm lại khóa kèm mã PIN đúng."
    }


def test_one_query_for_many_and_nothing_of_personal_keys(
    justice: Agency, one_stop: Agency, leader: Person
) -> None:
    seals = [seal_of(justice), seal_of(one_stop, locator={"file": "y.p12"})]
    personal = SigningKey.objects.create(
        kind="personal", user=leader.user, backend="software", subject="CN=Leader",
        not_before=clock.now(), not_after=clock.now(), created_at=clock.now(),
    )  # fmt: skip
    off = seal_of(justice, is_active=False, locator={})
    with CaptureQueriesContext(connection) as asked:
        troubles = troubles_of([*seals, personal, off])
    assert (troubles, len(asked)) == ({seals[1].pk: NOT_KEPT}, 1)
    with CaptureQueriesContext(connection) as asked:
        assert troubles_of([personal, off]) == {}
    assert len(asked) == 0
