"""The watch pages: what they say, what a step does, and what a denied one leaves alone."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from portal.accounts.roles import Role
from portal.national.models import (
    Comparison,
    Correction,
    DeliveryMinute,
    Difference,
    Duty,
    Endpoint,
    OutboxMessage,
    SyncCase,
)
from portal.shared import clock
from portal.shared.action_log.models import ActionLogEntry
from tests.portal.national.lines import CODE, REASON, ago, make_message, make_parked
from tests.world import make_staff

pytestmark = pytest.mark.django_db
WATCH = "/manage/national/"


def text_of(response) -> str:
    """What a person reads."""
    body = re.sub(r"<(script|style).*?</\1>", "", response.content.decode(), flags=re.S)
    main = body[body.index("<main") : body.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def logged() -> list[str]:
    return list(ActionLogEntry.objects.order_by("position").values_list("action", flat=True))


@pytest.fixture
def outage(admin):
    """Down since a while, three dossiers refused for two reasons, a case and a comparison."""
    Endpoint.objects.create(
        name="states", down_since=ago(hours=3), last_success_at=ago(hours=3),
        last_error_at=clock.now(), last_error="503 (máy chủ đang bảo trì)",
    )  # fmt: skip
    make_parked(1, parked_at=ago(hours=5))
    make_message(1, status=2)
    make_parked(2, parked_at=ago(hours=4))
    make_parked(3, parked_at=ago(hours=3), reason="Không biết thủ tục 1.004203.")
    make_message(4, age=timedelta(hours=3))
    return SyncCase.objects.create(
        kind="outage", subject="states", text="Lỗi gần nhất: 503", assignee=admin.user
    )


# --- the overview -----------------------------------------------------------------------------


def test_the_overview_says_it_all(outage, admin, client_as):
    Comparison.objects.create(
        kind="dossiers", state="done", asked_at=clock.now(), ours=12480, theirs=12478,
        differing=2, sent_again=5,
    )  # fmt: skip
    DeliveryMinute.objects.create(minute=ago(minutes=2), kind="state", delivered=1204)

    text = text_of(client_as(admin).get(WATCH))

    for words in (
        "Không có tiến trình nào đang chuyển lên cổng quốc gia; 5 thay đổi đang chờ, cũ nhất 3 giờ",
        "3 hồ sơ hoặc thủ tục bị từ chối, đang chờ người sửa; những hồ sơ khác không phải chờ.",
        "Trạng thái hồ sơ 5 3 giờ",
        "Không có tiến trình chuyển nào đang chạy.",
        "503 (máy chủ đang bảo trì)",
        "Bảng số liệu: 1.204 bản tin trong giờ qua",
        "Cổng quốc gia không nhận Nhận trạng thái hồ sơ",
        "12.480 12.478 2 điểm lệch, đã gửi lại 5 bản tin.",
        "Huỳnh Quốc Bảo (admin@motcua.example)",
    ):
        assert words in text


def test_an_empty_line(admin, client_as):
    text = text_of(client_as(admin).get(WATCH))

    for words in (
        "Chưa dùng lần nào",
        "Không có việc nào đang mở.",
        "Chưa đối chiếu lần nào; hệ thống tự đối chiếu mỗi đêm.",
        "Hồ sơ, thủ tục bị từ chối, chờ người sửa: 0.",
    ):
        assert words in text


def test_the_auditor_reads_but_has_no_steps(outage, auditor, client_as):
    client = client_as(auditor)
    stream = OutboxMessage.objects.filter(parked_at__isnull=False)[0].stream
    for address in (
        WATCH, f"{WATCH}parked/", reverse("national:stream", args=[stream]),
        f"{WATCH}cases/{outage.pk}/", f"{WATCH}comparisons/",
    ):  # fmt: skip
        response = client.get(address)
        assert response.status_code == 200
        assert "<form" not in response.content.decode().split("<main")[1].split("</main>")[0]


@pytest.mark.parametrize(
    ("step", "data"),
    [
        ("in-charge/", {"user": "1"}),
        ("parked/resend/", {"like": "LIKE"}),
        (f"messages/{CODE.format(1)}/resend/", {}),
        (f"messages/{CODE.format(1)}/correct/", {"TenLinhVuc": "Khác"}),
        ("cases/CASE/close/", {"outcome": "Đã xử lý xong với bên kia."}),
        ("comparisons/ask/", {"kind": "dossiers"}),
    ],
)
def test_nobody_but_the_admin_acts(outage, auditor, leader, client_as, step, data):
    like = OutboxMessage.objects.filter(parked_at__isnull=False)[0].pk
    data = {name: value.replace("LIKE", str(like)) for name, value in data.items()}
    before = list(OutboxMessage.objects.order_by("pk").values())
    for person in (auditor, leader):
        address = WATCH + step.replace("CASE", str(outage.pk))
        assert client_as(person).post(address, data).status_code == 403

    assert list(OutboxMessage.objects.order_by("pk").values()) == before
    assert not Correction.objects.exists()
    assert not Duty.objects.exists()
    assert not Comparison.objects.exists()
    assert not SyncCase.objects.filter(closed_at__isnull=False).exists()
    assert logged() == []
    assert not ProcrastinateJob.objects.exists()


def test_somebody_else_is_put_in_charge(outage, admin, client_as):
    other = make_staff(Role.PROVINCIAL_ADMIN, admin.agency, email="khac@motcua.example")

    page = client_as(admin).post(f"{WATCH}in-charge/", {"user": other.user.pk}, follow=True)

    assert Duty.objects.get().user_id == other.user.pk
    assert f"{other.user.full_name} phụ trách đồng bộ quốc gia từ nay." in page.content.decode()
    outage.refresh_from_db()
    assert outage.assignee_id == other.user.pk


def test_only_provincial_admins_can_be_put_in_charge(admin, clerk, client_as):
    page = client_as(admin).post(f"{WATCH}in-charge/", {"user": clerk.user.pk})

    assert page.status_code == 422
    assert "Hãy chọn một quản trị tỉnh đang làm việc." in text_of(page)
    assert not Duty.objects.exists()


# --- refused lines ----------------------------------------------------------------------------


def test_refused_lines_by_reason(outage, admin, client_as):
    text = text_of(client_as(admin).get(f"{WATCH}parked/"))

    assert re.search(rf"{re.escape(REASON)} 2 \d\d:\d\d", text)
    assert "Không biết thủ tục 1.004203. 1 " in text
    assert text.index("Hồ sơ " + CODE.format(1)) < text.index("Hồ sơ " + CODE.format(2))
    assert re.search(rf"{CODE.format(1)} {re.escape(REASON)} \S+ \S+ 1 ", text)  # one behind it


def test_narrowed_to_one_reason(outage, admin, client_as):
    like = OutboxMessage.objects.get(last_error__startswith="Không biết").pk
    text = text_of(client_as(admin).get(f"{WATCH}parked/?like={like}"))

    assert "Bị từ chối vì: Không biết thủ tục 1.004203." in text
    assert CODE.format(3) in text
    assert CODE.format(1) not in text


def test_a_reason_that_is_gone_shows_the_rest(outage, admin, client_as):
    text = text_of(client_as(admin).get(f"{WATCH}parked/?like=999999"))

    assert "Các bản tin cùng lý do ấy đã được gửi lại" in text
    assert CODE.format(1) in text


def test_all_of_one_reason_are_sent_again(outage, admin, client_as):
    like = OutboxMessage.objects.filter(last_error=REASON)[0].pk
    page = client_as(admin).post(f"{WATCH}parked/resend/", {"like": like}, follow=True)

    assert "Đang gửi lại 2 bản tin" in page.content.decode()
    parked = OutboxMessage.objects.filter(parked_at__isnull=False)
    assert [each.stream for each in parked] == [CODE.format(3)]
    assert logged() == ["resend_to_national"]

    again = client_as(admin).post(f"{WATCH}parked/resend/", {"like": like}, follow=True)
    assert "Các bản tin này đã được gửi lại; không có gì thay đổi." in again.content.decode()
    assert logged() == ["resend_to_national"]


def test_pages_of_refused_lines_go_on_by_key(admin, client_as):
    moment = ago(hours=1)
    for number in range(1, 102):
        make_parked(number, parked_at=moment)
    client = client_as(admin)
    address, seen = f"{WATCH}parked/", []
    while address:
        page = client.get(address)
        seen += [line["name"] for line in page.context["lines"]]
        address = page.context["next_url"]

    assert seen == ["Hồ sơ " + CODE.format(number) for number in range(1, 102)]


@pytest.mark.parametrize("after", ["x", "1-", "-1", "99999999999999999999-1", "1-x", "٣-1"])
def test_a_position_that_is_none_is_the_beginning(outage, admin, client_as, after):
    page = client_as(admin).get(f"{WATCH}parked/", {"after": after})

    assert len(page.context["lines"]) == 3


# --- one stream -------------------------------------------------------------------------------


def stream_page(client, number: int = 1, **query: str):
    return client.get(reverse("national:stream", args=[CODE.format(number)]), query)


def test_what_is_sent_is_shown_and_people_are_masked(outage, admin, client_as):
    text = text_of(stream_page(client_as(admin)))

    for words in (
        "Cổng quốc gia từ chối từ",
        "1: Mới đăng ký Bị từ chối, chờ người sửa",
        "2: Được tiếp nhận Chờ bản tin trước",
        "TenLinhVuc Tên lĩnh vực Lý lịch tư pháp",
        "TrangThaiHoSo Trạng thái hồ sơ 1 (Mới đăng ký)",
        "NgayNopHoSo Ngày nộp 20220322140300 (14:03:00 22/03/2022)",
        "ChuHoSo Chủ hồ sơ N. T. T.",
        "SoGiayToChuHoSo Số giấy tờ của chủ hồ sơ 049…747",
        "Loại định danh: 1; Số định danh: 049…747",
        "Email Thư điện tử t…@motcua.example",
        "SoDienThoai Số điện thoại 090…456",
        "CapNhatTienDoHoSoMC",
    ):
        assert words in text
    for secret in ("049190004747", "0905123456", "tra@motcua.example", "Nguyễn Thị Trà"):
        assert secret not in text


def test_the_record_of_another_message(outage, admin, client_as):
    second = OutboxMessage.objects.filter(stream=CODE.format(1)).order_by("pk")[1]
    text = text_of(stream_page(client_as(admin), message=str(second.pk)))

    assert "TrangThaiHoSo Trạng thái hồ sơ 2 (Được tiếp nhận)" in text


def test_what_is_sent_is_vietnamese_to_an_english_reader(outage, admin, client_as):
    client = client_as(admin)
    client.cookies["django_language"] = "en"
    text = text_of(stream_page(client))

    assert "ChucDanh Job title Công dân" in text
    assert "NoiDungXuLy Details of handling Mới đăng ký" in text
    assert "TrangThai Status 1 (Submitted)" in text


def test_sent_again_as_it_is(outage, admin, client_as):
    client = client_as(admin)
    address = reverse("national:resend", args=[CODE.format(1)])
    page = client.post(address, follow=True)

    assert "Đang gửi lại; hãy tải lại trang sau ít giây." in page.content.decode()
    assert not OutboxMessage.objects.filter(stream=CODE.format(1), parked_at__isnull=False).exists()
    again = client.post(address, follow=True)
    assert "Ở đây không còn bản tin bị từ chối; không có gì thay đổi." in again.content.decode()
    assert logged() == ["resend_to_national"]


def correct(client, **typed: str):
    return client.post(reverse("national:correct", args=[CODE.format(1)]), typed, follow=True)


def test_mended_and_sent_again(outage, admin, client_as):
    page = correct(client_as(admin), TenLinhVuc="Tư pháp", Email="")

    text = text_of(page)
    assert "Đã ghi giá trị sửa và đang gửi lại" in page.content.decode()
    assert "TenLinhVuc Tên lĩnh vực Tư pháp đã sửa" in text
    assert "Tên lĩnh vực TenLinhVuc Tư pháp Huỳnh Quốc Bảo" in text
    assert [(each.field, each.value) for each in Correction.objects.all()] == [
        ("TenLinhVuc", "Tư pháp")
    ]
    parked = OutboxMessage.objects.filter(stream=CODE.format(1), parked_at__isnull=False)
    assert not parked.exists()


def test_a_mended_value_is_taken_back(outage, admin, client_as):
    client = client_as(admin)
    correct(client, TenLinhVuc="Tư pháp")
    text = text_of(correct(client, TenLinhVuc=""))

    assert "TenLinhVuc Tên lĩnh vực Lý lịch tư pháp" in text
    assert not Correction.objects.exists()


def test_nothing_typed_changes_nothing(outage, admin, client_as):
    page = correct(client_as(admin), TenLinhVuc="")

    assert page.status_code == 422
    assert "Hãy sửa ít nhất một trường, hoặc bấm “Gửi lại như cũ”." in text_of(page)
    assert OutboxMessage.objects.filter(stream=CODE.format(1), parked_at__isnull=False).exists()


def test_too_long_is_said_beside_the_field_and_kept(outage, admin, client_as):
    page = correct(client_as(admin), TenLinhVuc="x" * 601)

    assert page.status_code == 422
    assert "Viết ngắn lại, không quá 600 ký tự." in text_of(page)
    assert "x" * 601 in page.content.decode()
    assert not Correction.objects.exists()


def test_codes_states_and_identities_cannot_be_mended(outage, admin, client_as):
    page = correct(client_as(admin), TrangThaiHoSo="9", SoGiayToChuHoSo="1", MaHoSo="x")

    assert page.status_code == 422
    assert not Correction.objects.exists()


@pytest.mark.parametrize("step", ["stream", "resend", "correct"])
def test_an_unknown_stream(admin, client_as, step):
    address = reverse(f"national:{step}", args=["000.00.15.H47-220322-9999"])
    client = client_as(admin)
    method = client.get if step == "stream" else client.post

    assert method(address).status_code == 404


def test_an_unreadable_message_is_said(admin, client_as):
    OutboxMessage.objects.create(stream="x", payload={}, created_at=clock.now())

    page = client_as(admin).get(reverse("national:stream", args=["x"]))

    assert "Bản tin không đọc được: KeyError: 'dossier'" in text_of(page).replace("&#x27;", "'")


def test_the_message_of_a_procedure(admin, client_as):
    OutboxMessage.objects.create(
        stream="procedure:7", kind="procedure", created_at=clock.now(),
        payload={"procedure": {
            "code": "2.000488", "local_code": "", "name": "Cấp Phiếu lý lịch tư pháp",
            "sector_code": "G15", "sector_name": "Tư pháp", "level": 4, "revision": 3,
            "agency": "Sở Tư pháp", "in_force": True, "at": "2022-03-22T07:03:00+00:00",
        }},
    )  # fmt: skip
    text = text_of(client_as(admin).get(reverse("national:stream", args=["procedure:7"])))

    assert "Phiên bản 3 Đang chờ gửi" in text
    assert "TenTTHC Tên thủ tục Cấp Phiếu lý lịch tư pháp" in text


# --- cases ------------------------------------------------------------------------------------


def test_cases_open_and_closed(outage, admin, client_as):
    client = client_as(admin)
    assert "Cổng quốc gia không nhận" in text_of(client.get(f"{WATCH}cases/"))
    assert "Không có việc nào" in text_of(client.get(f"{WATCH}cases/?state=closed"))


def test_a_case_is_closed_with_its_outcome(outage, admin, client_as):
    address = f"{WATCH}cases/{outage.pk}/close/"
    client = client_as(admin)
    short = client.post(address, {"outcome": "xong"})
    assert short.status_code == 422
    assert "Hãy ghi rõ đã xử lý thế nào (ít nhất 10 ký tự)." in text_of(short)
    assert "\nxong</textarea>" in short.content.decode()

    client.post(address, {"outcome": "Bên kia đã khởi động lại máy chủ."})
    outage.refresh_from_db()
    assert (outage.closed_by_id, outage.outcome) == (
        admin.user.pk, "Bên kia đã khởi động lại máy chủ.",
    )  # fmt: skip

    late = client.post(address, {"outcome": "Một kết quả khác hẳn."})
    assert late.status_code == 409
    assert "Việc này đã đóng; không có gì thay đổi." in text_of(late)
    assert logged() == ["close_sync_case"]


@pytest.mark.parametrize("address", ["cases/99/", "comparisons/99/"])
def test_unknown_numbers(admin, client_as, address):
    assert client_as(admin).get(WATCH + address).status_code == 404


# --- comparisons ------------------------------------------------------------------------------


def test_a_comparison_is_asked_for_and_looks_again_until_it_is_done(admin, client_as):
    client = client_as(admin)
    page = client.post(
        f"{WATCH}comparisons/ask/", {"kind": "dossiers", "since": "22/03/2022"}, follow=True
    )

    asked = Comparison.objects.get()
    assert (asked.kind, asked.since, asked.asked_by_id) == (
        "dossiers", date(2022, 3, 22), admin.user.pk,
    )  # fmt: skip
    assert page["Refresh"] == "3"
    assert "Trang này tự tải lại đến khi xong." in text_of(page)

    Comparison.objects.update(state="done", ours=3, theirs=3)
    done = client.get(f"{WATCH}comparisons/{asked.pk}/")
    assert "Refresh" not in done
    assert "Hai bên khớp nhau." in text_of(done)
    assert "Hồ sơ có mã từ ngày 22/03/2022." in text_of(done)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"kind": "dossiers", "since": "22.3"}, "Hãy viết ngày theo dạng ngày/tháng/năm"),
        ({"kind": "dossiers", "since": "01/01/2999"}, "Ngày này chưa tới"),
        ({"kind": "x"}, "Hãy chọn đối chiếu hồ sơ hay danh mục."),
        ({}, "Hãy chọn đối chiếu hồ sơ hay danh mục."),
    ],
)
def test_what_cannot_be_compared(admin, client_as, typed, words):
    page = client_as(admin).post(f"{WATCH}comparisons/ask/", typed)

    assert page.status_code == 422
    assert words in text_of(page)
    assert not Comparison.objects.exists()


def test_differences_with_both_sides(admin, client_as):
    comparison = Comparison.objects.create(
        kind="dossiers", state="done", asked_at=clock.now(), ours=2, theirs=1, our_states=5,
        their_states=2, differing=2, sent_again=3, under_way=1,
    )  # fmt: skip
    Difference.objects.create(
        comparison=comparison, kind="missing", code=CODE.format(1), ours="4", sent_again=True
    )
    Difference.objects.create(
        comparison=comparison, kind="unknown", code=CODE.format(2), theirs="2"
    )
    client = client_as(admin)
    text = text_of(client.get(f"{WATCH}comparisons/{comparison.pk}/"))

    assert "Hồ sơ 2 1 Trạng thái 5 2" in text
    assert "Chưa so 1 hồ sơ đang có bản tin trên đường." in text
    assert f"{CODE.format(1)} Bên kia chưa có 4 – Có" in text
    assert f"{CODE.format(2)} Chỉ bên kia có – 2 Không" in text
    narrowed = text_of(client.get(f"{WATCH}comparisons/{comparison.pk}/?kind=unknown"))
    assert CODE.format(1) not in narrowed


# --- bounded reads ----------------------------------------------------------------------------


def queries_of(client, address: str) -> int:
    client.get(address)  # what a process remembers
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


@pytest.mark.parametrize(
    "address", ["", "parked/", f"messages/{CODE.format(1)}/", "cases/", "comparisons/"]
)
def test_the_number_of_reads_does_not_grow(outage, admin, client_as, address):
    client = client_as(admin)
    few = queries_of(client, WATCH + address)
    for number in range(5, 40):
        make_parked(number, reason=f"Lý do {number}")
        make_message(1, status=4)
        SyncCase.objects.create(kind="parked", subject=CODE.format(number), text=REASON)
        Comparison.objects.create(kind="catalogue", state="done", asked_at=clock.now())

    more = queries_of(client, WATCH + address)
    # One more reads the catalogue's comparison, which there was none of.
    assert more <= few + (1 if address == "" else 0)
