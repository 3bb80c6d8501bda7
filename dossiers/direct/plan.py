"""What a filing means under our catalogue: everything that can be checked without writing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Q
from django.utils.translation import gettext as _

from dossiers.actions.start_draft import refuse_paper_only
from dossiers.attachments.fields import field_key_of, field_names, is_of_field
from dossiers.direct.filing import Case
from dossiers.models import Dossier
from portal.agencies.models import Agency
from portal.shared.errors import InvalidInput
from services.binding import Binding, binding
from services.eforms.answers import clean
from services.eforms.prefill import prefill
from services.models import Revision
from services.queries import agencies_that_handle, get_published, receiving_agency

_MAX_CODE = 60
# So many keys that the form does not have are named; the sender has mixed up the procedure.
_MAX_NAMED = 20

T = TypeVar("T")


@dataclass(frozen=True)
class Plan:
    """Everything that is written, but for the person and the files."""

    revision: Revision
    handling: Agency
    receiving: Agency
    answers: dict[str, Any]
    return_channel: str


def plan_of(case: Case, facts: Mapping[str, object] | None) -> Plan:
    """`facts` are what fields with a `prefill` take when they are left out; None when the person
    is unknown: the answers are not looked at then.

    Raises InvalidInput that names every field which has to be mended, as far as it can be seen:
    without a procedure nothing is known about answers and papers.
    """
    errors: dict[str, str] = {}
    revision = attempt(errors, lambda: _revision(case.procedure))
    if revision is None:
        raise InvalidInput(errors)
    bound = binding(revision.pk)
    handling = attempt(errors, lambda: _handling(revision, case.agency))
    channel = attempt(errors, lambda: _channel(bound, case.return_channel))
    answers: dict[str, Any] | None = {}
    if facts is not None:
        answers = attempt(errors, lambda: _answers(bound, case, facts))
    errors |= _paper_errors(bound, case)
    if errors or handling is None or channel is None or answers is None:
        raise InvalidInput(errors)
    receiving = receiving_agency(revision, handling)
    return Plan(revision, handling, receiving, answers, channel)


def attempt(errors: dict[str, str], deed: Callable[[], T]) -> T | None:
    """What `deed` returns; None, with its refusals among `errors`, when it refuses."""
    try:
        return deed()
    except InvalidInput as refusal:
        errors |= refusal.errors
        return None


def _revision(code: str) -> Revision:
    try:
        revision = get_published(code[:_MAX_CODE])
    except Revision.DoesNotExist:
        text = _("Không có thủ tục nào đang áp dụng với mã này.")
        raise InvalidInput({"procedure": text}) from None
    refuse_paper_only(revision)
    return revision


def _handling(revision: Revision, code: str) -> Agency:
    """By the agency's code, the present or the older one, or by the code of its place."""
    agencies = agencies_that_handle(revision).order_by("pk")
    if code:
        agencies = agencies.filter(_is_or_was(code)).distinct()
    found = list(agencies[:2])
    if len(found) == 1:
        return found[0]
    words = (
        _("Không có cơ quan nào có mã này giải quyết thủ tục này.")
        if code
        else _("Có nhiều cơ quan giải quyết thủ tục này: ghi mã cơ quan hoặc mã xã, phường.")
    )
    raise InvalidInput({"agency": words})


def _is_or_was(code: str) -> Q:
    """The agency itself, or one whose work it has taken over: old codes go on to be used there."""
    known = Agency.objects.filter(Q(code=code) | Q(code_2020=code) | Q(unit__code=code))
    return Q(pk__in=known.values("pk")) | Q(pk__in=known.values("heir"))


def _channel(bound: Binding, channel: str) -> str:
    offered = bound.return_channels or (Dossier.ReturnChannel.COUNTER.value,)
    if channel and channel not in offered:
        words = _("Thủ tục này không có cách nhận kết quả đó. Chọn một trong: %(offered)s.")
        raise InvalidInput({"return_channel": words % {"offered": ", ".join(offered)}})
    return channel or offered[0]


def _answers(bound: Binding, case: Case, facts: Mapping[str, object]) -> dict[str, Any]:
    """The cleaned answers; the facts go where the form asks for them."""
    given = case.answers
    known = {field.key for field in bound.eform.fields()}
    errors = {
        f"answers.{key[:_MAX_CODE]}": _("Mẫu đơn của thủ tục này không có mục này.")
        for key in [key for key in given if key not in known][:_MAX_NAMED]
    }
    typed = {key: answer for key, answer in given.items() if answer is not None}
    known_facts = prefill(bound.eform, facts)
    cleaned = clean(bound.eform, {**known_facts, **typed}, partial=False, files=_files(case))
    errors |= {f"answers.{path}": text for path, text in cleaned.errors.items()}
    if errors:
        raise InvalidInput(errors)
    return dict(cleaned.values)


def _files(case: Case) -> dict[str, list[dict[str, str]]]:
    """The files for file fields, as the form is told of them; they have no rows yet."""
    found: dict[str, list[dict[str, str]]] = {}
    for file in case.attachments:
        if is_of_field(file.requirement):
            of_field = found.setdefault(field_key_of(file.requirement), [])
            of_field.append({"key": "", "name": file.file_name})
    return found


def _paper_errors(bound: Binding, case: Case) -> dict[str, str]:
    given = {file.requirement for file in case.attachments}
    known = {paper.key for paper in bound.requirements} | set(field_names(bound.eform))
    unknown = {
        f"attachments.{place}.requirement": _(
            "Thủ tục này không có thành phần hồ sơ nào mang mã này."
        )
        for place, file in enumerate(case.attachments)
        if file.requirement not in known
    }
    missing = {
        f"paper-{paper.key}": _("Tải lên tệp cho “%(name)s”.") % {"name": paper.name}
        for paper in bound.requirements
        # Whether an answer or a record stands for it is seen when it is filed.
        if paper.required and not paper.replaced_by and paper.key not in given
    }
    return unknown | missing
