"""An amount in whole đồng."""

import re
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from portal.shared.folding import fold
from portal.shared.money import format_vnd
from services.eforms.definition import Field
from services.eforms.errors import FieldError
from services.eforms.fields.base import ScalarType, Setting
from services.eforms.fields.numbers import check_bounds, grouped, whole_number

_CURRENCY = re.compile(r"\s*(?:dong|vnd|d|₫)\.?$")
_IN_WORDS = re.compile(r"([0-9]{1,6})(?:[.,]([0-9]{1,3}))? ?(nghin|ngan|k|trieu|tr|ty|ti)")
_FACTORS = {"nghin": 10**3, "ngan": 10**3, "k": 10**3, "trieu": 10**6, "tr": 10**6}


class Money(ScalarType):
    """Stored as an integer number of đồng."""

    name = "money"
    inputmode = "numeric"
    width = "medium"

    def parse(self, field: Field, text: str, setting: Setting) -> int:
        """Reads `200.000`, `200000 đ`, `1,5 triệu`."""
        amount = _amount_vnd(_CURRENCY.sub("", fold(text)).strip())
        if amount is None:
            raise FieldError(_("Nhập số tiền bằng chữ số, ví dụ 200.000."))
        return check_bounds(field, amount, least=0, unit="đ")

    def typed(self, field: Field, answer: Any) -> str:
        """`200000` as `200.000`; what is no amount yet stays as typed."""
        return grouped(answer) if isinstance(answer, int) else super().typed(field, answer)

    def display(self, field: Field, answer: Any) -> str:
        """`200.000 đ`."""
        return format_vnd(answer) if isinstance(answer, int) else super().typed(field, answer)


def _amount_vnd(folded: str) -> int | None:
    in_words = _IN_WORDS.fullmatch(folded)
    if not in_words:
        return whole_number(folded)
    whole, fraction, word = in_words.groups()
    amount = Decimal(f"{whole}.{fraction or 0}") * _FACTORS.get(word, 10**9)
    return int(amount)
