"""What the line says of itself: backlog, oldest, who delivers, throughput, health, the public
figure."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
import time_machine
from django.core.cache import caches
from django.db import connection

from portal.national.delivery.lock import LEADER_LOCK
from portal.national.models import DeliveryMinute, Endpoint, OutboxMessage
from portal.national.queries import throughput, watch
from portal.national.queries.health import national_health
from portal.national.queries.public import PublicSync, public_sync
from portal.national.web.headline import headline
from portal.national.web.public import public_line
from portal.shared import clock
from tests.portal.national.lines import ago, make_message, make_parked

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 4, 24, tzinfo=UTC)  # 11:24 in the province
State = OutboxMessage.Kind.STATE


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    """A fixed moment, and nothing remembered from another one."""
    caches["memory"].clear()
    with time_machine.travel(NOW, tick=False):
        yield
    caches["memory"].clear()


@pytest.fixture
def delivering() -> Iterator[None]:
    """Another session holds the lock, as the delivery process does."""
    settings = connection.settings_dict
    session = psycopg.connect(
        **connection.get_connection_params() | {"dbname": settings["NAME"]}, autocommit=True
    )
    session.execute("SELECT pg_advisory_lock(%s)", [LEADER_LOCK])
    yield
    session.close()


def make_minute(back: int, **figures: int) -> None:
    DeliveryMinute.objects.create(
        minute=ago(minutes=back).replace(second=0, microsecond=0), kind="state", **figures
    )


def make_endpoint(name: str = "states", **fields: object) -> None:
    Endpoint.objects.create(name=name, **fields)


# --- backlog ----------------------------------------------------------------------------------


def test_backlog_by_kind_and_the_age_of_the_oldest() -> None:
    make_message(1, age=timedelta(hours=3, minutes=12))
    make_message(2, age=timedelta(minutes=1))
    make_message(3, age=timedelta(days=2), delivered_at=clock.now())
    make_message(stream="procedure:1", kind="procedure", age=timedelta(minutes=5))

    seen = watch.line()

    assert [(each.kind, each.count, each.oldest) for each in seen.backlogs] == [
        ("state", 2, ago(hours=3, minutes=12)),
        ("procedure", 1, ago(minutes=5)),
    ]
    assert (seen.waiting, seen.oldest_age) == (3, timedelta(hours=3, minutes=12))


def test_the_oldest_leaves_out_whole_lines_that_wait_for_a_person() -> None:
    make_parked(1, age=timedelta(days=3))
    make_message(1, age=timedelta(days=2))  # behind the refused one
    make_message(2, age=timedelta(minutes=4))

    seen = watch.line()

    assert (seen.oldest, seen.parked, seen.waiting) == (ago(minutes=4), 1, 3)


def test_nothing_moves_when_all_is_parked() -> None:
    make_parked(1, age=timedelta(days=3))

    assert watch.oldest_moving(State) is None


def test_the_look_for_the_oldest_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last one looked at is at least as old as the true one: never better than the truth."""
    monkeypatch.setattr(watch, "LOOK_AT", 2)
    make_parked(1, age=timedelta(days=3))
    make_parked(2, age=timedelta(days=2))
    make_message(3, age=timedelta(hours=1))

    assert watch.oldest_moving(State) == ago(days=2)


def test_counts_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "COUNT_TO", 2)
    for number in range(5):
        make_message(number)

    assert watch.backlog(State).count == 3


def test_held_back_lines_are_no_parked_ones() -> None:
    make_message(1, next_try_at=clock.now(), last_error="500")
    make_parked(2)
    make_message(3)

    seen = watch.line()

    assert (seen.held_back, seen.parked) == (1, 1)


# --- who delivers -----------------------------------------------------------------------------


def test_nobody_delivers() -> None:
    assert watch.lead() == watch.Lead(is_held=False, since=None)


def test_a_process_delivers(delivering: None) -> None:
    lead = watch.lead()

    assert lead.is_held
    assert lead.since is not None


def test_another_lock_is_not_that_of_the_delivery() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LEADER_LOCK + 1])

    assert not watch.lead().is_held


# --- throughput -------------------------------------------------------------------------------


def test_minutes_and_hours() -> None:
    make_minute(0, delivered=3, slowest_ms=900)
    make_minute(59, delivered=5, slowest_ms=4000, parked=1)
    make_minute(60, delivered=7)
    make_minute(23 * 60, delivered=11, failed=2)
    make_minute(24 * 60, delivered=13)

    hour, day = throughput.last_hour(), throughput.last_day()

    assert (len(hour), hour[0].delivered, hour[0].parked, hour[-1].delivered) == (60, 5, 1, 3)
    assert sum(span.delivered for span in hour) == 8
    assert len(day) == 24
    assert [(span.at.hour, span.delivered) for span in day if span.delivered] == [
        (12, 11), (10, 12), (11, 3),
    ]  # fmt: skip
    assert (day[0].failed, day[-2].slowest_ms, day[-1].slowest_ms) == (2, 4000, 900)
    assert throughput.delivered_today() == 15


# --- the headline -----------------------------------------------------------------------------


def words() -> tuple[str, str, str]:
    said = headline(watch.line())
    return said.kind, said.text, said.more


def test_all_is_well(delivering: None) -> None:
    make_minute(30, delivered=9, slowest_ms=3200)

    assert words() == (
        "success", "Đang chuyển bình thường: chậm nhất 4 giây trong giờ qua.", "",
    )  # fmt: skip


def test_what_still_waits_counts_as_slow(delivering: None) -> None:
    make_minute(30, delivered=9, slowest_ms=3200)
    make_message(1, age=timedelta(seconds=70))

    assert words()[1] == "Đang chuyển bình thường: chậm nhất 1 phút 10 giây trong giờ qua."


def test_a_quiet_hour(delivering: None) -> None:
    assert words()[1] == "Đang chạy bình thường: giờ qua không có thay đổi nào phải chuyển."


def test_the_national_portal_is_down(delivering: None) -> None:
    make_endpoint(down_since=ago(hours=3, minutes=12), last_error_at=clock.now())
    first = make_message(0, age=timedelta(hours=3, minutes=12))
    OutboxMessage.objects.bulk_create(
        OutboxMessage(stream=str(number), payload={}, created_at=first.created_at)
        for number in range(1203)
    )

    assert words() == (
        "error",
        "Cổng quốc gia không nhận từ 08:12 hôm nay; 1.204 thay đổi đang chờ, cũ nhất 3 giờ 12 "
        "phút. Hệ thống vẫn thử lại liên tục.",
        "",
    )


def test_the_delivery_is_not_running() -> None:
    make_message(1, age=timedelta(minutes=40))

    assert words()[:2] == (
        "error",
        "Không có tiến trình nào đang chuyển lên cổng quốc gia; 1 thay đổi đang chờ, cũ nhất 40 "
        "phút. Hãy khởi động lại tiến trình deliver_outbox.",
    )


def test_the_delivery_hangs(delivering: None) -> None:
    make_endpoint(last_success_at=ago(minutes=4))
    make_message(1, age=timedelta(minutes=4))

    assert words()[:2] == (
        "error",
        "Tiến trình chuyển đang chạy nhưng không gửi gì trong 3 phút qua; 1 thay đổi đang chờ, cũ "
        "nhất 4 phút. Hãy xem nhật ký rồi khởi động lại deliver_outbox.",
    )


def test_draining_after_an_outage(delivering: None) -> None:
    make_endpoint(last_success_at=clock.now())
    make_message(1, age=timedelta(days=2, hours=4))

    assert words()[:2] == (
        "warning", "Đang chuyển nhưng còn chậm: 1 thay đổi đang chờ, cũ nhất 2 ngày 4 giờ.",
    )  # fmt: skip


def test_refused_ones_are_said_beside_it(delivering: None) -> None:
    make_minute(1, delivered=1, slowest_ms=1000)
    make_parked(1)

    assert words() == (
        "warning",
        "Đang chuyển bình thường: chậm nhất 1 giây trong giờ qua.",
        "1 hồ sơ hoặc thủ tục bị từ chối, đang chờ người sửa; những hồ sơ khác không phải chờ.",
    )


# --- health -----------------------------------------------------------------------------------


def test_well(delivering: None) -> None:
    make_endpoint(last_success_at=clock.now())
    make_message(1, age=timedelta(seconds=5))
    make_parked(2, age=timedelta(days=2))  # has its case; wakes nobody up

    assert national_health().reason == ""


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: make_endpoint(down_since=ago(minutes=14)), ""),
        (lambda: make_endpoint(down_since=ago(minutes=16)), "national_portal_down"),
        (lambda: make_endpoint("comparison", down_since=ago(hours=1)), "national_portal_down"),
        (lambda: make_message(1, age=timedelta(minutes=2)), ""),
        (lambda: make_message(1, age=timedelta(minutes=4)), "delivery_silent"),
        (
            lambda: (
                make_endpoint(last_error_at=clock.now()),
                make_message(1, age=timedelta(minutes=16)),
            ),
            "behind",
        ),
    ],
)
def test_reasons(delivering: None, make: Callable[[], None], reason: str) -> None:
    make()

    assert national_health().reason == reason


def test_health_without_a_delivery(client) -> None:
    response = client.get("/health/national")

    assert (response.status_code, response.json()) == (
        503,
        {
            "status": "unavailable",
            "reason": "delivery_stopped",
            "detail": "Không có tiến trình nào đang chuyển: hãy khởi động lại tiến trình "
            "deliver_outbox.",
        },
    )


def test_health_with_one(client, delivering: None) -> None:
    response = client.get("/health/national")

    assert (response.status_code, response.json()) == (200, {"status": "ok"})


# --- the public figure ------------------------------------------------------------------------


def test_nothing_to_say_yet() -> None:
    assert public_sync() == PublicSync(None, None, 0, 0, 0)
    assert public_line() is None


def test_the_slowest_of_the_last_hour() -> None:
    make_minute(10, delivered=2, slowest_ms=3100)
    make_minute(70, delivered=2, slowest_ms=9000)

    line = public_line()

    assert line
    assert (line.label, line.figure, line.note) == (
        "Đồng bộ với cổng quốc gia", "chậm nhất 4 giây", "",
    )  # fmt: skip


def test_of_the_last_day_where_the_hour_was_quiet() -> None:
    make_minute(10, failed=2)
    make_minute(70, delivered=2, slowest_ms=9000)

    line = public_line()

    assert line
    assert line.figure == "chậm nhất 9 giây"


def test_what_waits_longer_counts() -> None:
    make_minute(10, delivered=2, slowest_ms=3100)
    make_message(1, age=timedelta(minutes=25))

    line = public_line()

    assert line
    assert line.figure == "chậm nhất 25 phút"


def test_the_age_goes_on_while_it_is_remembered() -> None:
    make_message(1, age=timedelta(minutes=25))
    public_line()

    with time_machine.travel(NOW + timedelta(seconds=50), tick=False):
        line = public_line()

    assert line
    assert line.figure == "chậm nhất 25 phút"
    assert public_sync().oldest == NOW - timedelta(minutes=25)


def test_while_the_national_portal_is_down() -> None:
    make_endpoint(down_since=ago(hours=3, minutes=12))
    make_message(1, age=timedelta(hours=3))
    make_parked(2, age=timedelta(days=9))

    line = public_line()

    assert line
    assert (line.figure, line.note) == (
        "đang chờ cổng quốc gia từ 08:12 hôm nay, chậm nhất 3 giờ",
        "Không tính 1 hồ sơ mà cổng quốc gia từ chối nhận, đang chờ cán bộ sửa.",
    )


def test_home_and_its_page(client) -> None:
    make_minute(10, delivered=2, slowest_ms=3100)

    home, page = client.get("/"), client.get("/national-sync/")

    assert (
        'Đồng bộ với cổng quốc gia: <a href="/national-sync/">chậm nhất 4 giây</a>.'
        in home.content.decode()
    )
    assert "Đồng bộ với cổng quốc gia: chậm nhất 4 giây." in page.content.decode()


def test_home_says_nothing_where_there_is_nothing(client) -> None:
    assert "Đồng bộ với cổng quốc gia" not in client.get("/").content.decode()
