"""The fees and forms that we ship fit each other."""

import pytest

from services.eforms.definition import EForm
from services.fees.rules import charge
from tests.services.fees.catalogue import eform, fee_codes, fee_items, reductions


def quantities(rule):
    return {rule[key] for key in ("quantity", "copies") if key in rule}


@pytest.mark.parametrize("code", fee_codes())
def test_every_quantity_is_a_number_asked_in_the_form(code):
    asked = {each.key for each in EForm.parse(eform(code)).fields() if each.type == "whole_number"}
    for item in fee_items(code):
        charge(item.rule, {})
        assert quantities(item.rule) <= asked


def test_every_fee_category_that_is_offered_lowers_the_fee_and_no_other_is_awaited():
    for code in fee_codes():
        form = EForm.parse(eform(code))
        field = next((each for each in form.fields() if each.key == "fee_category"), None)
        awaited = set()
        for rule in reductions():
            if code in rule.procedure_codes:
                value = rule.condition["value"]
                awaited |= {value} if isinstance(value, str) else set(value)
        offered = {choice.value for choice in field.choices} - {"none"} if field else set()
        assert offered == awaited, code
