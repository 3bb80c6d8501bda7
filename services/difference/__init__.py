"""The difference between two contents of a procedure in words: what approvers and citizens read.

Pure: no reads. Two equal contents have none, two that differ always have one.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from services.content import RevisionContent
from services.difference.change import PARTS, Change
from services.difference.facts import fact_changes, fee_fact_changes
from services.difference.fees import fee_changes
from services.difference.form import form_changes
from services.difference.labels import labels_of
from services.difference.notices import notice_changes
from services.difference.papers import paper_noun
from services.difference.reductions import reduction_noun
from services.difference.steps import step_changes
from services.difference.things import list_changes

__all__ = ["PARTS", "Change", "difference"]

_LISTS = ("papers", "steps", "fees", "reductions")


def difference(
    old: RevisionContent | None,
    new: RevisionContent,
    *,
    names: Mapping[str, str] | None = None,
) -> list[Change]:
    """All changes, in the order of PARTS; without `old` everything is new.

    `names` call what the contents hold as codes: agencies, template files, events of notices.
    """
    names = names or {}
    labels = labels_of(old.eform if old else {}, new.eform)
    lists = {name: (_rows(old, name), _rows(new, name)) for name in _LISTS}
    told: list[Change] = [
        *fact_changes(old, new, names),
        *form_changes(old.eform if old else {}, new.eform, labels),
        *list_changes(paper_noun(labels, names), *lists["papers"]),
        *step_changes(*lists["steps"]),
        *fee_fact_changes(old, new),
        *fee_changes(*lists["fees"], labels),
        *list_changes(reduction_noun(labels), *lists["reductions"]),
        *notice_changes(old.notices if old else {}, new.notices, names),
    ]
    return [*told, *_in_other_words(old, new, told)]


def _rows(content: RevisionContent | None, name: str) -> list[Mapping[str, Any]]:
    return [vars(each) for each in getattr(content, name)] if content is not None else []


def _in_other_words(
    old: RevisionContent | None, new: RevisionContent, told: Iterable[Change]
) -> list[Change]:
    """A form that is written otherwise and says the same (`"required": false` left out)."""
    if old is None or old == new or list(told):
        return []
    return [Change("form", "changed", "", _("Cách ghi dữ liệu thay đổi, nội dung giữ nguyên"))]
