"""What fees and reductions lack."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from portal.shared import clock
from services.completeness.gap import Gap
from services.content import RevisionContent
from services.editing.eform_fields import askable_fields, countable_fields
from services.editing.fees import is_countable
from services.eforms.conditions import parse_condition
from services.eforms.errors import DefinitionError
from services.plain_case import QUANTITIES


def gaps(content: RevisionContent) -> Iterator[Gap]:
    """Fees that cannot be counted, reductions that refer to what is not there or are over."""
    countable = {field.key for field in countable_fields(content)}
    for fee in content.fees:
        words = {"fee": fee.name}
        if not is_countable(fee.rule):
            yield Gap("fees", fee.key, _("“%(fee)s”: cách tính chưa đủ.") % words)
        elif any(fee.rule[name] not in countable for name in QUANTITIES if name in fee.rule):
            text = _("“%(fee)s”: câu hỏi về số lượng không còn trong mẫu đơn.") % words
            yield Gap("fees", fee.key, text)
    if not content.fee_stated and not content.fee_note:
        yield Gap("fees", "fee_note", _("Ghi mức thu được quy định ở đâu."))
    yield from _reductions(content)


def _reductions(content: RevisionContent) -> Iterator[Gap]:
    if content.reductions and not content.fees:
        yield Gap("reductions", "", _("Có mức giảm mà không có khoản thu nào để giảm."))
    asked = {field.key for field in askable_fields(content)}
    today = clock.today().isoformat()
    for reduction in content.reductions:
        words = {"reduction": reduction.name}
        if reduction.valid_to and reduction.valid_to < today:
            yield Gap("reductions", reduction.key, _("“%(reduction)s” đã hết hạn.") % words)
        if not _compared(reduction.condition) <= asked:
            text = _("“%(reduction)s”: điều kiện dùng câu hỏi không còn trong mẫu đơn.") % words
            yield Gap("reductions", reduction.key, text)


def _compared(condition: dict[str, object]) -> set[str]:
    try:
        return set(parse_condition(condition, "").fields()) if condition else set()
    except DefinitionError:
        return {""}
