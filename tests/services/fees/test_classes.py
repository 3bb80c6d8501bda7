"""Who belongs to which class, from what a form asked."""

from datetime import date

import pytest

from services.applicant_class import ApplicantClass
from services.eforms.definition import EForm
from services.fees.classes import Classes, classes_of, full_years

MARCH = date(2022, 3, 22)

BIRTH = {"key": "born", "type": "date", "label": "Ngày sinh", "applicant_class": "by_age"}
SUBJECT = BIRTH | {"key": "subject_born"}
STUDENT = {
    "key": "studies", "type": "yes_no", "label": "Đang đi học?", "applicant_class": "student"
}  # fmt: skip
SEVERAL = {
    "key": "belongs_to",
    "type": "several_of",
    "label": "Thuộc diện",
    "choices": [
        {"value": "a", "label": "Hộ nghèo", "applicant_class": "poor"},
        {"value": "b", "label": "Người khuyết tật", "applicant_class": "disabled"},
        {"value": "c", "label": "Diện khác"},
        {"value": "d", "label": "Trẻ em", "applicant_class": "child"},
    ],
}
ONE = SEVERAL | {"key": "category", "type": "one_of"}
UNMARKED = {
    "key": "fee_category",
    "type": "one_of",
    "label": "Diện miễn giảm",
    "choices": [{"value": "elderly", "label": "Cao tuổi"}, {"value": "none", "label": "Không"}],
}


def found(*fields, **answers):
    form = EForm.parse({"sections": [{"key": "s", "title": "S", "fields": list(fields)}]})
    return classes_of(form, answers, on=MARCH)


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (date(2006, 3, 22), date(2022, 3, 21), 15),
        (date(2006, 3, 22), date(2022, 3, 22), 16),
        (date(1962, 3, 22), date(2022, 3, 21), 59),
        (date(1962, 3, 22), date(2022, 3, 22), 60),
        (date(2004, 2, 29), date(2020, 2, 28), 15),
        (date(2004, 2, 29), date(2020, 2, 29), 16),
        (date(1962, 2, 28), date(2022, 2, 28), 60),
        (date(2004, 2, 29), date(2022, 2, 28), 17),
        (date(2004, 2, 29), date(2022, 3, 1), 18),
    ],
)
def test_years_are_full_on_the_birthday(born, on, years):
    assert full_years(born, on) == years


@pytest.mark.parametrize(
    ("born", "classes"),
    [
        ("2006-03-23", {"child": "trẻ em: 15 tuổi, sinh ngày 23/03/2006"}),
        ("2006-03-22", {}),
        ("1962-03-23", {}),
        ("1962-03-22", {"elderly": "người cao tuổi: 60 tuổi, sinh ngày 22/03/1962"}),
        ("", {}),
        ("22/03/1962", {}),
        (None, {}),
    ],
)
def test_a_date_of_birth_tells_children_and_elderly_people(born, classes):
    assert found(BIRTH, born=born) == Classes(classes)


def test_the_person_the_paper_is_for_counts():
    assert set(found(BIRTH, SUBJECT, born="1950-01-01", subject_born="2015-01-01").reasons) == {
        ApplicantClass.CHILD
    }
    assert set(found(BIRTH, SUBJECT, born="1950-01-01").reasons) == {ApplicantClass.ELDERLY}


@pytest.mark.parametrize(
    ("field", "answers", "classes"),
    [
        (STUDENT, {"studies": "yes"}, ["student"]),
        (STUDENT, {"studies": "no"}, []),
        (STUDENT, {}, []),
        (ONE, {"category": "b"}, ["disabled"]),
        (ONE, {"category": "c"}, []),
        (ONE, {"category": "poor"}, []),
        (SEVERAL, {"belongs_to": ["a", "b", "c"]}, ["poor", "disabled"]),
        (UNMARKED, {"fee_category": "elderly"}, ["elderly"]),
        (UNMARKED, {"fee_category": "none"}, []),
        (UNMARKED, {"fee_category": ["elderly"]}, []),
    ],
)
def test_what_is_declared(field, answers, classes):
    assert list(found(field, **answers).reasons) == classes


def test_a_form_with_markers_is_read_by_its_markers_alone():
    assert found(UNMARKED, STUDENT, fee_category="elderly", studies="no") == Classes()


def test_a_date_of_birth_outweighs_what_was_declared():
    classes = found(BIRTH, ONE, born="1990-01-01", category="d")
    assert classes == Classes(
        {},
        {
            ApplicantClass.CHILD: "Không tính mức dành cho trẻ em: theo ngày sinh 01/01/1990, "
            "người này 32 tuổi."
        },
    )
    assert found(ONE, category="d") == Classes({"child": "trẻ em, theo nội dung kê khai"})
