"""What cannot be filed: each field is named in Vietnamese, and nothing is left behind."""

import base64
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from dossiers.direct.files import MAX_FILES, MEGABYTE
from portal.shared import clock
from services.models import Revision
from tests.files import small_jpeg
from tests.portal.api.national.sender import FILING_URL, content, file, hoa, pdf, send
from tests.world import Person, make_agency

pytestmark = pytest.mark.django_db
Traces = Callable[[], Any]

EMPTY = "Mục này không được bỏ trống."
OBJECT = "Mục này phải là một đối tượng JSON."
TEXT = "Mục này phải là một đoạn chữ."
UNKNOWN = "Không có mục này trong mô tả của API."
JSON = "Nội dung gửi không phải JSON đúng (UTF-8). Hãy kiểm tra rồi gửi lại."


def given(**changes: Any) -> dict[str, Any]:
    return {"requirement": "cccd", "file_name": "cccd.pdf", "content": pdf()} | changes


def encoded(text: bytes) -> str:
    return base64.b64encode(text).decode()


@pytest.fixture
def untouched(traces: Traces) -> Any:
    """Nothing has changed when the test ends: no row, no file, no mail."""
    before = []
    yield lambda: before.append(traces())
    assert before, "the test never said when it begins"
    assert traces() == before[0]
    assert mail.outbox == []


@pytest.fixture
def asked(client: Client, revision: Revision, untouched: Callable[[], None]) -> Client:
    untouched()
    return client


def problem(answer: Any, status: int) -> dict[str, str]:
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    told = answer.json()
    titles = {400: "Yêu cầu không hợp lệ", 422: "Nội dung chưa dùng được"}
    assert (told["title"], told["status"]) == (titles[status], status)
    assert told["detail"]
    return told.get("invalid_params", {})


NO_JSON = {
    "nothing": b"", "half": b"{", "a form": b"procedure=2.000488", "no UTF-8": b"\xff\xfe",
    "no number": b'{"a": NaN}', "too large a number": b'{"a": 1e999}',
    "too long a number": b'{"a": ' + b"9" * 5000 + b"}", "endless lists": b"[" * 100_000,
    "a page": b"<html></html>",
}  # fmt: skip


@pytest.mark.parametrize("body", NO_JSON.values(), ids=NO_JSON.keys())
def test_what_is_no_json(asked: Client, body: bytes) -> None:
    answer = send(asked, body)

    assert problem(answer, 400) == {}
    assert answer.json()["detail"] == JSON


@pytest.mark.parametrize("body", [b"[]", b'"text"', b"1", b"null"])
def test_json_that_is_no_object(asked: Client, body: bytes) -> None:
    answer = send(asked, body)

    assert problem(answer, 400) == {}
    assert answer.json()["detail"] == "Nội dung gửi phải là một đối tượng JSON."


@pytest.mark.parametrize(
    ("text", "place"),
    [("Xin\x00việc", "answers.purpose"), ("Xin \ud800", "answers.purpose")],
)
def test_characters_that_nobody_can_keep(asked: Client, text: str, place: str) -> None:
    answer = send(asked, json.dumps(content(answers={"purpose": text})).encode())

    assert problem(answer, 400) == {}
    assert answer.json()["detail"] == (
        f"Ở “{place}” có ký tự NUL hoặc ký tự hỏng. Hãy bỏ ký tự đó rồi gửi lại."
    )


def test_such_a_character_in_a_key(asked: Client) -> None:
    answer = send(asked, json.dumps(content(answers={"pur\x00pose": "x"})).encode())

    assert answer.status_code == 400


def test_values_within_values_within_values(asked: Client) -> None:
    deep: Any = "x"
    for _ in range(21):
        deep = [deep]

    answer = file(asked, content(answers={"purpose": deep}))

    assert answer.status_code == 400
    assert answer.json()["detail"] == "Nội dung gửi lồng nhau quá 20 tầng."


@pytest.mark.parametrize("key", ["", "a b", "x" * 101, "khóa"])
def test_a_key_that_cannot_be_kept(asked: Client, key: str) -> None:
    answer = send(asked, json.dumps(content()).encode(), Idempotency_Key=key)

    assert problem(answer, 400) == {
        "Idempotency-Key": "Ghi khóa của lần nộp: 1 đến 100 ký tự ASCII, không có dấu cách."
    }


@pytest.mark.parametrize(
    ("changed", "errors"),
    [
        ({"procedure": None}, {"procedure": EMPTY}),
        ({"procedure": ""}, {"procedure": EMPTY}),
        ({"procedure": ["2.000488"]}, {"procedure": TEXT}),
        ({"procedure": "9" * 61}, {"procedure": "Không quá 60 ký tự."}),
        ({"applicant": None}, {"applicant": EMPTY}),
        ({"applicant": "Hòa"}, {"applicant": OBJECT}),
        ({"applicant": hoa(birth_date="15/06/1995")},
         {"applicant.birth_date": "Ghi ngày theo dạng 2022-03-22."}),
        ({"applicant": hoa(birth_date=19950615)},
         {"applicant.birth_date": "Ghi ngày theo dạng 2022-03-22."}),
        ({"applicant": hoa(assurance_level="cao")},
         {"applicant.assurance_level": "Ghi mức xác thực bằng số 1 hoặc 2."}),
        ({"applicant": hoa(assurance_level=10**30)},
         {"applicant.assurance_level": "Ghi mức xác thực bằng số 1 hoặc 2."}),
        ({"applicant": hoa(sex="nam")},
         {"applicant.sex": "Giá trị này không có trong danh sách."}),
        ({"applicant": hoa(address="Tam Tiến")}, {"applicant.address": OBJECT}),
        ({"applicant": hoa(address={"commune": 20974.5, "line": {}})},
         {"applicant.address.line": TEXT}),
        ({"applicant": hoa(cmnd="201234567")}, {"applicant.cmnd": UNKNOWN}),
        ({"return_chanel": "post"}, {"return_chanel": UNKNOWN}),
        ({"answers": None}, {"answers": EMPTY}),
        ({"answers": ["x"]}, {"answers": OBJECT}),
        ({"return_channel": "fax"},
         {"return_channel": "Giá trị này không có trong danh sách."}),
        ({"attachments": given()}, {"attachments": "Mục này phải là một danh sách."}),
        ({"attachments": [given(content=7), "x"]},
         {"attachments.1": OBJECT}),
        ({"attachments": [given(), given(requirement=None)]},
         {"attachments.1.requirement": EMPTY}),
        ({"attachments": [given()] * (MAX_FILES + 1)}, {"attachments": "Không quá 20 tệp."}),
    ],
)  # fmt: skip
def test_a_field_of_the_wrong_kind_is_named(
    asked: Client, changed: dict[str, Any], errors: dict[str, str]
) -> None:
    assert problem(file(asked, content(**changed)), 400) == errors


@pytest.mark.parametrize(
    ("changed", "errors"),
    [
        ({"procedure": "9.999999"},
         {"procedure": "Không có thủ tục nào đang áp dụng với mã này."}),
        ({"agency": "000.00.99.H47"},
         {"agency": "Không có cơ quan nào có mã này giải quyết thủ tục này."}),
        ({"agency": "20974"},
         {"agency": "Không có cơ quan nào có mã này giải quyết thủ tục này."}),
        ({"applicant": hoa(identity_number="04909500123")},
         {"applicant.identity_number":
          "Số định danh cá nhân phải có 12 chữ số, bạn đã nhập 11 chữ số."}),
        ({"applicant": hoa(birth_date="1996-06-15")},
         {"applicant.identity_number":
          "Số định danh cá nhân không khớp với năm sinh: theo số này, năm sinh là 1995. Hãy kiểm "
          "tra lại số và ngày sinh."}),
        ({"applicant": hoa(full_name="Hòa 123")},
         {"applicant.full_name": "Họ và tên chỉ gồm chữ cái, như trên căn cước công dân."}),
        ({"applicant": hoa(full_name="---")},
         {"applicant.full_name":
          "Nhập họ và tên như trên căn cước công dân, không quá 150 ký tự."}),
        ({"applicant": hoa(assurance_level=1)},
         {"applicant.assurance_level":
          "Tài khoản quốc gia phải được xác thực mức 2 mới nộp hồ sơ được. Công dân cần nâng mức "
          "xác thực trên Cổng Dịch vụ công quốc gia."}),
        ({"applicant": hoa(phone="12", email="hoa@")},
         {"applicant.phone":
          "Nhập số điện thoại có 10 chữ số, bắt đầu bằng 0, ví dụ 0912 345 678.",
          "applicant.email": "Thư điện tử chưa đúng. Nhập theo dạng ten@vidu.vn."}),
        ({"applicant": hoa(address={"commune": "99999", "line": "Thôn 1"})},
         {"applicant.address.commune":
          "Không có xã, phường, thị trấn nào trong tỉnh có mã này."}),
        ({"answers": {}}, {"answers.purpose": "Hãy điền “Mục đích”."}),
        ({"answers": {"purpose": {"a": 1}, "copies": 10**40}},
         {"answers.purpose": "", "answers.copies": ""}),
        ({"answers": {"purpose": "Xin việc", "muc_dich": "x"}},
         {"answers.muc_dich": "Mẫu đơn của thủ tục này không có mục này."}),
        ({"attachments": []}, {"paper-cccd": "Tải lên tệp cho “Bản chụp thẻ căn cước”."}),
        ({"attachments": [given(), given(requirement="ho-khau")]},
         {"attachments.1.requirement": "Thủ tục này không có thành phần hồ sơ nào mang mã này."}),
        ({"attachments": [given(content="%%%")]},
         {"attachments.0.content":
          "Nội dung tệp không phải base64. Hãy mã hóa lại tệp rồi gửi."}),
        ({"attachments": [given(content="khóa")]},
         {"attachments.0.content":
          "Nội dung tệp không phải base64. Hãy mã hóa lại tệp rồi gửi."}),
        ({"attachments": [given(content="")]},
         {"attachments.0.content":
          "Tệp này trống (0 byte). Hãy chọn lại tệp có nội dung."}),
        ({"attachments": [given(), given(content=encoded(b"<html><script>x</script></html>"))]},
         {"attachments.1.content":
          "Tệp này là trang web, không phải giấy tờ. Hãy gửi tệp PDF hoặc ảnh chụp JPEG, PNG, "
          "HEIC."}),
        ({"attachments": [given(content=encoded(small_jpeg()[:60])), given()]},
         {"attachments.0.content":
          "Ảnh này bị hỏng hoặc chưa tải đủ, không mở được. Hãy chụp lại rồi gửi tệp mới."}),
        ({"attachments": [given(), given(file_name="ban-sao.pdf")]},
         {"attachments.1.content":
          "Tệp này đã có trong cùng thành phần hồ sơ. Mỗi tệp chỉ gửi một lần."}),
        ({"attachments": [given(content=encoded(b"%PDF-" + b"x" * 5 * MEGABYTE))]},
         {"attachments.0.content":
          "Tệp lớn hơn 5 MB. Hãy giảm dung lượng hoặc chia thành nhiều tệp."}),
    ],
)  # fmt: skip
def test_what_cannot_be_filed_is_named(
    asked: Client, changed: dict[str, Any], errors: dict[str, str]
) -> None:
    told = problem(file(asked, content(**changed)), 422)

    assert told.keys() == errors.keys()
    assert {name: told[name] for name, words in errors.items() if words} == {
        name: words for name, words in errors.items() if words
    }


def test_all_mistakes_are_named_at_once(asked: Client) -> None:
    wrong = content(agency="x", answers={"copies": 0}, attachments=[], return_channel="online")

    assert list(problem(file(asked, wrong), 422)) == [
        "agency", "answers.purpose", "answers.copies", "paper-cccd",
    ]  # fmt: skip


def test_files_together_have_a_limit(
    client: Client, make_revision: Callable[..., Revision], units: None, untouched: Any
) -> None:
    make_revision()
    start = base64.b64decode(pdf())
    files = [start + b"\n%" + bytes([65 + n]) * int(4.05 * MEGABYTE) + b"\n%%EOF" for n in range(5)]
    untouched()

    answer = file(client, content(attachments=[given(content=encoded(f)) for f in files]))

    assert problem(answer, 422) == {
        "attachments": "Các tệp nặng quá mức 20 MB. Hãy giảm dung lượng rồi gửi lại."
    }


def test_a_body_beyond_the_limit(asked: Client) -> None:
    answer = asked.generic("POST", FILING_URL, b"x", CONTENT_LENGTH=str(28 * MEGABYTE + 1))

    assert (answer.status_code, answer["Content-Type"]) == (413, "application/problem+json")
    assert answer.json()["detail"] == "Nội dung gửi lớn hơn 28 MB."


def test_other_addresses_of_the_api_keep_their_limit(asked: Client) -> None:
    length = str(22 * MEGABYTE)

    answer = asked.generic("POST", "/api/v1/procedures/", b"x", CONTENT_LENGTH=length)

    assert answer.status_code == 413


def test_another_day_of_birth_is_another_person(
    client: Client, revision: Revision, tra: Person, untouched: Callable[[], None]
) -> None:
    untouched()
    applicant = hoa(
        identity_number="049190004747", full_name="Nguyễn Thị Trà", birth_date="1990-03-23"
    )

    assert problem(file(client, content(applicant=applicant)), 422) == {
        "applicant.birth_date": (
            "Ngày sinh không khớp với ngày sinh mà tỉnh đang lưu cho số định danh này. Công dân "
            "cần mang căn cước công dân đến Bộ phận một cửa để đối chiếu."
        )
    }


def test_a_day_of_birth_to_come(asked: Client) -> None:
    tomorrow = clock.today() + timedelta(days=1)

    told = problem(file(asked, content(applicant=hoa(birth_date=f"{tomorrow}"))), 422)

    assert told["applicant.birth_date"] == "Ngày sinh không đúng. Hãy kiểm tra lại năm sinh."


def test_a_procedure_on_paper_only(
    client: Client, units: None, make_revision: Callable[..., Revision], untouched: Any
) -> None:
    make_revision(level=2)
    untouched()

    assert problem(file(client, content()), 422) == {
        "procedure": "Thủ tục này chỉ nhận hồ sơ giấy tại quầy một cửa."
    }


def test_a_withdrawn_procedure(client: Client, revision: Revision, untouched: Any) -> None:
    Revision.objects.filter(pk=revision.pk).update(state="withdrawn")
    untouched()

    assert problem(file(client, content()), 422) == {
        "procedure": "Không có thủ tục nào đang áp dụng với mã này."
    }


def test_a_way_to_receive_that_is_not_offered(
    client: Client, units: None, make_revision: Callable[..., Revision], untouched: Any
) -> None:
    make_revision(return_channels=("counter",))
    untouched()

    assert problem(file(client, content()), 422) == {
        "return_channel": ("Thủ tục này không có cách nhận kết quả đó. Chọn một trong: counter.")
    }


def test_one_of_many_communes_has_to_be_named(
    client: Client, units: None, make_revision: Callable[..., Revision], tam_tien: Any,
    untouched: Any,
) -> None:  # fmt: skip
    make_agency("000.05.46.H47", "Ủy ban nhân dân xã Tam Hải", "commune")
    make_revision("1.000656", agency_level="commune", fee_vnd=0)
    untouched()

    assert problem(file(client, content(procedure="1.000656", agency="")), 422) == {
        "agency": "Có nhiều cơ quan giải quyết thủ tục này: ghi mã cơ quan hoặc mã xã, phường."
    }
