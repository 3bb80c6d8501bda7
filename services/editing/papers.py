"""Thành phần hồ sơ: which papers are asked for, and what may stand for them."""

from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from portal.shared.errors import InvalidInput
from services.content import Json, PaperContent, RevisionContent
from services.editing.eform_fields import askable_fields
from services.editing.order import moved, new_key, put, without
from services.editing.texts import Typed
from services.models import Procedure
from services.records import RecordKind
from services.template_files import template_file

MAX_PAPERS = 60
MAX_NAME, MAX_NOTE = 500, 1_000
MAX_COUNT = 99
KEY_LENGTH = 40
COUNTS = ("originals", "copies", "certified")


@dataclass(frozen=True)
class Paper:
    """A paper as it was typed. `replaced` reads ``, `field:<key>` or `record:<kind>`; `template`
    is the key of a TemplateFile, or empty."""

    name: str
    required: bool
    originals: int | None
    copies: int | None
    certified: int | None
    note: str
    template: str
    replaced: str
    record_procedure: str = ""


def put_paper(content: RevisionContent, at: int | None, paper: Paper) -> RevisionContent:
    """The content with this paper in its place, or with a new one at the end (`at` is None).

    Raises InvalidInput with every mistake, Http404 when the paper has gone.
    """
    if at is None and len(content.papers) >= MAX_PAPERS:
        words = _("Thủ tục có nhiều nhất %(most)d giấy tờ.") % {"most": MAX_PAPERS}
        raise InvalidInput({"name": words})
    typed = Typed()
    name = typed.line("name", paper.name, most=MAX_NAME, missing=_("Nhập tên giấy tờ."))
    counts = {count: _count(typed, count, getattr(paper, count)) for count in COUNTS}
    values: dict[str, Any] = {
        "name": name,
        "required": paper.required,
        "note": typed.lines("note", paper.note, most=MAX_NOTE),
        "template": _template(typed, paper.template),
        "replaced_by": _replaced_by(typed, content, paper),
        **counts,
    }
    typed.settle()
    if at is not None and 0 <= at < len(content.papers):
        member = replace(content.papers[at], **values)
    else:
        taken = [each.key for each in content.papers]
        key = new_key(name, taken, most=KEY_LENGTH, otherwise="giay-to")
        member = PaperContent(key=key, **values)
    return replace(content, papers=put(content.papers, at, member))


def move_paper(content: RevisionContent, at: int, by: int) -> RevisionContent:
    """The paper moved by so many places. Raises Http404."""
    return replace(content, papers=moved(content.papers, at, by))


def remove_paper(content: RevisionContent, at: int) -> RevisionContent:
    """Without the paper. Raises Http404."""
    return replace(content, papers=without(content.papers, at))


def _count(typed: Typed, place: str, number: int | None) -> int:
    if number is not None and not 0 <= number <= MAX_COUNT:
        typed.refuse(place, _("Nhập số bản từ 0 đến %(most)d.") % {"most": MAX_COUNT})
    return number or 0


def _template(typed: Typed, key: str) -> str:
    if key and template_file(key) is None:
        typed.refuse("template_file", _("Tệp mẫu này không còn. Hãy tải lên lại."))
    return key


def _replaced_by(typed: Typed, content: RevisionContent, paper: Paper) -> Json:
    what, _colon, which = paper.replaced.partition(":")
    if what == "field":
        if which not in {field.key for field in askable_fields(content)}:
            typed.refuse("replaced", _("Mẫu đơn không có câu hỏi này. Hãy chọn lại."))
        return {"field": which}
    if what != "record":
        return {}
    if which != RecordKind.RESULT:
        return {"record": which}
    code = paper.record_procedure.strip()
    if not Procedure.objects.filter(code=code).exists():
        typed.refuse(
            "record_procedure",
            _("Nhập mã của thủ tục có kết quả thay cho giấy này, ví dụ 2.000488."),
        )
    return {"record": which, "procedure": code}
