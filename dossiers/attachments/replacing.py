"""Papers that need not be given: an answer says the same, or the portal has a record already."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from dossiers.answering import cleaned_answers
from dossiers.models import Document, Dossier
from dossiers.states import State
from portal.accounts.models import NationalIdentity
from services.binding import Binding
from services.models import Requirement
from services.records import RecordKind
from services.replacing import by_answer

# What the national portal says of an account whose identity it has proved.
HIGH_ASSURANCE = 2


def replaced_papers(dossier: Dossier, bound: Binding) -> dict[str, str]:
    """The keys of papers that are not demanded, each with the sentence that says why.

    No query for procedures whose papers cannot be replaced; at most one a paper else.
    """
    return {paper.key: words for paper, words in _replaced(dossier, bound) if words}


def _replaced(dossier: Dossier, bound: Binding) -> Iterator[tuple[Requirement, str]]:
    answers: Mapping[str, Any] | None = None
    for paper in bound.requirements:
        if "field" in paper.replaced_by:
            answers = _usable(dossier) if answers is None else answers
            yield paper, by_answer(paper, bound, answers)
        elif "record" in paper.replaced_by:
            yield paper, _by_record(dossier, paper.replaced_by)


def _usable(dossier: Dossier) -> Mapping[str, Any]:
    """Of a draft: neither answers that are wrong nor those of questions no longer asked."""
    if dossier.state != State.DRAFT:
        return dossier.answers
    return cleaned_answers(dossier, partial=True).values


def _by_record(dossier: Dossier, replaced_by: dict[str, str]) -> str:
    if replaced_by["record"] == RecordKind.NATIONAL_IDENTITY:
        identities = NationalIdentity.objects.filter(citizen=dossier.owner_id)
        if identities.filter(assurance__gte=HIGH_ASSURANCE).exists():
            return _("Không phải nộp: tài khoản đã xác thực danh tính.")
        return ""
    code = replaced_by.get("procedure", "")
    result = (
        Document.objects.filter(
            kind=Document.Kind.RESULT,
            ready_at__isnull=False,
            voided_at=None,
            dossier__awaiting_signature=False,
            dossier__owner=dossier.owner_id,
            dossier__procedure__code=code,
            dossier__outcome=Dossier.Outcome.APPROVED,
        )
        .values_list("dossier__code", flat=True)
        .order_by("-id")
        .first()
    )
    if result is None:
        return ""
    return _("Không phải nộp: cổng đã có kết quả của hồ sơ %(code)s.") % {"code": result}
