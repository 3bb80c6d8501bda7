from dataclasses import replace

import pytest

from portal.shared.errors import InvalidInput
from services.content import RevisionContent
from services.editing.fees import Fee, Tier, examples, put_fee, set_fee_note
from tests.services.editing.contents import content

FEE = Fee(
    name="Phí cấp bản sao", kind="phi", how="fixed", set_by="centre", legal_basis="TT 281",
    amount_vnd=8000,
)  # fmt: skip


def rule(fee: Fee) -> dict[str, object]:
    return put_fee(content(), None, fee).fees[0].rule


def refused(before: RevisionContent | None = None, **changes: object) -> dict[str, str]:
    with pytest.raises(InvalidInput) as refusal:
        put_fee(before or content(), None, replace(FEE, **changes))  # type: ignore[arg-type]
    return refusal.value.errors


def test_fixed() -> None:
    assert rule(FEE) == {"kind": "fixed", "amount_vnd": 8000}


def test_per_unit_and_its_examples() -> None:
    made = rule(replace(FEE, how="per_unit", quantity="copies", unit="bản"))

    assert made == {"kind": "per_unit", "quantity": "copies", "unit": "bản", "amount_vnd": 8000}
    assert [(units, vnd) for units, vnd, _words in examples(made)] == [
        (1, 8000), (2, 16000), (5, 40000), (10, 80000),
    ]  # fmt: skip


def test_first_then_and_its_examples() -> None:
    made = rule(
        replace(FEE, how="first_then", quantity="copies", unit="bản", included=2, extra_vnd=3000)
    )

    assert [(units, vnd) for units, vnd, _words in examples(made)] == [
        (1, 8000), (2, 8000), (5, 17000), (10, 32000),
    ]  # fmt: skip


def test_tiers_with_copies_and_a_cap() -> None:
    tiers = [Tier(2, 2000), Tier(None, 1000)]
    made = rule(
        replace(
            FEE,
            how="tiered",
            quantity="pages",
            unit="trang",
            tiers=tiers,
            copies="copies",
            copy_unit="bản",
            max_per_copy_vnd=6000,
        )
    )

    assert made["tiers"] == [{"amount_vnd": 2000, "up_to": 2}, {"amount_vnd": 1000}]
    assert [(units, vnd) for units, vnd, _words in examples(made)] == [
        (1, 2000), (2, 4000), (5, 6000), (10, 6000),
    ]  # fmt: skip


def test_what_another_way_of_counting_needs_is_left_alone() -> None:
    assert rule(replace(FEE, unit="x" * 99, quantity="gone", tiers=[Tier(None, None)])) == {
        "kind": "fixed", "amount_vnd": 8000,
    }  # fmt: skip


def test_tiers_that_make_no_sense() -> None:
    tiers = [Tier(5, 2000), Tier(5, None), Tier(9, 1000)]

    assert refused(how="tiered", quantity="pages", unit="trang", tiers=tiers) == {
        "tiers-1-up_to": "Phải lớn hơn bậc trước (5).",
        "tiers-1-amount_vnd": "Nhập số tiền; không thu thì nhập 0.",
        "tiers-2-up_to": "Để trống ở bậc cuối: bậc này tính cho mọi số còn lại.",
    }
    assert refused(how="tiered", quantity="pages", unit="trang") == {
        "tiers": "Thêm ít nhất một bậc."
    }


def test_a_quantity_must_be_asked() -> None:
    assert refused(how="per_unit", quantity="", unit="bản") == {
        "quantity": "Chọn câu hỏi cho biết số lượng."
    }
    assert refused(how="per_unit", quantity="purpose", unit="bản") == {
        "quantity": "Mẫu đơn không có câu hỏi này. Hãy chọn lại."
    }
    empty = content(eform={})
    assert refused(empty, how="per_unit", quantity="copies", unit="bản") == {
        "quantity": "Mẫu đơn chưa có câu hỏi số nguyên nào. Thêm câu hỏi đó vào mẫu đơn trước."
    }


def test_nothing_typed() -> None:
    assert refused(name="", kind="", how="", set_by="", legal_basis="", amount_vnd=None) == {
        "name": "Nhập tên khoản thu.",
        "legal_basis": "Nhập văn bản quy định mức thu.",
        "how": "Chọn cách tính.",
        "kind": "Chọn phí hay lệ phí.",
        "set_by": "Chọn nơi quy định.",
    }


def test_sums_that_no_column_holds() -> None:
    assert refused(amount_vnd=1_000_000_001) == {
        "amount_vnd": "Số tiền quá lớn. Kiểm tra lại số chữ số."
    }
    billion = replace(FEE, amount_vnd=1_000_000_000)
    two = put_fee(put_fee(content(), None, billion), None, billion)
    assert refused(two, amount_vnd=1) == {
        "amount_vnd": "Tổng các khoản thu lớn quá. Kiểm tra lại số chữ số."
    }


def test_fees_set_elsewhere_need_a_note_and_no_sums() -> None:
    with pytest.raises(InvalidInput) as refusal:
        set_fee_note(put_fee(content(), None, FEE), stated=False, note="")

    assert refusal.value.errors == {
        "fee_note": "Ghi mức thu được quy định ở đâu.",
        "fee_stated": "Thủ tục đã có khoản thu với số tiền. Xóa các khoản đó trước.",
    }
    assert set_fee_note(content(), stated=False, note="NQ của HĐND tỉnh").fee_stated is False
    assert put_fee(content(fee_stated=False), None, FEE).fee_stated is True
