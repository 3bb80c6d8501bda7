"""Reductions made by hand: all of them imported, or none; the same file twice changes nothing."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from portal.accounts.actor import SYSTEM
from services.actions.import_procedures import import_procedures
from services.importing.problems import FileRefused
from services.models import Procedure, Reduction
from tests.services.conftest import csv_of

pytestmark = pytest.mark.django_db

HALF = {
    "key": "half", "name": "Giảm 50%", "percent": 50, "legal_basis": "Nghị quyết số 47",
    "valid_from": "2022-01-01", "channel": "online", "levels": [3, 4], "fees_set_by": "province",
}  # fmt: skip
FIXED = {
    "key": "fixed", "name": "Giảm 20.000 đ", "amount_vnd": 20_000, "legal_basis": "Thông tư",
    "valid_from": "2022-01-01", "applicant_classes": ["student"],
}  # fmt: skip


@pytest.fixture
def import_rules(justice, small_handmade):
    def run(*rules):
        handmade = replace(small_handmade, reductions=list(rules))
        return import_procedures(actor=SYSTEM, content=csv_of({}), handmade=handmade)

    return run


def rows():
    return list(Reduction.objects.order_by("order").values())


def test_reductions_become_rows_in_the_order_of_the_file(import_rules) -> None:
    import_rules(HALF, FIXED)
    half, fixed = Reduction.objects.order_by("order")
    assert (half.percent, half.amount_vnd, half.channel) == (50, None, "online")
    assert (half.levels, half.fees_set_by, half.applicant_classes) == ([3, 4], "province", [])
    assert (half.valid_from, half.valid_to) == (date(2022, 1, 1), None)
    assert (fixed.percent, fixed.amount_vnd, fixed.channel) == (None, 20_000, "any")
    assert (fixed.levels, fixed.fees_set_by, fixed.applicant_classes) == ([], "", ["student"])


def test_the_same_rules_again_change_nothing(import_rules) -> None:
    import_rules(HALF, FIXED)
    before = rows()
    import_rules(HALF, FIXED)
    assert rows() == before


def test_what_a_rule_no_longer_says_is_forgotten(import_rules) -> None:
    import_rules(HALF)
    now_fixed = {name: HALF[name] for name in ("key", "name", "legal_basis", "valid_from")}
    import_rules(now_fixed | {"amount_vnd": 5_000})
    half = Reduction.objects.get()
    assert (half.percent, half.amount_vnd, half.channel, half.levels) == (None, 5_000, "any", [])


def test_mistakes_are_named_and_nothing_is_written(import_rules) -> None:
    with pytest.raises(FileRefused) as refused:
        import_rules(
            HALF | {"amount_vnd": 1, "valid_to": "2021-01-01"},
            FIXED | {"applicant_classes": ["rich"]},
            FIXED,
            "half",
        )
    assert [str(problem) for problem in refused.value.problems] == [
        "reductions.json, mục 1, percent: ghi tỷ lệ (percent) hoặc số tiền (amount_vnd), "
        "đúng một trong hai.",
        "reductions.json, mục 1, valid_to: ngày hết hạn không được trước ngày bắt đầu.",
        "reductions.json, mục 2, applicant_classes: không có “rich”; chỉ dùng: "
        "child, elderly, poor, merit, disabled, minority, student.",
        "reductions.json, mục 3, key: khóa này đã dùng ở một mục trước.",
        "reductions.json, mục 4: phải là một đối tượng JSON.",
    ]
    assert not Reduction.objects.exists()
    assert not Procedure.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"percent": None},
        {"amount_vnd": 1},
        {"percent": 0},
        {"percent": 101},
        {"percent": None, "amount_vnd": 0},
        {"valid_to": "2021-12-31"},
        {"channel": "fax"},
        {"fees_set_by": "ward"},
    ],
)
def test_the_database_refuses_a_rule_that_came_past_the_checks(change) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Reduction.objects.create(**HALF | change)
    assert not Reduction.objects.exists()
