"""Reductions of the procedure's own."""

from typing import Any

from django.utils.translation import gettext_lazy

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
        word=gettext_lazy("quy định miễn giảm"),
        attributes={
            "percent": Attribute(gettext_lazy("tỷ lệ giảm"), _percent, None),
            "amount_vnd": Attribute(gettext_lazy("số tiền giảm"), money, None),
            "valid_from": Attribute(gettext_lazy("ngày bắt đầu áp dụng"), day),
            "valid_to": Attribute(gettext_lazy("ngày hết áp dụng"), day),
            "channel": Attribute(
                gettext_lazy("cách nộp"), one_of(dict(Reduction.Channel.choices)), "any"
            ),
            "fees_set_by": Attribute(gettext_lazy("khoản thu do"), one_of(dict(SetBy.choices))),
            "applicant_classes": Attribute(
                gettext_lazy("dành cho"), listed(dict(ApplicantClass.choices)), ()
            ),
            "condition": Attribute(
                gettext_lazy("điều kiện"), lambda value: condition_in_words(value, labels), {}
            ),
            "legal_basis": Attribute(gettext_lazy("căn cứ"), quoted),
        },
    )


def _percent(value: Any) -> str:
    return "" if value is None else f"{plain(value)} %"
