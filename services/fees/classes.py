"""To which classes of the law on fees a person belongs, from what the e-form asked.

A form marks what it asks with `applicant_class` (docs/eforms.md): a choice or a question answered
by "yes" names a class, a date of birth says `by_age`. Of several dates of birth the last answered
one counts: forms ask about the person the paper is for after the one who applies.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from services.applicant_class import ApplicantClass
from services.eforms.age import full_years
from services.eforms.definition import BY_AGE, EForm, Field
from services.eforms.fields.yes_no import YES

# Điều 1 Luật Trẻ em số 102/2016/QH13: a child is younger than 16.
ADULT_AT = 16
# Điều 2 Luật Người cao tuổi số 39/2009/QH12: from full 60 years.
ELDERLY_AT = 60
# Forms published before there were markers asked for the class in this field; the values of its
# choices are the classes.
UNMARKED_FIELD = "fee_category"
# Classes that a date of birth decides about, by completed years.
BY_AGE_ALONE: dict[ApplicantClass, Callable[[int], bool]] = {
    ApplicantClass.CHILD: lambda age: age < ADULT_AT,
    ApplicantClass.ELDERLY: lambda age: age >= ELDERLY_AT,
}


@dataclass(frozen=True)
class Classes:
    """The classes of one person on one day, each with the reason why."""

    reasons: Mapping[ApplicantClass, str] = field(default_factory=dict)
    contradicted: Mapping[ApplicantClass, str] = field(default_factory=dict)
    """Classes that were declared and do not count, each with the sentence that says why."""


NO_CLASSES = Classes()


def classes_of(eform: EForm, answers: Mapping[str, Any], *, on: date) -> Classes:
    """The classes on the day `on`. `answers` are usable answers of shown fields.

    A date of birth decides about children and elderly people, whatever else was declared.
    """
    declared = {each: _declared(each) for each in _declared_classes(eform, answers)}
    born = _birth_date(eform, answers)
    if born is None:
        return Classes(declared)
    age = full_years(born, on)
    wrong = [each for each in BY_AGE_ALONE if each in declared and not BY_AGE_ALONE[each](age)]
    kept = {each: reason for each, reason in declared.items() if each not in BY_AGE_ALONE}
    by_age = {each: _aged(each, age, born) for each, is_so in BY_AGE_ALONE.items() if is_so(age)}
    return Classes(by_age | kept, {each: _contradiction(each, age, born) for each in wrong})


def _declared_classes(eform: EForm, answers: Mapping[str, Any]) -> Iterator[ApplicantClass]:
    fields = list(eform.fields())
    for each in fields:
        yield from _classes_in(each, answers.get(each.key))
    if not any(_is_marked(each) for each in fields):
        unmarked = answers.get(UNMARKED_FIELD)
        if unmarked in ApplicantClass.values:
            yield ApplicantClass(unmarked)


def _classes_in(asked: Field, answer: Any) -> Iterator[ApplicantClass]:
    if asked.type == "yes_no" and asked.applicant_class and answer == YES:
        yield ApplicantClass(asked.applicant_class)
    chosen = answer if isinstance(answer, list) else [answer]
    for choice in asked.choices:
        if choice.applicant_class and choice.value in chosen:
            yield ApplicantClass(choice.applicant_class)


def _is_marked(asked: Field) -> bool:
    return bool(asked.applicant_class) or any(each.applicant_class for each in asked.choices)


def _birth_date(eform: EForm, answers: Mapping[str, Any]) -> date | None:
    found = None
    for each in eform.fields():
        if each.applicant_class == BY_AGE:
            found = _day(answers.get(each.key)) or found
    return found


def _day(answer: Any) -> date | None:
    try:
        return date.fromisoformat(answer) if isinstance(answer, str) else None
    except ValueError:
        return None


def _declared(each: ApplicantClass) -> str:
    return _("%(class)s, theo nội dung kê khai") % {"class": each.label}


def _aged(each: ApplicantClass, age: int, born: date) -> str:
    words = {"class": each.label, "age": age, "born": f"{born:%d/%m/%Y}"}
    return _("%(class)s: %(age)d tuổi, sinh ngày %(born)s") % words


def _contradiction(each: ApplicantClass, age: int, born: date) -> str:
    words = {"class": each.label, "age": age, "born": f"{born:%d/%m/%Y}"}
    return _(
        "Không tính mức dành cho %(class)s: theo ngày sinh %(born)s, người này %(age)d tuổi."
    ) % words  # fmt: skip
