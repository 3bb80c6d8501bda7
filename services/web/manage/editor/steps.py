"""`…/draft/steps/`: the handling steps."""

from decimal import Decimal
from typing import Any

from django.http import Http404, QueryDict
from django.utils.translation import gettext_lazy

from services.actions.edit_draft import Change
from services.content import RevisionContent, StepContent
from services.editing import steps as editing
from services.models import Step
from services.web.manage.editor.fields import CircleField, LineField, LinesField
from services.web.manage.editor.listed import MemberPage, PartList, said
from services.web.manage.editor.sheet import Sheet, Unchecked

_ROLES = [(role.value, role.label) for role in editing.ROLES]


class StepForm(Unchecked):
    """A step."""

    name = LineField(label=gettext_lazy("Tên bước"))
    role = CircleField(label=gettext_lazy("Người thực hiện"), choices=_ROLES)
    agency = CircleField(
        label=gettext_lazy("Thuộc cơ quan"), choices=Step.Agency.choices, optional=True
    )
    work = LinesField(
        label=gettext_lazy("Công việc"),
        optional=True,
        help_text=gettext_lazy("Người thực hiện làm gì ở bước này."),
    )
    budget_hours = LineField(
        label=gettext_lazy("Thời gian"),
        optional=True,
        help_text=gettext_lazy("Số giờ làm việc, ví dụ 4 hoặc 0,5. Một ngày làm việc là 8 giờ."),
    )


class StepsView(PartList):
    """The list, and whether it fits into the time limit."""

    part = "steps"
    template_name = "manage/draft/steps.html"

    def move(self, content: RevisionContent, at: int, by: int) -> RevisionContent:
        """By one place."""
        return editing.move_step(content, at, by)

    def named(self, content: RevisionContent, at: int) -> str:
        """Its name."""
        return content.steps[at].name

    def listing(self, content: RevisionContent) -> dict[str, Any]:
        """The steps, the sum of their hours beside what is allowed."""
        budget, allowed = editing.budget_of(content), editing.hours_allowed(content)
        return {
            "steps": [_shown(step) for step in content.steps],
            "budget": editing.as_read(budget),
            "allowed": allowed,
            "is_over": allowed is not None and budget > allowed,
        }


class StepView(MemberPage):
    """One step; its number is its place."""

    part = "steps"
    template_name = "manage/draft/step.html"
    list_name = "manage_draft_steps"

    def place(self, content: RevisionContent, key: str) -> int:
        """From 1."""
        if not 1 <= int(key) <= len(content.steps):
            raise Http404
        return int(key) - 1

    def named(self, content: RevisionContent, at: int) -> str:
        """Its name."""
        return content.steps[at].name

    def remove(self, content: RevisionContent, at: int) -> RevisionContent:
        """Without it."""
        return editing.remove_step(content, at)

    def sheet(self, data: QueryDict | None, content: RevisionContent) -> Sheet:
        """One form."""
        there = self.at is not None and self.at < len(content.steps)
        stored = content.steps[self.at] if there else None  # type: ignore[index]
        return Sheet(StepForm(data, initial=_stored(stored)))

    def change(self, sheet: Sheet) -> Change:
        """Put the step in its place."""
        step, at = editing.Step(**sheet.form.cleaned_data), self.at
        return lambda content: editing.put_step(content, at, step)

    def words(self, sheet: Sheet) -> str:
        """For the history."""
        return said(self.at is None, sheet.form.cleaned_data["name"])


def _stored(step: StepContent | None) -> dict[str, Any]:
    if step is None:
        return {}
    hours = step.budget_hours.replace(".", ",")
    return step.as_json() | {"budget_hours": hours}


def _shown(step: StepContent) -> dict[str, Any]:
    roles = dict(_ROLES)
    return {
        "step": step,
        "role": roles.get(step.role, step.role),
        "agency": Step.Agency(step.agency).label if step.agency else "",
        "hours": editing.as_read(Decimal(step.budget_hours)) if step.budget_hours else "",
    }
