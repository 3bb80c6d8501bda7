"""What one more reduction of the province would do to each procedure of a selection.

It is one rule with its codes, not a reduction in each revision: a resolution lowers fees from a
day to a day for many procedures at once, and ends for all of them at once; no revision changes.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from portal.shared import clock
from portal.shared.money import format_vnd
from services.applicant_class import ApplicantClass
from services.batches.planning import AT_ONCE
from services.batches.present import Present, present
from services.batches.selection import Selection
from services.batches.writing import write_rows
from services.content import RevisionContent
from services.fees.classes import Classes
from services.fees.quote import Quote, quote
from services.fees.reductions import covers
from services.levels import is_online
from services.models import Batch, BatchRow, FeeItem, Reduction
from services.plain_case import plain_answers
from services.revision_rows import reduction_row

Change = BatchRow.Change


def plan_reduction(batch: Batch) -> Counter[str]:
    """The rows of the batch, so many for each kind of change."""
    rule, rules = rule_of(batch.wanted["rule"]), list(Reduction.objects.filter(revision=None))
    codes = Selection.from_json(batch.wanted["selection"]).all_codes()
    counts: Counter[str] = Counter()
    while chunk := list(islice(codes, AT_ONCE)):
        known = present(chunk)
        rows = list(_rows(batch, chunk, known, rule, rules, first=counts.total()))
        write_rows(rows)
        counts.update(row.change for row in rows)
        Batch.objects.filter(pk=batch.pk).update(counts={"read": counts.total()})
    return counts


def rule_of(data: Mapping[str, Any]) -> Reduction:
    """The rule as a row that is not saved."""
    days = {
        name: date.fromisoformat(data[name]) if data.get(name) else None
        for name in ("valid_from", "valid_to")
    }
    return Reduction(**{**data, **days})


def _rows(
    batch: Batch,
    codes: Sequence[str],
    known: Mapping[str, Present],
    rule: Reduction,
    rules: Sequence[Reduction],
    *,
    first: int,
) -> Iterator[BatchRow]:
    for line, code in enumerate(codes, start=first + 1):
        here = known.get(code)
        content = here.content if here else None
        if here is None or content is None:
            continue
        row = BatchRow(
            batch=batch,
            line=line,
            code=code,
            name=here.procedure.name,
            procedure=here.procedure,
            base_revision=here.revision,
            change=Change.CHANGED,
        )
        row.problem = _why_not(content, rule)
        if row.problem:
            row.change = Change.UNCHANGED
        else:
            row.words = list(_words(code, content, rule, rules))
        yield row


def _why_not(content: RevisionContent, rule: Reduction) -> str:
    if not content.fee_stated:
        return _("Quyết định công bố không nêu mức thu nên không giảm được.")
    if not content.fees:
        return _("Thủ tục không thu phí, lệ phí.")
    if not any(covers(rule, fee.set_by) for fee in content.fees):
        return _("Không khoản thu nào thuộc phạm vi miễn giảm.")
    return ""


def _words(
    code: str, content: RevisionContent, rule: Reduction, rules: Sequence[Reduction]
) -> Iterator[str]:
    own = [reduction_row(each) for each in content.reductions]
    for online in (True, False):
        channel = Reduction.Channel.ONLINE if online else Reduction.Channel.COUNTER
        if rule.channel not in (channel, Reduction.Channel.ANY) or (
            online and not is_online(content.level)
        ):
            continue
        before = _quote(code, content, [*rules, *own], rule, online=online).total_vnd
        after = _quote(code, content, [*rules, *own, rule], rule, online=online).total_vnd
        words = {"channel": channel.label, "before": format_vnd(before), "after": format_vnd(after)}
        if after < before:
            yield _("%(channel)s: %(before)s → %(after)s") % words
        else:
            yield _("%(channel)s: %(before)s, đang có mức giảm bằng hoặc cao hơn") % words


def _quote(
    code: str,
    content: RevisionContent,
    rules: Sequence[Reduction],
    rule: Reduction,
    *,
    online: bool,
) -> Quote:
    """Of a plain case: one page, one copy, by somebody of the classes that the rule names."""
    items = [FeeItem(**vars(fee)) for fee in content.fees]
    classes = {ApplicantClass(each): "" for each in rule.applicant_classes[:1]}
    return quote(
        items,
        list(rules),
        answers=plain_answers(item.rule for item in items),
        online=online,
        level=content.level,
        on=max(clock.today(), rule.valid_from),
        procedure_code=code,
        classes=Classes(classes),
    )
