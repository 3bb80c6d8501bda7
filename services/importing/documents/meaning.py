"""What a content of the right shape may still say wrong: references, rules, the e-form."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from portal.agencies.models import Agency
from services.eforms import definition
from services.eforms.definition import EForm
from services.eforms.errors import DefinitionError
from services.fees.checking import mistakes_of as mistakes_of_reduction
from services.fees.rules import RuleError, charge
from services.models import Revision, TemplateFile
from services.plain_case import QUANTITIES
from services.records import RecordKind

Mistake = tuple[str, str]
Data = dict[str, Any]


@dataclass(frozen=True)
class Form:
    """What is to be known of an e-form: its mistakes, else the keys of its fields."""

    mistakes: tuple[Mistake, ...] = ()
    fields: frozenset[str] | None = None


@dataclass(frozen=True)
class Known:
    """What the portal has of what documents refer to, and the forms that were met: hundreds of
    procedures have the same one."""

    agencies: dict[str, str] = field(default_factory=dict)
    templates: frozenset[str] = frozenset()
    forms: dict[str, Form] = field(default_factory=dict)

    @classmethod
    def read(cls) -> "Known":
        """In two queries; closed agencies are not known any more."""
        open_ones = Agency.objects.filter(closed_on=None)
        keys = TemplateFile.objects.values_list("key", flat=True)
        return cls(dict(open_ones.values_list("code", "level")), frozenset(map(str, keys)))


def mistakes_of_meaning(
    content: Data, path: str, known: Known, templates: frozenset[str]
) -> Iterator[Mistake]:
    """`content` has the right shape; `templates` are the keys of the files that come with it."""
    form = _form(content.get("eform", {}), known)
    yield from _agencies(content, path, known)
    yield from _time(content, path)
    yield from _keys(content, path)
    yield from _papers(content, path, known.templates | templates, form.fields)
    yield from _fees(content, path, form.fields)
    yield from _reductions(content, path)
    for place, text in form.mistakes:
        yield ".".join(filter(None, (path, "eform", place))), text


def _agencies(content: Data, path: str, known: Known) -> Iterator[Mistake]:
    for name in ("handling_agency_code", "receiving_agency_code"):
        code = content.get(name, "")
        if code and code not in known.agencies:
            words = _("không có cơ quan đang hoạt động nào mang mã %(code)s.")
            yield f"{path}.{name}", words % {"code": code}
    provincial = content.get("agency_level", "province") == Agency.Level.PROVINCE
    if provincial and not content.get("handling_agency_code"):
        yield (
            f"{path}.handling_agency_code",
            _("thủ tục cấp tỉnh phải có cơ quan giải quyết."),
        )


def _time(content: Data, path: str) -> Iterator[Mistake]:
    value, legal = content.get("time_value"), content.get("legal_time_value")
    unit = content.get("time_unit", "")
    if value is not None and legal is not None and value > legal:
        words = {"local": value, "legal": legal}
        text = _("thời hạn %(local)s dài hơn thời hạn luật cho phép (%(legal)s).") % words
        yield f"{path}.time_value", text
    if unit == Revision.TimeUnit.SAME_DAY and value:
        yield f"{path}.time_value", _("giải quyết trong ngày (same_day) thì để trống số ngày.")
    if value is not None and not unit:
        yield f"{path}.time_unit", _("có số ngày mà thiếu đơn vị thời gian.")
    if value is None and unit not in ("", Revision.TimeUnit.SAME_DAY):
        yield f"{path}.time_value", _("có đơn vị thời gian mà thiếu số ngày.")


def _keys(content: Data, path: str) -> Iterator[Mistake]:
    for part in ("papers", "fees", "reductions"):
        seen: set[str] = set()
        for at, each in enumerate(content.get(part, [])):
            if each["key"] in seen:
                yield f"{path}.{part}[{at}].key", _("khóa này đã dùng ở một mục trước.")
            seen.add(each["key"])


def _papers(
    content: Data, path: str, templates: frozenset[str], fields: frozenset[str] | None
) -> Iterator[Mistake]:
    for at, paper in enumerate(content.get("papers", [])):
        place = f"{path}.papers[{at}]"
        template, replaced = paper.get("template", ""), paper.get("replaced_by", {})
        if template and template not in templates:
            yield f"{place}.template", _("tệp mẫu này không có trong tệp nạp và trên cổng.")
        if "field" in replaced and "record" in replaced:
            yield f"{place}.replaced_by", _("ghi field hoặc record, không ghi cả hai.")
        if "field" in replaced and fields is not None and replaced["field"] not in fields:
            yield f"{place}.replaced_by.field", _("mẫu đơn không có trường này.")
        if "record" in replaced and replaced["record"] not in RecordKind.values:
            known = ", ".join(RecordKind.values)
            words = {"value": replaced["record"], "known": known}
            text = _("không có giá trị “%(value)s”; chỉ dùng: %(known)s.") % words
            yield f"{place}.replaced_by.record", text


def _fees(content: Data, path: str, fields: frozenset[str] | None) -> Iterator[Mistake]:
    for at, fee in enumerate(content.get("fees", [])):
        place, rule = f"{path}.fees[{at}].rule", fee["rule"]
        if not isinstance(rule, dict):
            yield place, _("phải là một đối tượng JSON.")
            continue
        try:
            charge(rule, {})
        except (RuleError, TypeError, AttributeError, ValueError, KeyError) as error:
            words = str(error) if isinstance(error, RuleError) else _("cách tính không đúng dạng")
            yield place, f"{words}."
            continue
        for name in QUANTITIES:
            if name in rule and fields is not None and rule[name] not in fields:
                yield f"{place}.{name}", _("mẫu đơn không có trường này.")


def _reductions(content: Data, path: str) -> Iterator[Mistake]:
    for at, rule in enumerate(content.get("reductions", [])):
        data = {**rule, "valid_to": rule.get("valid_to") or None}
        for column, text in mistakes_of_reduction(data):
            yield f"{path}.reductions[{at}].{column}", text


def _form(data: Any, known: Known) -> Form:
    key = json.dumps(data, sort_keys=True)
    if key not in known.forms:
        known.forms[key] = _read_form(data)
    return known.forms[key]


def _read_form(data: Any) -> Form:
    if data == {}:
        return Form(fields=frozenset())
    try:
        return Form(fields=frozenset(each.key for each in EForm.parse(data).fields()))
    except DefinitionError as first:
        # All of them, in the order of the form; what makes no sense today is left to editors.
        found = definition.check(data) or [first]
        return Form(tuple((error.path, f"{error.text}.") for error in found))
