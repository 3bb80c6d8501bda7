"""The fees, reductions and forms that we ship fit each other."""

import pytest

from services.eforms.definition import BY_AGE
from services.fees.checking import mistakes_of
from services.fees.classes import BY_AGE_ALONE
from services.fees.rules import charge
from services.importing import handmade
from tests.services.fees.catalogue import fee_codes, fee_items, form, reductions


def quantities(rule):
    return {rule[key] for key in ("quantity", "copies") if key in rule}


@pytest.mark.parametrize("code", fee_codes())
def test_every_quantity_is_a_number_asked_in_the_form(code):
    asked = {each.key for each in form(code).fields() if each.type == "whole_number"}
    for item in fee_items(code):
        charge(item.rule, {})
        assert quantities(item.rule) <= asked


@pytest.mark.parametrize("code", fee_codes())
def test_every_class_that_is_asked_for_lowers_the_fee_and_no_other_is_awaited(code):
    asked = set()
    for field in form(code).fields():
        asked |= {choice.applicant_class for choice in field.choices} - {""}
        asked |= set(BY_AGE_ALONE) if field.applicant_class == BY_AGE else set()
    awaited = {
        each
        for rule in reductions()
        if code in rule.procedure_codes
        for each in rule.applicant_classes
    }
    assert asked == awaited


def test_the_reductions_are_well_written():
    assert [mistakes_of(rule) for rule in handmade.load().reductions] == [[]] * 6


@pytest.mark.parametrize(
    ("code", "set_by"),
    [
        ("2.000488", "centre"), ("2.000635", "centre"), ("2.000815", "centre"),
        ("1.002809", "centre"), ("1.004873", "province"), ("1.001612", "province"),
        ("2.000942", "centre"),
    ],
)  # fmt: skip
def test_who_sets_the_fee(code, set_by):
    assert [item.set_by for item in fee_items(code)] == [set_by]
