"""`…/form/new-field/` and `…/form/fields/<path>/`: one field on a sheet of its type."""

from abc import ABC, abstractmethod
from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from portal.accounts.web.access import ActorRequest
from portal.shared.errors import InvalidInput
from services.actions.edit_draft import Change
from services.building import fields
from services.building.around import fields_before
from services.building.forms import Json, find, find_section, section_name, sections_of
from services.building.published import promises_of
from services.building.reading import field_json, sheet_values
from services.building.renaming import renamed_key
from services.building.sentences import condition_sentence, fields_seen
from services.building.types import BY_TYPE, TypeWords, offered
from services.content import RevisionContent
from services.eforms import patterns
from services.web.manage.builder.field_form import (
    CONTROLS,
    OPERANDS,
    Around,
    ChoiceForm,
    FieldForm,
)
from services.web.manage.builder.outline import on_form
from services.web.manage.builder.page import FormSheetPage, field_anchor
from services.web.manage.editor.sheet import Sheet, row_forms

NEXT, CONDITION = "next", "condition"
_BLANK_CHOICES = 3
# A longer list of choices is shown as lines.
MOST_ROWS = 40
# What the engine calls by another name than the control.
_CONTROL_OF = {"formula": "operation", "column": "of_1"}


class FieldSheetPage(FormSheetPage, ABC):
    """What a new field and an existing one have in common."""

    template_name = "manage/builder/field.html"
    row_prefixes = ("choices",)
    kind = ""
    inside = ""  # the key of the group that the field is in
    stored: Json
    is_published = False

    def post(self, request: ActorRequest, code: str, **kwargs: Any) -> HttpResponse:
        """Also the button that tries a pattern, which saves nothing."""
        if "try" not in request.POST:
            return super().post(request, code, **kwargs)
        self.prepare(**kwargs)
        sheet = self.sheet(request.POST, self.draft.content)
        sheet.leave_unchecked()
        context = {"tried": tried(request.POST), "version": request.POST.get("version", "")}
        return self._page(request, sheet, context)

    @abstractmethod
    def before(self) -> Around:
        """The fields that this one may look at."""

    def sheet(self, data: QueryDict | None, content: RevisionContent) -> Sheet:
        """The controls of the type, and rows of choices where it has them."""
        words = BY_TYPE[self.kind]
        stored = self._stored_now(content)
        form = FieldForm(data, initial=sheet_values(stored), words=words, around=self.before())
        if self.is_published:
            del form.fields["key"]
        if len((stored.get("formula") or {}).get("of") or []) > len(OPERANDS):
            # Longer than the sheet: it stays as it was written in JSON.
            for name in CONTROLS["formula"]:
                form.fields.pop(name, None)
        choices = stored.get("choices") or []
        blank: list[Json] = [{}] * (1 if choices else _BLANK_CHOICES)
        if "choices" not in words.attributes:
            return Sheet(form)
        if len(choices) > MOST_ROWS:
            _as_lines(form, choices)
            return Sheet(form)
        return Sheet(form, {"choices": row_forms(ChoiceForm, "choices", data, [*choices, *blank])})

    def typed(self, sheet: Sheet, key: str) -> Json:
        """The field as typed. Raises InvalidInput."""
        typed = dict(sheet.form.cleaned_data) | {"key": key}
        stored = self._stored_now(self.draft.content)
        rows = sheet.values("choices") if "choices" in sheet.rows else []
        lines = [line.strip() for line in typed.get("more_choices", "").splitlines()]
        known = {} if "choices" in sheet.rows else choices_by_label(stored)
        choices = [*rows, *(known.get(line, {"label": line}) for line in lines if line)]
        return field_json(self.kind, typed, choices, stored)

    def save(self, request: ActorRequest, change: Change, **kwargs: Any) -> None:
        """Mistakes go to the control that stands for the attribute."""
        try:
            super().save(request, change, **kwargs)
        except InvalidInput as refusal:
            named = {_CONTROL_OF.get(name, name): text for name, text in refusal.errors.items()}
            raise InvalidInput(named) from refusal

    def then(self) -> str:
        """Back to the field in the outline, on to its condition, or to the next new field."""
        pressed = self.request.POST.get("then", "")
        if pressed == CONDITION:
            return self.url("manage_form_condition", self.edited)
        if pressed == NEXT:
            return f"{self.url('manage_form_field_new')}?after={self.edited}"
        return f"{self.outline}#{field_anchor(self.edited)}"

    def more(self, sheet: Sheet) -> dict[str, Any]:
        """Words of the type, and where the field is."""
        return {
            "words": BY_TYPE[self.kind],
            "choices": sheet.rows.get("choices"),
            "is_published": self.is_published,
            "back_url": self.outline,
            "back_text": _("Mẫu đơn"),
        }

    def _stored_now(self, content: RevisionContent) -> Json:
        return self.stored


class FieldNewView(FieldSheetPage):
    """First the type is chosen, then the field is filled in. `after` (a path), or `section` or
    `group` (keys) say where it goes."""

    stored: Json = {}

    def prepare(self, **kwargs: Any) -> None:
        """Where it goes and what type it is. Raises Http404 for a place that is not there."""
        given = self.request.POST if self.request.method == "POST" else self.request.GET
        self._place(given)
        self.kind = given.get("type", "")

    def get(self, request: ActorRequest, code: str, **kwargs: Any) -> HttpResponse:
        """The types to choose from, or the sheet of the type that was chosen."""
        self.prepare(**kwargs)
        if self.kind not in {words.name for words in self.types()}:
            return self.show(request, "manage/builder/types.html", self._types_page())
        return super().get(request, code, **kwargs)

    def post(self, request: ActorRequest, code: str, **kwargs: Any) -> HttpResponse:
        """Add the field. Raises Http404 for a type that cannot be there."""
        self.prepare(**kwargs)
        if self.kind not in {words.name for words in self.types()}:
            raise Http404
        return super().post(request, code, **kwargs)

    def types(self) -> list[TypeWords]:
        """Those that may stand there."""
        group = find(self.form, self.inside) if self.inside else None
        return offered(group.field["type"] if group else "")

    def before(self) -> Around:
        """What stands before the place where it goes."""
        number = self.section_number
        before = fields_before(self.form, section=number, group=self.inside, after=self.after)
        return Around(before, self.inside)

    def change(self, sheet: Sheet) -> Change:
        """Add it under its own key, or one made from its label."""
        label = sheet.form.cleaned_data["label"].strip()
        key = sheet.form.cleaned_data["key"].strip()
        made = key or fields.new_key(self.form, label, self.inside)
        field = self.typed(sheet, made)
        self.edited = f"{self.inside}.{made}" if self.inside else made
        return on_form(
            lambda form: fields.add_field(
                form, field, section=self.section_key, group=self.inside, after=self.after
            )[0]
        )

    def words(self, sheet: Sheet) -> str:
        """For the history."""
        return _("Thêm trường “%(label)s”") % {"label": sheet.form.cleaned_data["label"].strip()}

    def more(self, sheet: Sheet) -> dict[str, Any]:
        """With the place."""
        return super().more(sheet) | {"is_new": True, **self._where()}

    def _place(self, given: QueryDict) -> None:
        self.after = given.get("after", "")
        beside = find(self.form, self.after) if self.after else None
        group = find(self.form, given.get("group", ""))
        number = find_section(self.form, given.get("section", ""))
        if beside is not None:
            self.inside = beside.group["key"] if beside.group else ""
            number = beside.section
        elif group is not None and group.inner is None:
            self.inside, number = group.key, group.section
        if number is None or (self.after and beside is None):
            raise Http404
        self.section_number = number
        self.section_key = sections_of(self.form)[number]["key"]

    def _where(self) -> dict[str, Any]:
        group = find(self.form, self.inside) if self.inside else None
        return {
            "after": self.after,
            "group": "" if self.after else self.inside,
            "section": self.section_key,
            "place": group.field["label"]
            if group
            else section_name(self.form, self.section_number),
        }

    def _types_page(self) -> dict[str, Any]:
        return {
            "types": self.types(),
            "back_url": self.outline,
            "back_text": _("Mẫu đơn"),
            "here": self.url("manage_form_field_new"),
            **self._where(),
        }


class FieldView(FieldSheetPage):
    """An existing field. Its type may change with `?type=` as long as it was never published."""

    def prepare(self, path: str = "", **kwargs: Any) -> None:
        """Find it. Raises Http404."""
        place = find(self.form, path)
        if place is None:
            raise Http404
        self.place, self.path, self.stored = place, path, place.field
        self.edited = path
        self.inside = place.group["key"] if place.group else ""
        self.is_published = path in promises_of(self.procedure)
        asked = self.request.POST.get("type") or self.request.GET.get("type") or ""
        may_change = not self.is_published and asked in {words.name for words in self.types()}
        self.kind = asked if may_change else place.field["type"]

    def types(self) -> list[TypeWords]:
        """The types it may have where it stands."""
        return offered(self.place.group["type"] if self.place.group else "")

    def before(self) -> Around:
        """What stands before it."""
        before = fields_before(
            self.form, section=self.place.section, group=self.inside, path=self.path
        )
        return Around(before, self.inside)

    def change(self, sheet: Sheet) -> Change:
        """Change it; when its key changes, whoever named it follows."""
        old = self.place.key
        key = sheet.form.cleaned_data.get("key", old).strip() or old
        field = self.typed(sheet, key)
        new = f"{self.inside}.{key}" if self.inside else key
        self.edited = new

        def change(content: RevisionContent) -> RevisionContent:
            changed = on_form(lambda form: fields.change_field(form, self.path, field)[0])(content)
            return renamed_key(changed, self.path, new)

        return change

    def words(self, sheet: Sheet) -> str:
        """For the history."""
        return _("Sửa trường “%(label)s”") % {"label": self.stored["label"]}

    def more(self, sheet: Sheet) -> dict[str, Any]:
        """With its condition and the way to another type."""
        seen = fields_seen(self.form, self.place)
        in_table = self.place.group is not None and self.place.group["type"] == "table"
        return super().more(sheet) | {
            "field": self.stored,
            "path": self.path,
            "condition": condition_sentence(self.stored.get("show_if"), seen),
            "may_have_condition": not in_table,
            "is_other_type": self.kind != self.stored["type"],
        }

    def _stored_now(self, content: RevisionContent) -> Json:
        place = find(content.eform, self.path)
        return place.field if place else self.stored


class FieldTypeView(FieldView):
    """`…/form/fields/<path>/type/`: another type, while the key was never published."""

    def get(self, request: ActorRequest, code: str, **kwargs: Any) -> HttpResponse:
        """The types; choosing one leads to the field's sheet of that type."""
        self.prepare(**kwargs)
        context = {
            "types": [] if self.is_published else self.types(),
            "field": self.stored,
            "is_published": self.is_published,
            "back_url": self.url("manage_form_field", self.path),
            "back_text": self.stored["label"],
            "here": self.url("manage_form_field", self.path),
        }
        return self.show(request, "manage/builder/types.html", context)

    def post(self, request: ActorRequest, code: str, **kwargs: Any) -> HttpResponse:
        """Nothing is sent here."""
        raise Http404


def choices_by_label(field: Json) -> dict[str, Json]:
    """The choices as they are stored, to be found again by their label."""
    return {choice["label"].strip(): choice for choice in field.get("choices") or []}


def _as_lines(form: FieldForm, choices: list[Json]) -> None:
    """A long list is edited as lines: the page has rows for a short one only."""
    control = form.fields["more_choices"]
    control.label = _("Các lựa chọn, mỗi dòng một lựa chọn")
    control.help_text = _("Lựa chọn giữ nguyên chữ thì giữ giá trị; sửa chữ là thành lựa chọn mới.")
    control.widget.attrs["rows"] = 20
    form.initial["more_choices"] = "\n".join(choice["label"] for choice in choices)


def tried(data: QueryDict) -> dict[str, Any]:
    """What a sample answer does under the pattern that was typed or chosen."""
    from_sheet = field_json(
        "text",
        {
            "key": "try",
            "label": "",
            "pattern_preset": data.get("pattern_preset", ""),
            "pattern": data.get("pattern", ""),
            "pattern_message": data.get("pattern_message", ""),
        },
        [],
        {},
    )
    pattern, sample = from_sheet.get("pattern", ""), data.get("pattern_sample", "").strip()
    if not pattern:
        return {"kind": "warning", "text": _("Chọn một mẫu hoặc viết biểu thức trước khi thử.")}
    try:
        fits = patterns.fits(pattern, sample)
    except patterns.PatternError as error:
        words = {"why": str(error)}
        return {"kind": "error", "text": _("Không đọc được biểu thức này: %(why)s.") % words}
    if fits:
        return {"kind": "success", "text": _("“%(sample)s” khớp với mẫu.") % {"sample": sample}}
    words = {"sample": sample, "message": from_sheet.get("pattern_message", "")}
    text = _("“%(sample)s” không khớp. Người khai sẽ thấy: %(message)s") % words
    return {"kind": "warning", "text": text}
