"""A try from the first section to the receipt. It writes nothing: no row, no file, no mail, no job.

The walk is one address. Each page posts to it what was typed, what came before (`state`), which
page it is (`at`) and where to go (`go`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from portal.shared import clock
from portal.shared.errors import InvalidInput
from services.binding import Binding
from services.eforms.answers import Cleaned, clean
from services.eforms.definition import EForm, Section
from services.eforms.errors import DefinitionError
from services.eforms.posting import change_rows, from_post
from services.eforms.prefill import prefill
from services.eforms.reading import read
from services.eforms.scope import Scope
from services.eforms.web import bind
from services.fees.classes import classes_of
from services.fees.quote import Quote, quote
from services.fees.rules import RuleError
from services.levels import is_online
from services.models import Requirement
from services.replacing import by_answer
from services.web.trying.people import BY_KEY, NOBODY, SAMPLES
from services.web.trying.state import TryState

START, PAPERS, CHECK, FILED = "start", "papers", "check", "filed"
NEXT, BACK = "next", "back"
_SECTION = "section-"
UNUSABLE = 422


@dataclass(frozen=True)
class Trial:
    """What is tried and where: `here` is the address of the walk, `leave` that of the way out.

    `frame` is the template that the pages extend. `time_limit` and `receiver` are words for the
    receipt; `problem` a sentence when the form cannot be shown.
    """

    bound: Binding
    here: str
    leave: str
    leave_text: str
    frame: str
    time_limit: str = ""
    receiver: str = ""
    problem: str = ""


def walk(request: HttpRequest, trial: Trial) -> HttpResponse:
    """The page to show next."""
    response = _Walk(request, trial).respond()
    add_never_cache_headers(response)
    return response


class _Walk:
    def __init__(self, request: HttpRequest, trial: Trial) -> None:
        self.request = request
        self.trial = trial
        self.bound = trial.bound
        self.eform: EForm = trial.bound.eform
        self.data: QueryDict = request.POST

    def respond(self) -> HttpResponse:
        if self.request.method != "POST":
            return self._start()
        at = self.data.get("at", START)
        if at == START:
            return self._begin()
        state = TryState.unpacked(self.data.get("state", ""))
        if state is None:
            return self._start(_("Lượt thử đã quá lâu hoặc bị hỏng. Hãy bắt đầu lại."))
        try:
            return self._step(at, state)
        except InvalidInput as refusal:
            errors = [{"text": text} for text in refusal.errors.values()]
            return self._show(_first(self._order(state)), state, errors=errors)

    def _begin(self) -> HttpResponse:
        sample = BY_KEY.get(self.data.get("person", ""), BY_KEY[NOBODY])
        answers = self._clean(prefill(self.eform, sample.facts()), partial=True).kept
        state = TryState(answers)
        return self._show(_first(self._order(state)), state)

    def _step(self, at: str, state: TryState) -> HttpResponse:
        section = self._section(at)
        state, rows_moved = self._taken(section, at, state)
        state.packed()
        if rows_moved:
            return self._show(at, state)
        order, go = self._order(state), self.data.get("go", NEXT)
        if go == BACK:
            return self._show(order[max(_number(order, at) - 2, 0)], state)
        if go != NEXT:
            return self._show(go if go in order else order[0], state)
        errors = self._errors(section, at, state)
        if errors:
            return self._show(at, state, errors=errors, asked=True)
        following = _number(order, at)
        return self._show(order[following] if following < len(order) else FILED, state)

    def _taken(self, section: Section | None, at: str, state: TryState) -> tuple[TryState, bool]:
        """The state with what this page sent; whether a row was added or removed."""
        if section is not None:
            raw = from_post(section, self.data)
            moved = change_rows(section, raw, self.data)
            answers = self._clean(state.answers | (moved or raw), partial=True).kept
            return state.with_answers(answers), moved is not None
        if at == PAPERS:
            known = {paper.key for paper in self.bound.requirements}
            ticked = tuple(key for key in self.data.getlist("paper") if key in known)
            return replace(state, papers=ticked), False
        return state, False

    def _errors(self, section: Section | None, at: str, state: TryState) -> list[dict[str, str]]:
        cleaned = self._clean(state.answers, partial=False)
        if section is not None:
            bound = bind(section, cleaned.kept, errors=cleaned.errors_of(section))
            return bound.errors
        if at == PAPERS:
            return self._missing_papers(state)
        if at == CHECK:
            errors = [{"text": text} for text in cleaned.errors.values()]
            errors += [{"text": line["text"]} for line in self._missing_papers(state)]
            if not self.data.get("declared"):
                text = _("Đánh dấu vào ô cam đoan trước khi nộp.")
                errors.append({"href": "#id_declared", "text": text})
            return errors
        return []

    def _missing_papers(self, state: TryState) -> list[dict[str, str]]:
        return [
            {
                "href": f"#paper-{paper.key}",
                "text": _("Còn thiếu: %(name)s.") % {"name": paper.name},
            }
            for paper, instead in self._papers(state)
            if paper.required and not instead and paper.key not in state.papers
        ]

    def _papers(self, state: TryState) -> list[tuple[Requirement, str]]:
        """Each paper with why it need not be given, empty when it must be. Records that the portal
        may have of a person do not count: nobody real tries."""
        answers = self._clean(state.answers, partial=True).values
        return [(paper, by_answer(paper, self.bound, answers)) for paper in self.bound.requirements]

    def _order(self, state: TryState) -> list[str]:
        """The steps as they are under these answers."""
        scope = Scope(self._clean(state.answers, partial=True).values)
        steps = [
            f"{_SECTION}{section.key}"
            for section in self.eform.sections
            if any(scope.shows(field) for field in section.fields)
        ]
        return [*steps, *([PAPERS] if self.bound.requirements else []), CHECK]

    def _section(self, at: str) -> Section | None:
        return self.eform.section(at.removeprefix(_SECTION)) if at.startswith(_SECTION) else None

    def _clean(self, raw: Any, *, partial: bool) -> Cleaned:
        return clean(self.eform, raw, partial=partial, files=assumed_files(self.eform))

    def _start(self, notice: str = "") -> HttpResponse:
        context = {"samples": SAMPLES, "notice": notice, "step": START}
        return self._render("manage/trying/start.html", context)

    def _show(
        self,
        step: str,
        state: TryState,
        *,
        errors: list[dict[str, str]] | None = None,
        asked: bool = False,
    ) -> HttpResponse:
        """A page of the walk; `asked`: say what is missing."""
        order = self._order(state)
        cleaned = self._clean(state.answers, partial=not asked)
        context = {
            "state": state.packed(),
            "step": step,
            "number": _number(order, step),
            "total": len(order),
            "errors": errors or [],
            **self._content(step, state, cleaned),
        }
        name = "section" if step.startswith(_SECTION) else step
        return self._render(f"manage/trying/{name}.html", context, UNUSABLE if errors else 200)

    def _content(self, step: str, state: TryState, cleaned: Cleaned) -> dict[str, Any]:
        section = self._section(step)
        if section is not None:
            shown = bind(section, cleaned.kept, errors=cleaned.errors, warnings=cleaned.warnings)
            return {"section": shown, "title": section.title}
        papers = [
            {"paper": paper, "instead": instead, "ticked": paper.key in state.papers}
            for paper, instead in self._papers(state)
        ]
        if step == PAPERS:
            return {"papers": papers}
        full = self._clean(state.answers, partial=False)
        return {
            "papers": papers,
            "sections": [
                {"title": each.title, "step": f"{_SECTION}{each.key}", "rows": each.rows()}
                for each in read(self.eform, full.values)
            ],
            **self._costs(full.values),
            **({"receipt": self._receipt(full.values)} if step == FILED else {}),
        }

    def _costs(self, values: Mapping[str, Any]) -> dict[str, Any]:
        try:
            return {
                "online": self._quote(values, online=True) if is_online(self.bound.level) else None,
                "counter": self._quote(values, online=False),
            }
        except (RuleError, DefinitionError) as error:
            return {"no_quote": str(error)}

    def _quote(self, values: Mapping[str, Any], *, online: bool) -> Quote:
        today = clock.today()
        return quote(
            self.bound.fee_items,
            self.bound.reductions,
            answers=values,
            online=online,
            level=self.bound.level,
            on=today,
            procedure_code=self.bound.procedure_code,
            classes=classes_of(self.eform, values, on=today),
        )

    def _receipt(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """What form 01 says of the applicant: the answers that came from the profile."""
        found = {
            field.prefill.removeprefix("profile."): values.get(field.key)
            for field in self.eform.fields()
            if field.prefill
        }
        address = found.get("address")
        return {
            "full_name": found.get("full_name") or "",
            "phone": found.get("phone") or "",
            "address": address.get("text", "") if isinstance(address, Mapping) else "",
            "at": clock.now(),
        }

    def _render(self, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
        common = {"trial": self.trial, "bound": self.bound, "frame": self.trial.frame}
        return render(self.request, template, common | context, status=status)


def assumed_files(eform: EForm) -> dict[str, list[dict[str, str]]]:
    """A made-up file for each slot of the form: a try takes no files."""
    name = _("tệp thử.pdf")
    return {
        field.key: [{"key": "try", "name": name}]
        for field in eform.fields()
        if field.type == "file"
    }


def _first(order: list[str]) -> str:
    return order[0]


def _number(order: list[str], step: str) -> int:
    """Which step it is, from 1; 0 for none."""
    return order.index(step) + 1 if step in order else 0
