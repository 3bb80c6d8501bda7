"""`…/form/fields/<path>/condition/`: when a field is shown, put together by choosing."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portal.accounts.web.access import ActorRequest
from portal.shared.errors import InvalidInput, NotAllowed, StalePage
from portal.shared.kept_language import kept_language
from services.building import fields
from services.building.around import fields_before
from services.building.conditions import (
    Block,
    Chosen,
    Row,
    chosen_of,
    condition_json,
    posted,
    pressed,
    values_to_choose,
)
from services.building.forms import Json, Place, find
from services.building.operators import WITHOUT_VALUE, operators_of
from services.building.sentences import condition_sentence
from services.web.manage.builder.outline import on_form
from services.web.manage.builder.page import FormPage, field_anchor
from services.web.manage.editor.page import FORBIDDEN, MOVED_ON, UNUSABLE

SAVE, CLEAR = "save", "clear"


@dataclass(frozen=True)
class RowControls:
    """One comparison with the controls that fit what is chosen so far."""

    name: str
    row: Row
    number: int
    operators: list[tuple[str, str]]
    has_value: bool
    values: list[tuple[str, str]]
    is_many: bool
    hint: str


@dataclass(frozen=True)
class BlockControls:
    """A block with its rows."""

    number: int
    how: str
    rows: list[RowControls]


class ConditionView(FormPage):
    """Every button sends the rows; only "save" and "clear" change the draft."""

    def get(self, request: ActorRequest, code: str, path: str) -> HttpResponse:
        """The condition as it is."""
        self._prepare(path)
        chosen = chosen_of(self.place.field.get("show_if"), self.seen)
        return self._page(request, chosen)

    def post(self, request: ActorRequest, code: str, path: str) -> HttpResponse:
        """One more row, one less, other controls; or save."""
        self._prepare(path)
        chosen, button = posted(request.POST), request.POST.get("do", SAVE)
        if button == CLEAR:
            return self._save(request, None, chosen)
        moved = pressed(chosen, button)
        if moved is not None:
            return self._page(request, moved[0], focus=moved[1], is_kept=True)
        if button != SAVE:
            return self._page(request, chosen, focus=_focus(button), is_kept=True)
        condition, told = condition_json(chosen, self.seen)
        if told.has_errors:
            return self._page(request, told, errors=_lines(told), status=UNUSABLE, is_kept=True)
        return self._save(request, condition, told)

    def _prepare(self, path: str) -> None:
        place = find(self.form, path)
        if place is None or (place.group is not None and place.group["type"] == "table"):
            raise Http404
        self.place, self.edited = place, path
        group = place.group["key"] if place.group else ""
        self.before: list[Place] = fields_before(
            self.form, section=place.section, group=group, path=path
        )
        self.seen: dict[str, Json] = {each.key: each.field for each in self.before}

    def _save(self, request: ActorRequest, condition: Json | None, chosen: Chosen) -> HttpResponse:
        field = {name: value for name, value in self.place.field.items() if name != "show_if"}
        if condition:
            field["show_if"] = condition
        change = on_form(lambda form: fields.change_field(form, self.edited, field)[0])
        words = {"label": field["label"]}
        with kept_language():
            said = (
                _("Đặt điều kiện hiện của “%(label)s”") if condition
                else _("Bỏ điều kiện hiện của “%(label)s”")
            )  # fmt: skip
        try:
            self.save(request, change, words=said % words)
        except InvalidInput as refusal:
            lines = [{"text": text} for text in refusal.errors.values()]
            return self._page(request, chosen, errors=lines, status=UNUSABLE, is_kept=True)
        except StalePage as refusal:
            self.find(self.procedure.code)
            lines = [{"text": str(refusal)}]
            return self._page(request, chosen, errors=lines, status=MOVED_ON)
        except NotAllowed as refusal:
            return self._page(request, chosen, errors=[{"text": str(refusal)}], status=FORBIDDEN)
        return redirect(f"{self.outline}#{field_anchor(self.edited)}")

    def _page(
        self,
        request: ActorRequest,
        chosen: Chosen | None,
        *,
        errors: list[dict[str, str]] | None = None,
        focus: str = "",
        status: int = 200,
        is_kept: bool = False,
    ) -> HttpResponse:
        stored = self.place.field.get("show_if")
        now = condition_json(chosen, self.seen)[0] if chosen is not None else stored
        context: dict[str, Any] = {
            "field": self.place.field,
            "path": self.edited,
            "blocks": controls(chosen, self.seen) if chosen is not None else [],
            "is_too_deep": chosen is None,
            "has_condition": bool(stored),
            "sentence": condition_sentence(now, self.seen),
            "fields": [(each.key, each.field["label"]) for each in self.before],
            "errors": errors or [],
            "focus": focus,
            "version": request.POST.get("version", "") if is_kept else self.draft.version,
            "back_url": self.url("manage_form_field", self.edited),
            "back_text": self.place.field["label"],
        }
        return self.show(request, "manage/builder/condition.html", context, status)


def controls(chosen: Chosen, seen: dict[str, Json]) -> list[BlockControls]:
    """The blocks with the controls of each row."""
    return [_block(number, block, seen) for number, block in enumerate(chosen.blocks)]


def _block(number: int, block: Block, seen: dict[str, Json]) -> BlockControls:
    rows = [
        _row(f"b{number}-r{at}", at + 1, row, seen.get(row.field))
        for at, row in enumerate(block.rows)
    ]
    return BlockControls(number, block.how, rows)


def _row(name: str, number: int, row: Row, field: Json | None) -> RowControls:
    kind = field["type"] if field else ""
    operators = operators_of(kind) if field else []
    known = dict(operators)
    # What is not offered for the field is as good as not chosen: the first one stands there.
    operator = row.op if row.op in known else (operators[0][0] if operators else "")
    hints = {
        "date": _("Ngày dạng 22/03/2022."),
        "whole_number": _("Số nguyên."),
        "computed": _("Số nguyên."),
        "money": _("Số tiền, ví dụ 200.000."),
    }
    return RowControls(
        name=name,
        row=Row(row.field, operator, row.values, row.error),
        number=number,
        operators=operators,
        has_value=bool(field) and operator not in WITHOUT_VALUE,
        values=list(values_to_choose(field)) if field else [],
        is_many=operator == "in",
        hint=hints.get(kind, ""),
    )


def _focus(button: str) -> str:
    """`refresh:b0-r1` leads to the next control of that row."""
    row = button.partition(":")[2]
    return f"{row}-op" if row else ""


def _lines(chosen: Chosen) -> list[dict[str, str]]:
    return [
        {"href": f"#b{number}-r{at}-field", "text": row.error}
        for number, block in enumerate(chosen.blocks)
        for at, row in enumerate(block.rows)
        if row.error
    ]
