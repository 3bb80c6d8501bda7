"""Papers that an answer stands for: what is declared is not asked for again."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from services.binding import Binding
from services.eforms.conditions import is_blank
from services.models import Requirement


def by_answer(paper: Requirement, bound: Binding, answers: Mapping[str, Any]) -> str:
    """The sentence that says why the paper need not be given; empty when it must be, or when no
    answer can stand for it. `answers` are the usable ones alone."""
    key = paper.replaced_by.get("field", "")
    field = bound.eform.field(key) if key else None
    if field is None or is_blank(answers.get(key)):
        return ""
    return _("Không phải nộp: bạn đã kê khai “%(label)s”.") % {"label": field.label}
