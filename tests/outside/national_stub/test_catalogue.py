"""The national catalogue: what provinces tell of it, and what it means for their dossiers."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest
import requests

from tests.outside.national_stub.conftest import (
    PROCEDURES,
    Send,
    get_signed,
    message,
    post_signed,
    procedure,
)
from tests.portal.national.stub_process import NationalStub

NewCode = Callable[[], str]
pytestmark = pytest.mark.processes


@pytest.fixture
def tell(stub: NationalStub) -> Send:
    return partial(post_signed, stub.url, path=PROCEDURES)


def outcomes(answer: requests.Response) -> list[str]:
    assert answer.status_code == 200
    return [result["outcome"] for result in answer.json()["results"]]


def listed(stub: NationalStub, code: str) -> dict[str, Any] | None:
    rows = get_signed(stub.url, f"{PROCEDURES}?province=H47").json()["procedures"]
    return next((row for row in rows if row["code"] == code), None)


def test_a_procedure_is_taken_in_once(
    tell: Send, stub: NationalStub, new_procedure: NewCode
) -> None:
    code = new_procedure()
    change = procedure(code, TenTTHC="Đăng ký khai sinh", MucDo="3")
    first, again = tell({"procedures": [change, change]}).json()["results"]
    assert (first["outcome"], first["already"]) == ("accepted", False)
    assert (again["outcome"], again["already"]) == ("accepted", True)
    assert tell({"procedures": [change]}).json()["results"][0]["already"] is True
    assert listed(stub, code) == {
        "code": code,
        "name": "Đăng ký khai sinh",
        "level": 3,
        "inForce": True,
    }
    page = requests.get(f"{stub.url}/services/{code}/", timeout=60).text
    assert page.count("Công bố hoặc sửa") == 1


def test_one_change_alone(tell: Send, new_procedure: NewCode) -> None:
    content = procedure(new_procedure())
    key = content.pop("idempotencyKey")
    answers = [tell(content, headers={"Idempotency-Key": key}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 200]


def test_a_newer_change_replaces_and_an_older_one_does_not(
    tell: Send, stub: NationalStub, new_procedure: NewCode
) -> None:
    code = new_procedure()
    newer = procedure(code, TenTTHC="Tên mới", PhienBan="2", ThoiDiem="20220302080000")
    older = procedure(code, TenTTHC="Tên cũ", ConHieuLuc="0", ThoiDiem="20220301080000")
    assert outcomes(tell({"procedures": [procedure(code), newer, older]})) == ["accepted"] * 3
    row = listed(stub, code)
    assert row is not None
    assert (row["name"], row["inForce"]) == ("Tên mới", True)
    same_second = procedure(code, ConHieuLuc="0", ThoiDiem="20220302080000")
    assert outcomes(tell({"procedures": [same_second]})) == ["accepted"]
    row = listed(stub, code)
    assert row is not None
    assert row["inForce"] is False
    page = requests.get(f"{stub.url}/services/{code}/", timeout=60).text
    assert page.count("cũ hơn bản đang có, chỉ lưu lại") == 1
    assert "Đã hết hiệu lực" in page


@pytest.mark.parametrize(
    ("record", "detail"),
    [
        ({"MaTTHC": "khong-co"}, "Mã thủ tục sai cấu trúc: khong-co."),
        ({"TenTTHC": " "}, "Thiếu trường TenTTHC."),
        ({"TenTTHC": "x" * 601}, "TenTTHC dài quá 600 ký tự."),
        ({"MucDo": "5"}, "MucDo không hợp lệ: 5; có: 2, 3, 4."),
        ({"MucDo": 4}, "Thiếu trường MucDo."),
        ({"PhienBan": "hai"}, "PhienBan không phải là số: hai."),
        ({"PhienBan": "9999999999"}, "PhienBan dài quá 9 chữ số."),
        ({"ConHieuLuc": "có"}, "ConHieuLuc không hợp lệ: có; có: 0, 1."),
        ({"ThoiDiem": "2022"}, "ThoiDiem không đúng dạng yyyyMMddHHmmss: 2022."),
        ({"CoQuan": ""}, "Thiếu trường CoQuan."),
    ],
)
def test_a_wrong_field_is_named_and_changes_nothing(
    record: dict[str, Any], detail: str, tell: Send, stub: NationalStub, new_procedure: NewCode
) -> None:
    code = new_procedure()
    (result,) = tell({"procedures": [procedure(code, **record)]}).json()["results"]
    assert result["outcome"] == "refused"
    assert result["problem"]["detail"] == detail
    assert listed(stub, code) is None


def test_a_change_that_is_none(tell: Send) -> None:
    results = tell({"procedures": [5, {}, {"idempotencyKey": "k"}]}).json()["results"]
    assert [result["problem"]["detail"] for result in results] == [
        "Bản tin không phải là một đối tượng JSON.",
        "Thiếu khóa chống trùng (idempotencyKey).",
        "Thiếu phần “procedure”.",
    ]


def test_a_dossier_of_an_unknown_procedure_is_refused_until_it_is_known(
    tell: Send, send: Send, stub: NationalStub, new_procedure: NewCode, new_code: NewCode
) -> None:
    code, dossier = new_procedure(), new_code()
    refused = send(message(dossier, 1, MaTTHC=code))
    assert refused.status_code == 422
    assert refused.json()["detail"] == f"Thủ tục {code} chưa có trong danh mục quốc gia."
    assert stub.dossier(dossier) == {}
    tell({"procedures": [procedure(code)]})
    assert send(message(dossier, 1, MaTTHC=code)).status_code == 201
    assert stub.states(dossier) == [1]


def test_dossiers_of_a_withdrawn_procedure_go_on(
    tell: Send, send: Send, stub: NationalStub, new_procedure: NewCode, new_code: NewCode
) -> None:
    code, dossier = new_procedure(), new_code()
    tell({"procedures": [procedure(code)]})
    send(message(dossier, 1, MaTTHC=code))
    tell({"procedures": [procedure(code, ConHieuLuc="0", ThoiDiem="20220303080000")]})
    assert send(message(dossier, 2, MaTTHC=code)).status_code == 201
    assert stub.states(dossier) == [1, 2]


def test_another_provinces_procedure_is_unknown(
    tell: Send, send: Send, new_procedure: NewCode, new_code: NewCode
) -> None:
    code = new_procedure()
    tell({"procedures": [procedure(code)]}, headers={"X-Sender": "H48"})
    refused = send(message(new_code(), 1, MaTTHC=code))
    assert refused.json()["detail"] == f"Thủ tục {code} chưa có trong danh mục quốc gia."


def test_a_province_lists_its_own_procedures_only(
    tell: Send, stub: NationalStub, new_procedure: NewCode
) -> None:
    code = new_procedure()
    tell({"procedures": [procedure(code)]}, headers={"X-Sender": "H48"})
    assert listed(stub, code) is None
    refused = get_signed(stub.url, f"{PROCEDURES}?province=H48")
    assert refused.status_code == 403
    assert refused.json()["detail"] == "Mỗi tỉnh chỉ đối chiếu được dữ liệu của mình."
    assert get_signed(stub.url, f"{PROCEDURES}?province=H47", secret="khac").status_code == 401


def test_the_list_goes_on_behind_a_code(
    tell: Send, stub: NationalStub, new_procedure: NewCode
) -> None:
    first, second = sorted([new_procedure(), new_procedure()])
    tell({"procedures": [procedure(first), procedure(second)]})
    answer = get_signed(stub.url, f"{PROCEDURES}?province=H47&after={first}").json()
    codes = [row["code"] for row in answer["procedures"]]
    assert first not in codes
    assert second in codes
    assert answer["next"] is None


def test_the_same_changes_at_the_same_time_are_taken_in_once(
    tell: Send, stub: NationalStub, new_procedure: NewCode
) -> None:
    changes = {"procedures": [procedure(new_procedure()) for _ in range(200)]}
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(tell, [changes] * 8))
    assert {answer.status_code for answer in answers} == {200}
    already = [[result["already"] for result in answer.json()["results"]] for answer in answers]
    assert sorted(already) == [[False] * 200] + [[True] * 200] * 7


def test_the_search_finds_without_diacritics_and_not_what_is_withdrawn(
    tell: Send, stub: NationalStub, new_procedure: NewCode
) -> None:
    here, gone = new_procedure(), new_procedure()
    tell({"procedures": [procedure(here, TenTTHC="Đăng ký giám hộ", CoQuan="Xã Tam Tiến")]})
    tell({"procedures": [procedure(gone, TenTTHC="Đăng ký giám hộ", ConHieuLuc="0")]})
    for query in ("dang ky giam ho", "GIÁM  HỘ tam tiến", here):
        page = requests.get(f"{stub.url}/services/", params={"q": query}, timeout=60).text
        assert f'href="/services/{here}/"' in page
        assert gone not in page
    nothing = requests.get(f"{stub.url}/services/", params={"q": "khong co dau"}, timeout=60).text
    assert "Không có thủ tục nào khớp." in nothing


def test_the_catalogue_is_read_a_page_at_a_time(
    tell: Send, stub: NationalStub, new_procedure: NewCode
) -> None:
    codes = [new_procedure() for _ in range(31)]
    name = "Thủ tục dài dòng"
    tell({"procedures": [procedure(code, TenTTHC=name) for code in codes]})
    first = requests.get(f"{stub.url}/services/", params={"q": "dai dong"}, timeout=60).text
    following = first.partition("after=")[2].partition('"')[0]
    second = requests.get(
        f"{stub.url}/services/", params={"q": "dai dong", "after": following}, timeout=60
    ).text
    seen = [[code for code in codes if f"/services/{code}/" in page] for page in (first, second)]
    assert [len(each) for each in seen] == [30, 1]
    assert sorted(seen[0] + seen[1]) == sorted(codes)
    assert "Xem tiếp" not in second


def test_an_unknown_procedure_is_a_404_in_words(stub: NationalStub) -> None:
    page = requests.get(f"{stub.url}/services/9.999999/", timeout=60)
    assert page.status_code == 404
    assert "Thủ tục này chưa có trong danh mục quốc gia." in page.text
