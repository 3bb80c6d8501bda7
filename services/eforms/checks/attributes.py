"""Whether the attributes of one field fit its type and each other."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from services.applicant_class import ApplicantClass
from services.eforms import patterns
from services.eforms.checks.bounds import check_bounds
from services.eforms.findings import Findings
from services.eforms.form import BY_AGE, TYPED_AS_TEXT, WITH_CHOICES, WITH_ROWS, Field
from services.eforms.sources import FITTING, SOURCES

# Attributes that mean something for some types only.
_ONLY_FOR: dict[str, Sequence[str]] = {
    "pattern": TYPED_AS_TEXT,
    "max_length": TYPED_AS_TEXT,
    "same_sex_as": ("personal_number",),
    "same_birth_as": ("personal_number",),
    "formula": ("computed",),
    "fields": WITH_ROWS,
    "item_label": WITH_ROWS,
    "min_items": WITH_ROWS,
    "row_labels": ("table",),
}
# A row of a table is a line of small controls.
_NOT_IN = {"group": ("file",), "table": ("file", "address", "long_text")}


def check_attributes(field: Field, path: str, findings: Findings, *, inside: str) -> None:
    """Note what does not fit. The type is known."""
    for name, types in _ONLY_FOR.items():
        if getattr(field, name) and field.type not in types:
            words = {"types": ", ".join(types)}
            findings.add(f"{path}.{name}", _("chỉ dùng cho loại: %(types)s") % words)
    _check_choices(field, path, findings)
    _check_prefill(field, path, findings, inside=inside)
    _check_class(field, path, findings, inside=inside)
    _check_pattern(field, path, findings)
    check_bounds(field, path, findings)
    if field.has_rows:
        _check_rows(field, path, findings)
    if field.type == "computed":
        _check_computed(field, path, findings)
    if inside:
        _check_inside(field, path, findings, inside)


def _check_choices(field: Field, path: str, findings: Findings) -> None:
    at = f"{path}.choices"
    if field.choices and field.type not in WITH_CHOICES:
        findings.add(at, _("chỉ dùng cho loại: %(types)s") % {"types": ", ".join(WITH_CHOICES)})
    if field.type in WITH_CHOICES and not field.choices:
        findings.add(at, _("phải có ít nhất một lựa chọn để chọn"))
    values: set[str] = set()
    labels: set[str] = set()
    for index, choice in enumerate(field.choices):
        if choice.value and choice.value in values:
            words = {"value": choice.value}
            findings.add(f"{at}[{index}].value", _("giá trị “%(value)s” dùng hai lần") % words)
        if choice.label and choice.label.strip() in labels:
            words = {"label": choice.label.strip()}
            findings.add(f"{at}[{index}].label", _("lựa chọn “%(label)s” có hai lần") % words)
        values.add(choice.value)
        labels.add(choice.label.strip())


def _check_prefill(field: Field, path: str, findings: Findings, *, inside: str) -> None:
    if not field.prefill:
        return
    at = f"{path}.prefill"
    if field.prefill not in FITTING:
        words = {"sources": ", ".join(SOURCES)}
        findings.add(at, _("phải là một trong: %(sources)s") % words)
    elif inside:
        findings.add(at, _("không điền sẵn được trong nhóm lặp hoặc bảng"))
    elif field.type not in FITTING[field.prefill]:
        words = {"source": field.prefill, "types": ", ".join(FITTING[field.prefill])}
        findings.add(at, _("“%(source)s” chỉ điền được vào loại: %(types)s") % words)


def _check_class(field: Field, path: str, findings: Findings, *, inside: str) -> None:
    at = f"{path}.applicant_class"
    named = field.applicant_class
    if inside and (named or any(choice.applicant_class for choice in field.choices)):
        findings.add(at, _("applicant_class không dùng trong nhóm"))
        return
    if not named:
        return
    allowed = {"date": (BY_AGE,), "yes_no": tuple(ApplicantClass.values)}.get(field.type)
    if allowed is None:
        findings.add(at, _("chỉ dùng cho loại date, yes_no và cho từng lựa chọn"))
    elif named not in allowed:
        findings.add(at, _("phải là một trong: %(allowed)s") % {"allowed": ", ".join(allowed)})


def _check_pattern(field: Field, path: str, findings: Findings) -> None:
    if bool(field.pattern) != bool(field.pattern_message):
        words = _("mẫu kiểm tra (pattern) và câu báo lỗi (pattern_message) phải đi cùng nhau")
        findings.add(f"{path}.pattern_message", words)
    if not field.pattern:
        return
    try:
        patterns.check(field.pattern)
    except patterns.PatternError as error:
        words = _(
            "máy không đọc được mẫu này (%(reason)s). Không dùng nhìn trước, nhìn sau (?=…), (?<…) "
            "hay nhắc lại nhóm \\1; số lần lặp nhiều nhất 1000"
        ) % {"reason": error}
        findings.add(f"{path}.pattern", words)


def _check_rows(field: Field, path: str, findings: Findings) -> None:
    if not field.fields:
        findings.add(f"{path}.fields", _("phải có ít nhất một trường"))
    if field.row_labels:
        _check_row_labels(field, path, findings)
    elif not field.item_label:
        words = _("phải ghi một dòng gọi là gì, ví dụ “Người con”")
        findings.add(f"{path}.item_label", words)
    if field.min_items > field.max_items:
        items = {"least": field.min_items, "most": field.max_items}
        findings.add(
            f"{path}.max_items",
            _("nhiều nhất (%(most)d) không được ít hơn ít nhất (%(least)d)") % items,
        )


def _check_row_labels(field: Field, path: str, findings: Findings) -> None:
    if len(set(field.row_labels)) != len(field.row_labels):
        findings.add(f"{path}.row_labels", _("có tên dòng trùng nhau"))
    for name in ("item_label", "min_items"):
        if getattr(field, name):
            words = _("bảng có sẵn tên dòng thì không thêm bớt dòng, bỏ thuộc tính này")
            findings.add(f"{path}.{name}", words)


def _check_computed(field: Field, path: str, findings: Findings) -> None:
    if field.formula is None:
        findings.add(f"{path}.formula", _("phải chọn cách tính"))
    if field.required:
        findings.add(
            f"{path}.required", _("không ai nhập giá trị tính tự động, nên không bắt buộc")
        )


def _check_inside(field: Field, path: str, findings: Findings, inside: str) -> None:
    if field.type in _NOT_IN.get(inside, ()):
        words = {"type": field.type}
        findings.add(
            f"{path}.type",
            _("loại “%(type)s” không dùng trong bảng") % words
            if inside == "table"
            else _("loại “%(type)s” không dùng trong nhóm lặp") % words,
        )
    if inside == "table" and field.show_if is not None:
        findings.add(f"{path}.show_if", _("cột của bảng luôn hiện, không có điều kiện"))
