"""The JSON of sections, fields and choices becomes values. Mistakes go into the findings, and what
could be read stands in for the rest, so that one mistake does not hide the next."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from services.applicant_class import ApplicantClass
from services.eforms.checks.attributes import check_attributes
from services.eforms.conditions import Condition, parse_condition
from services.eforms.errors import DefinitionError
from services.eforms.findings import Findings
from services.eforms.form import TYPES, WITH_ROWS, Choice, Field, Section
from services.eforms.formula import Formula, parse_formula
from services.eforms.limits import (
    MAX_CHOICES,
    MAX_FIELDS,
    MAX_FILES,
    MAX_ITEMS,
    MAX_KEY,
    MAX_MEGABYTES,
)
from services.eforms.reader import Reader
from services.eforms.text import HARD_CAP

_KEY = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")


def parse_section(data: Any, path: str, findings: Findings) -> Section:
    """The section of a JSON object."""
    reader = Reader(data, path, findings)
    section = Section(
        key=_key(reader),
        title=reader.text("title"),
        intro=reader.text("intro", ""),
        fields=tuple(
            parse_field(member, at, findings)
            for member, at in reader.items("fields", most=MAX_FIELDS)
        ),
    )
    reader.finish()
    if (
        not section.fields
        and isinstance(data, Mapping)
        and isinstance(data.get("fields", []), list)
    ):
        reader.complain("fields", _("phải có ít nhất một trường"))
    return section


def parse_field(data: Any, path: str, findings: Findings, *, inside: str = "") -> Field:
    """The field of a JSON object; `inside` is the type of the group or table it belongs to."""
    reader = Reader(data, path, findings)
    kind = reader.text("type")
    field = Field(
        key=_key(reader),
        type=kind,
        label=reader.text("label"),
        required=reader.flag("required"),
        hint=reader.text("hint", ""),
        unit=reader.text("unit", ""),
        pattern=reader.text("pattern", ""),
        pattern_message=reader.text("pattern_message", ""),
        min=reader.any("min"),
        max=reader.any("max"),
        max_length=reader.count("max_length", None, least=1, most=HARD_CAP),
        choices=tuple(
            _choice(member, at, findings)
            for member, at in reader.items("choices", most=MAX_CHOICES)
        ),
        show_if=_condition(reader, findings),
        prefill=reader.text("prefill", ""),
        same_sex_as=reader.text("same_sex_as", ""),
        same_birth_as=reader.text("same_birth_as", ""),
        formula=_formula(reader, findings),
        fields=_inner(reader, kind, inside, findings),
        min_items=reader.count("min_items", 0, most=MAX_ITEMS),
        max_items=reader.count("max_items", MAX_ITEMS, least=1, most=MAX_ITEMS),
        item_label=reader.text("item_label", ""),
        row_labels=reader.texts("row_labels", most=MAX_ITEMS),
        max_files=reader.count("max_files", 1, least=1, most=MAX_FILES),
        max_megabytes=reader.count("max_megabytes", MAX_MEGABYTES, least=1, most=MAX_MEGABYTES),
        applicant_class=reader.text("applicant_class", ""),
    )
    reader.finish()
    if kind and kind not in TYPES:
        reader.complain("type", _("không có loại trường “%(type)s”") % {"type": kind})
    elif kind:
        check_attributes(field, path, findings, inside=inside)
    return field


def _inner(reader: Reader, kind: str, inside: str, findings: Findings) -> tuple[Field, ...]:
    """Rows hold no rows: so nothing is read deeper than two levels."""
    if inside:
        reader.any("fields")
        if kind in WITH_ROWS:
            reader.complain("type", _("nhóm không lồng trong nhóm, bảng không lồng trong bảng"))
        return ()
    return tuple(
        parse_field(member, at, findings, inside=kind or "group")
        for member, at in reader.items("fields", most=MAX_FIELDS)
    )


def _key(reader: Reader) -> str:
    key = reader.text("key")
    if key and not _KEY.fullmatch(key):
        reader.complain("key", _("chỉ dùng chữ thường không dấu, chữ số và dấu gạch dưới"))
    if len(key) > MAX_KEY:
        reader.complain("key", _("dài nhất %(most)d ký tự") % {"most": MAX_KEY})
    return key


def _choice(data: Any, path: str, findings: Findings) -> Choice:
    reader = Reader(data, path, findings)
    choice = Choice(
        value=reader.text("value"),
        label=reader.text("label"),
        applicant_class=reader.text("applicant_class", ""),
    )
    if choice.applicant_class and choice.applicant_class not in ApplicantClass.values:
        words = {"allowed": ", ".join(ApplicantClass.values)}
        reader.complain("applicant_class", _("phải là một trong: %(allowed)s") % words)
    reader.finish()
    return choice


def _condition(reader: Reader, findings: Findings) -> Condition | None:
    data = reader.any("show_if")
    if data is None:
        return None
    try:
        return parse_condition(data, reader.at("show_if"))
    except DefinitionError as error:
        findings.add(error.path, error.text)
        return None


def _formula(reader: Reader, findings: Findings) -> Formula | None:
    data = reader.any("formula")
    return None if data is None else parse_formula(data, reader.at("formula"), findings)
