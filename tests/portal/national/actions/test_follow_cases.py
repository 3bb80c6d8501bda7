"""After hours of failing there is one case; it closes when the cause is gone; tries go on."""

from datetime import datetime, timedelta

import pytest

from portal.national.actions.close_case import close_case
from portal.national.actions.follow_cases import follow_cases
from portal.national.models import Endpoint, OutboxMessage, SyncCase
from portal.notifications.models import Notice
from portal.shared import clock
from tests.portal.national.delivery.rows import MOMENT, message
from tests.world import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("admin")]


@pytest.fixture(autouse=True)
def four_hours(settings) -> None:
    settings.NATIONAL_CASE_HOURS = 4


def at(hours: float) -> datetime:
    return MOMENT + timedelta(hours=hours)


def follow(hours: float) -> list[tuple[str, str, str]]:
    with clock.pinned(at(hours)):
        follow_cases()
    cases = SyncCase.objects.filter(closed_at=None).order_by("pk")
    return list(cases.values_list("kind", "subject", "text"))


def down(**more: object) -> None:
    Endpoint.objects.update_or_create(
        name="states",
        defaults={"down_since": MOMENT, "last_error": "Không kết nối được."} | more,
    )


OUTAGE = (
    "outage",
    "states",
    "Từ 14:03 22/03/2022 chưa lần gửi nào được nhận. Lỗi gần nhất: Không kết nối được.",
)


def test_an_endpoint_that_is_down_for_hours() -> None:
    down()
    message("A")
    assert follow(3.99) == []
    assert follow(4) == [OUTAGE]
    assert follow(72) == [OUTAGE]
    assert SyncCase.objects.get().opened_at == at(4)
    assert Notice.objects.count() == 1
    down(down_since=None)
    assert follow(73) == []
    case = SyncCase.objects.get()
    assert (case.closed_at, case.closed_by, case.outcome) == (
        at(73), None, "Cổng quốc gia đã nhận lại.",
    )  # fmt: skip


def test_an_endpoint_is_not_said_to_be_down_for_one_message_that_fails_by_itself() -> None:
    down()
    message("A", next_try_at=at(100), failing_since=MOMENT, last_error="Mã 500.")
    message("A")
    assert follow(5) == [("stuck", "A", "Mã 500.")]


def test_a_message_that_fails_for_hours() -> None:
    stuck = message("A", next_try_at=at(1), failing_since=MOMENT, last_error="Đang bận.")
    message("B", next_try_at=at(1), failing_since=at(2), last_error="Đang bận.")
    assert follow(3.99) == []
    assert follow(4) == [("stuck", "A", "Đang bận.")]
    assert follow(5) == [("stuck", "A", "Đang bận.")]
    OutboxMessage.objects.filter(pk=stuck.pk).update(
        delivered_at=at(5), next_try_at=None, failing_since=None
    )
    assert follow(5.5) == []


def test_a_case_that_a_person_closed_too_early_comes_again_after_as_many_hours(
    admin: Person,
) -> None:
    down()
    message("A")
    follow(4)
    with clock.pinned(at(5)):
        case = SyncCase.objects.get()
        close_case(actor=admin.actor, case_id=case.pk, outcome="Đã báo cho bên kia.")
    assert follow(8.9) == []
    assert follow(9) == [OUTAGE]
    assert SyncCase.objects.count() == 2


def test_a_case_about_a_refusal_stays_until_the_message_has_arrived() -> None:
    head = message("A", parked_at=MOMENT, last_error="Sai mã.")
    SyncCase.objects.create(kind="parked", subject="A", text="Sai mã.", opened_at=MOMENT)
    assert follow(0.1) == [("parked", "A", "Sai mã.")]
    OutboxMessage.objects.filter(pk=head.pk).update(parked_at=None)  # sent again, not yet there
    assert follow(0.2) == [("parked", "A", "Sai mã.")]
    OutboxMessage.objects.filter(pk=head.pk).update(delivered_at=at(0.3), last_error="")
    assert follow(0.4) == []
    assert SyncCase.objects.get().outcome == "Nguyên nhân không còn."
