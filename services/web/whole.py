"""A content of a procedure to be read whole: as it was published, as it is proposed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from portal.agencies.models import Agency
from services.content import RevisionContent
from services.difference.facts import time_in_words
from services.difference.fees import rule_in_words
from services.difference.fields import field_noun
from services.difference.labels import Labels, labels_of, sections_of
from services.difference.papers import paper_noun
from services.difference.reductions import reduction_noun
from services.difference.steps import NOUN as STEP
from services.difference.things import Noun, things
from services.difference.values import beginning, day
from services.models import FeeItem, Revision

Row = dict[str, str]


@dataclass(frozen=True)
class Item:
    """One paper, step, field, …: its name and all that is said of it."""

    title: str
    text: str = ""
    inner: list["Item"] = field(default_factory=list)


@dataclass(frozen=True)
class Block:
    """One part under a heading: rows of keys and values, or items; `empty` where it has none."""

    key: str
    title: str
    rows: list[Row] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    empty: str = ""


def blocks_of(content: RevisionContent, names: Mapping[str, str]) -> list[Block]:
    """Every part, in the order in which people ask for it."""
    labels = labels_of(content.eform)
    return [
        Block("facts", _("Thông tin chung"), rows=_facts(content, names)),
        Block(
            "papers",
            _("Thành phần hồ sơ"),
            items=_items(paper_noun(labels, names), content.papers),
            empty=_("Không yêu cầu giấy tờ nào."),
        ),
        Block(
            "fees",
            _("Phí, lệ phí"),
            items=[*_fees(content, labels), *_items(reduction_noun(labels), content.reductions)],
            rows=[_row(_("Ghi chú"), content.fee_note)] if content.fee_note else [],
            empty=_("Không thu phí, lệ phí."),
        ),
        Block(
            "steps",
            _("Các bước giải quyết"),
            items=_items(STEP, content.steps),
            empty=_("Chưa nêu bước nào."),
        ),
        Block(
            "form",
            _("Mẫu đơn điện tử"),
            items=_sections(content, labels),
            empty=_("Không có mẫu đơn điện tử."),
        ),
        Block("basis", _("Căn cứ pháp lý"), items=list(_legal_texts(content))),
    ]


def _facts(content: RevisionContent, names: Mapping[str, str]) -> list[Row]:
    handling = names.get(content.handling_agency_code, content.handling_agency_code)
    receiving = names.get(content.receiving_agency_code, content.receiving_agency_code)
    rows = [
        _row(_("Tên thủ tục"), content.name),
        _row(_("Lĩnh vực"), content.sector),
        _row(_("Đối tượng"), _labels(Revision.Audience.choices, content.audiences)),
        _row(_("Mức độ dịch vụ công trực tuyến"), str(content.level)),
        _row(_("Cấp thực hiện"), _labels(Agency.Level.choices, (content.agency_level,))),
        _row(_("Cơ quan giải quyết"), handling or content.agency_text),
        _row(_("Cơ quan tiếp nhận"), receiving),
        _row(_("Thời hạn"), beginning(time_in_words(content.time_value, content.time_unit))),
        _row(_("Thời hạn theo luật"), _legal_time(content)),
        _row(_("Cách tính thời hạn"), _labels(Revision.ClockRule.choices, (content.clock_rule,))),
        _row(_("Ghi chú về thời hạn"), content.time_note),
        _row(_("Kết quả"), "\n".join(content.results)),
        _row(
            _("Mẫu trình bày kết quả"),
            _labels(Revision.ResultTemplate.choices, (content.result_template,)),
        ),
        _row(
            _("Nhận kết quả"), _labels(Revision.ReturnChannel.choices, content.return_channels)
        ),
        *(_row(_("Lời nhắn (%(event)s)") % {"event": event}, str(text))
          for event, text in content.notices.items()),
    ]  # fmt: skip
    return [row for row in rows if row["value"]]


def _legal_time(content: RevisionContent) -> str:
    if content.legal_time_value is None:
        return ""
    return beginning(time_in_words(content.legal_time_value, content.time_unit))


def _labels(choices: Sequence[tuple[str, Any]], values: tuple[str, ...]) -> str:
    known = dict(choices)
    return "; ".join(str(known.get(value, value)) for value in values)


def _row(key: str, value: str) -> Row:
    return {"key": key, "value": value}


def _items(noun: Noun, parts: tuple[object, ...]) -> list[Item]:
    told = [(vars(each), noun.told(vars(each))) for each in parts]
    return [Item(thing["name"], beginning(text)) for thing, text in told]


def _fees(content: RevisionContent, labels: Labels) -> Iterator[Item]:
    if not content.fee_stated:
        yield Item(_("Mức thu theo quy định riêng"))
    show = rule_in_words(labels)
    for fee in content.fees:
        kind = _labels(FeeItem.Kind.choices, (fee.kind,))
        basis = _("căn cứ: %(basis)s") % {"basis": fee.legal_basis} if fee.legal_basis else ""
        yield Item(fee.name, "; ".join(each for each in (kind, show(fee.rule), basis) if each))


def _sections(content: RevisionContent, labels: Labels) -> list[Item]:
    noun = field_noun(labels)
    return [
        Item(
            str(section.get("title") or section.get("key") or ""),
            str(section.get("intro") or ""),
            [_field(noun, each) for each in things(section.get("fields"))],
        )
        for section in sections_of(content.eform)
    ]


def _field(noun: Noun, thing: Mapping[str, object]) -> Item:
    choices = [str(each.get("label", "")) for each in things(thing.get("choices"))]
    text = beginning(noun.told(thing))
    if choices:
        text += "; " + _("lựa chọn: %(choices)s") % {"choices": ", ".join(choices)}
    title = str(thing.get("label") or thing.get("key") or "")
    return Item(title, text, [_field(noun, each) for each in things(thing.get("fields"))])


def _legal_texts(content: RevisionContent) -> Iterator[Item]:
    for law in content.legal_basis:
        words = {"day": day(law.ends_on)}
        yield Item(law.text, _("có hiệu lực đến hết ngày %(day)s") % words if law.ends_on else "")
