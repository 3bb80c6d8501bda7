"""Reductions of the procedure's own."""

from typing import Any

from django.utils.translation import gettext_lazy as later

from services.applicant_class import ApplicantClass
from services.difference.attributes import Attribute
from services.difference.conditions import condition_in_words
from services.difference.labels import Labels
from services.difference.things import Noun
from services.difference.values import day, listed, money, one_of, plain, quoted
from services.models import Reduction, SetBy


def reduction_noun(labels: Labels) -> Noun:
    """Reductions, with the labels of the fields that their conditions look at."""
    return Noun(
        part="reductions",
        word=later("quy định miễn giảm"),
        attributes={
            "percent": Attribute(later("tỷ lệ giảm"), _percent, None),
            "amount_vnd": Attribute(later("số tiền giảm"), money, None),
            "valid_from": Attribute(later("ngày bắt đầu áp dụng"), day),
            "valid_to": Attribute(later("ngày hết áp dụng"), day),
            "channel": Attribute(later("cách nộp"), one_of(dict(Reduction.Channel.choices)), "any"),
            "fees_set_by": Attribute(later("khoản thu do"), one_of(dict(SetBy.choices))),
            "applicant_classes": Attribute(
                later("dành cho"), listed(dict(ApplicantClass.choices)), ()
            ),
            "condition": Attribute(
                later("điều kiện"), lambda value: condition_in_words(value, labels), {}
            ),
            "legal_basis": Attribute(later("căn cứ"), quoted),
        },
    )


def _percent(value: Any) -> str:
    return "" if value is None else f"{plain(value)} %"
