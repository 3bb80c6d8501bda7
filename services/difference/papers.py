"""Papers asked for."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from services.difference.attributes import Attribute
from services.difference.labels import Labels
from services.difference.things import Noun
from services.difference.values import Show, as_json, one_of, plain, quoted


def paper_noun(labels: Labels, names: Mapping[str, str]) -> Noun:
    """Papers, with the labels of the fields that may replace them and the names of templates."""
    required = {True: later("nay bắt buộc"), False: later("nay không bắt buộc")}
    return Noun(
        part="papers",
        word=later("giấy"),
        attributes={
            "required": Attribute(
                later("bắt buộc"), plain, True, flag=True, now=lambda value: required[bool(value)]
            ),
            "originals": Attribute(later("số bản chính"), plain, 0),
            "copies": Attribute(later("số bản sao"), plain, 0),
            "certified": Attribute(later("số bản sao chứng thực"), plain, 0),
            "template": Attribute(later("mẫu"), one_of(names)),
            "replaced_by": Attribute(later("giấy tờ thay thế"), _replacement(labels), {}),
            "note": Attribute(later("ghi chú"), quoted),
        },
    )


def _replacement(labels: Labels) -> Show:
    def show(value: Any) -> str:
        if not isinstance(value, Mapping) or len(value) != 1:
            return as_json(value) if value else ""
        if "field" in value:
            return _("nội dung kê khai %(field)s") % {"field": labels.field(value["field"])}
        if "record" in value:
            return _("dữ liệu có sẵn “%(record)s”") % {"record": value["record"]}
        return as_json(value)

    return show
