"""Hostile JSON is refused in clear words; nothing of it gets past the check."""

import json
from typing import Any

import pytest

from services.importing.documents.document import read_document
from services.importing.documents.meaning import Known
from services.importing.documents.shapes import MOST_MISTAKES

KNOWN = Known({"SO": "province"})
CONTENT = {
    "name": "Cấp phiếu", "sector": "Hộ tịch", "handling_agency_code": "SO", "time_value": 5,
    "time_unit": "day",
}  # fmt: skip
FIELD = {"key": "a", "type": "text", "label": "A"}
FORM = {"sections": [{"key": "s", "title": "S", "fields": [FIELD]}]}
PAPER = {"key": "p", "name": "Giấy"}
FEE = {"key": "f", "kind": "phi", "name": "Phí", "rule": {"kind": "fixed", "amount_vnd": 1}}
RULE = {"key": "r", "name": "Giảm", "legal_basis": "NQ", "valid_from": "2022-01-01", "percent": 5}


def document(**content: Any) -> dict[str, Any]:
    return {"format": 1, "code": "2.000488", "content": CONTENT | content}


def mistakes(data: Any) -> list[tuple[str, str]]:
    raw = data if isinstance(data, bytes) else json.dumps(data).encode()
    found, mistakes = read_document(raw, KNOWN)
    assert (found is None) == bool(mistakes)
    return mistakes


def test_a_good_document_has_none() -> None:
    good = document(eform=FORM, papers=[PAPER | {"replaced_by": {"field": "a"}}], fees=[FEE],
                    reductions=[RULE], notices={"file": "Xin chào\nbạn"})  # fmt: skip
    assert mistakes(good) == []


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "không đúng cú pháp JSON ở dòng 1, ký tự 1."),
        (b'{"a": ', "không đúng cú pháp JSON ở dòng 1, ký tự 7."),
        (b"[" * 100_000, "dữ liệu lồng quá nhiều tầng."),
        (b'{"a":' * 50 + b"1" + b"}" * 50, "dữ liệu lồng quá nhiều tầng."),
        (b'{"a": 1, "a": 2}', "thuộc tính “a” có hai lần."),
        (b'{"a": ' + b"9" * 5000 + b"}", f"số {'9' * 18}… lớn quá."),
        (b'{"a": 1e999}', "số 1e999… lớn quá."),
        (b'{"a": NaN}', "NaN không phải số."),
        (b'{"a": "\\u0000"}', "có ký tự không hiển thị được."),
        (b'{"a": "\\ud800"}', "có ký tự không hiển thị được."),
        ('{"a": "Đ"}'.encode("utf-16"), "không đọc được chữ; tệp JSON phải ở bảng mã UTF-8."),
        (b'{"a": "' + b"x" * 2_100_000 + b'"}', "tệp JSON lớn hơn 2 MB."),
        (b"[]", "phải là một đối tượng JSON."),
        (b"null", "phải là một đối tượng JSON."),
    ],
)
def test_what_is_no_document(raw: bytes, words: str) -> None:
    assert [text for _path, text in mistakes(raw)] == [words]


def test_a_million_keys_are_not_listed_one_by_one() -> None:
    found = mistakes({f"k{number}": 1 for number in range(150_000)})

    assert len(found) == MOST_MISTAKES
    assert found[2] == ("k0", "không có thuộc tính này.")


@pytest.mark.parametrize(
    ("content", "path", "words"),
    [
        ({"name": ""}, "name", "không được để trống."),
        ({"name": 5}, "name", "phải là chữ."),
        ({"name": "x" * 601}, "name", "dài 601 ký tự, nhiều nhất được 600."),
        ({"name": "<img src=x>"}, "name", "có thẻ HTML; chỉ ghi chữ thường."),
        ({"color": 1}, "color", "không có thuộc tính này."),
        ({"level": "3"}, "level", "không có giá trị “3”; chỉ dùng: 2, 3, 4."),
        ({"level": True}, "level", "không có giá trị “True”; chỉ dùng: 2, 3, 4."),
        ({"level": 3.0}, "level", "không có giá trị “3.0”; chỉ dùng: 2, 3, 4."),
        ({"time_value": 1.5}, "time_value", "phải là số nguyên từ 0 đến 999."),
        ({"time_value": True}, "time_value", "phải là số nguyên từ 0 đến 999."),
        ({"time_value": -1}, "time_value", "phải là số nguyên từ 0 đến 999."),
        ({"time_value": None}, "time_value", "có đơn vị thời gian mà thiếu số ngày."),
        ({"legal_time_value": 4}, "time_value",
         "thời hạn 5 dài hơn thời hạn luật cho phép (4)."),
        ({"fee_stated": 1}, "fee_stated", "phải là true hoặc false."),
        ({"audiences": ["citizen", "citizen"]}, "audiences[1]", "mục này có hai lần."),
        ({"audiences": "citizen"}, "audiences", "phải là một danh sách."),
        ({"results": [{"a": 1}]}, "results[0]", "phải là chữ."),
        ({"source": {"a": []}}, "source.a", "phải là chữ."),
        ({"notices": {"explode": "x"}}, "notices.explode", "không có thuộc tính này."),
        ({"handling_agency_code": "MAY"}, "handling_agency_code",
         "không có cơ quan đang hoạt động nào mang mã MAY."),
        ({"handling_agency_code": ""}, "handling_agency_code",
         "thủ tục cấp tỉnh phải có cơ quan giải quyết."),
        ({"legal_basis": [{"text": "Luật", "ends_on": "2022-13-01"}]}, "legal_basis[0].ends_on",
         "phải là ngày dạng 2022-03-22, hoặc để trống."),
        ({"papers": [PAPER, PAPER]}, "papers[1].key", "khóa này đã dùng ở một mục trước."),
        ({"papers": [PAPER] * 61}, "papers", "có 61 mục, nhiều nhất được 60."),
        ({"papers": [PAPER | {"copies": 100}]}, "papers[0].copies",
         "phải là số nguyên từ 0 đến 99."),
        ({"papers": [PAPER | {"key": "a b"}]}, "papers[0].key", "“a b” không đúng dạng."),
        ({"papers": [PAPER | {"replaced_by": {"field": "b"}}]}, "papers[0].replaced_by.field",
         "mẫu đơn không có trường này."),
        ({"papers": [PAPER | {"replaced_by": {"record": "b"}}]}, "papers[0].replaced_by.record",
         "không có giá trị “b”; chỉ dùng: national_identity, result."),
        ({"papers": [PAPER | {"template": "0" * 8 + "-0000" * 3 + "-" + "0" * 12}]},
         "papers[0].template", "tệp mẫu này không có trong tệp nạp và trên cổng."),
        ({"fees": [FEE | {"rule": []}]}, "fees[0].rule", "phải là một đối tượng JSON."),
        ({"fees": [FEE | {"rule": {"kind": "x"}}]}, "fees[0].rule",
         "kind: không có cách tính “x”."),
        ({"fees": [FEE | {"rule": {"kind": "tiered", "quantity": "a", "tiers": 5}}]},
         "fees[0].rule", "cách tính không đúng dạng."),
        ({"fees": [FEE | {"rule": {"kind": "per_unit", "amount_vnd": 1, "quantity": "b"}}]},
         "fees[0].rule.quantity", "mẫu đơn không có trường này."),
        ({"reductions": [RULE | {"amount_vnd": 5}]}, "reductions[0].percent",
         "ghi tỷ lệ (percent) hoặc số tiền (amount_vnd), đúng một trong hai."),
        ({"reductions": [RULE | {"condition": {"op": "eval"}}]}, "reductions[0].condition.op",
         None),
        ({"steps": [{"role": "citizen", "name": "x"}]}, "steps[0].role",
         "không có giá trị “citizen”; chỉ dùng: clerk, officer, leader."),
        ({"steps": [{"role": "clerk", "name": "x", "budget_hours": "nan"}]},
         "steps[0].budget_hours", "“nan” không đúng dạng."),
        ({"eform": {"sections": [{"key": "s", "title": "S", "fields": [FIELD | {"type": "x"}]}]}},
         "eform.sections[0].fields[0].type", None),
        ({"eform": []}, "eform", "phải là một đối tượng JSON."),
        ({"eform": 5}, "eform", "phải là một đối tượng JSON."),
    ],
)  # fmt: skip
def test_each_attribute_is_checked(content: Any, path: str, words: str | None) -> None:
    found = mistakes(document(**content))

    assert f"content.{path}" in dict(found)
    if words is not None:
        assert (f"content.{path}", words) in found


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"format": 2}, "format"),
        ({"format": True}, "format"),
        ({"code": "../../etc"}, "code"),
        ({"content": None}, "content"),
        ({"scheduled": {"content": CONTENT}}, "scheduled.applies_from"),
        ({"scheduled": {"applies_from": "", "content": CONTENT}}, "scheduled.applies_from"),
        ({"templates": [{"key": "x"}]}, "templates[0].name"),
        ({"popularity": 10**9}, "popularity"),
        ({"successor": "2.000488"}, "successor"),
    ],
)
def test_the_frame_is_checked(change: Any, path: str) -> None:
    assert path in dict(mistakes(document() | change))


@pytest.mark.parametrize("file", ["../a.pdf", "/etc/passwd", "templates/../../a.pdf", "a.exe"])
def test_a_template_lies_in_its_folder(file: str) -> None:
    template = {
        "key": "00000000-0000-0000-0000-000000000000", "name": "Mẫu", "media_type": "x",
        "sha256": "0" * 64, "file": file,
    }  # fmt: skip

    assert "templates[0].file" in dict(mistakes(document() | {"templates": [template]}))
