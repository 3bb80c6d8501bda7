"""`…/draft/fees/quote/`: what some sample answers would cost, online and at the counter."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.web.access import ActorRequest
from portal.shared import clock
from services.applicant_class import ApplicantClass
from services.binding import reductions as provincial_reductions
from services.content import RevisionContent
from services.editing.eform_fields import Asked, comparable_fields
from services.eforms.conditions import parse_condition
from services.eforms.errors import DefinitionError
from services.fees.classes import Classes
from services.fees.quote import Quote, quote
from services.fees.rules import RuleError
from services.levels import is_online
from services.models import FeeItem
from services.plain_case import QUANTITIES
from services.revision_rows import reduction_row
from services.web.manage.editor.fields import BoxesField, LineField, NumberField, OneField
from services.web.manage.editor.page import EditorPage
from services.web.manage.editor.reductions import answers_of
from services.web.manage.editor.sheet import Sheet, Unchecked

_NUMBERS = ("whole_number", "money", "computed")
_MOST_UNITS = 1_000_000


class SampleForm(Unchecked):
    """The answers that decide about the fees, and nothing else of the e-form."""

    def __init__(self, data: Any, content: RevisionContent) -> None:
        super().__init__(data, prefix="a")
        for asked in _deciding(content):
            self.fields[asked.key] = _control(asked)
        self.fields["classes"] = BoxesField(
            label=_("Người nộp là"), choices=ApplicantClass.choices, optional=True
        )


class QuoteView(EditorPage):
    """A form sent by GET: nothing is stored."""

    def get(self, request: ActorRequest, code: str) -> HttpResponse:
        """The form, and the quote for what it says (one of everything at first)."""
        content = self.draft.content
        form = SampleForm(request.GET if "count" in request.GET else None, content)
        classes: list[str] = []
        answers: dict[str, Any] = {asked.key: 1 for asked in _counted(content)}
        is_usable = not form.is_bound or form.is_valid()
        if form.is_bound and is_usable:
            answers = {
                key: value for key, value in form.cleaned_data.items() if value not in ("", None)
            }
            classes = answers.pop("classes", [])
        context: dict[str, Any] = {
            "form": form,
            "errors": Sheet(form).errors,
            "back_url": reverse("services:manage_draft_fees", args=[code]),
            "is_online": is_online(content.level),
        }
        if is_usable:
            context |= _quotes(content, code, answers, classes)
        return self.show(request, "manage/draft/quote.html", context)


def _quotes(
    content: RevisionContent, code: str, answers: dict[str, Any], classes: list[str]
) -> dict[str, Quote | str]:
    try:
        return {
            "counter": _quote(content, code, answers, classes, online=False),
            "online": _quote(content, code, answers, classes, online=True),
        }
    except (RuleError, DefinitionError, KeyError) as error:
        return {"problem": str(error)}


def _quote(
    content: RevisionContent,
    code: str,
    answers: dict[str, Any],
    classes: list[str],
    *,
    online: bool,
) -> Quote:
    own = [reduction_row(each, order=n) for n, each in enumerate(content.reductions, start=1)]
    declared = {ApplicantClass(each): str(ApplicantClass(each).label) for each in classes}
    return quote(
        [FeeItem(**vars(fee)) for fee in content.fees],
        [*provincial_reductions(), *own],
        answers=answers,
        online=online,
        level=content.level,
        on=clock.today(),
        procedure_code=code,
        classes=Classes(declared),
    )


def _deciding(content: RevisionContent) -> list[Asked]:
    """Questions that fees count or that conditions of reductions compare, once each."""
    wanted = {asked.key for asked in _counted(content)}
    for reduction in content.reductions:
        wanted |= set(_compared(reduction.condition))
    return [asked for asked in comparable_fields(content) if asked.key in wanted]


def _counted(content: RevisionContent) -> list[Asked]:
    keys = {fee.rule[name] for fee in content.fees for name in QUANTITIES if name in fee.rule}
    return [asked for asked in comparable_fields(content) if asked.key in keys]


def _compared(condition: dict[str, Any]) -> Iterator[str]:
    try:
        yield from parse_condition(condition, "").fields() if condition else ()
    except DefinitionError:
        return


def _control(asked: Asked) -> Any:
    if asked.type in _NUMBERS:
        return NumberField(label=asked.label, initial=1, max_value=_MOST_UNITS, min_value=0)
    choices = [(value.partition("=")[2], label) for value, label in answers_of(asked)]
    if choices:
        return OneField(
            label=asked.label, optional=True, choices=[("", _("Chưa trả lời")), *choices]
        )
    return LineField(label=asked.label, optional=True)
