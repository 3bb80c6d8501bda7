"""Papers asked for."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.difference.attributes import Attribute
from services.difference.labels import Labels
from services.difference.things import Noun
from services.difference.values import Show, as_json, one_of, plain, quoted


def paper_noun(labels: Labels, names: Mapping[str, str]) -> Noun:
    """Papers, with the labels of the fields that may replace them and the names of templates."""
    required = {True: gettext_lazy("nay bắt buộc"), False: gettext_lazy("nay không bắt buộc")}
    return Noun(
        part="papers",
        word=gettext_lazy("giấy"),
        attributes={
            "required": Attribute(
                gettext_lazy("bắt buộc"),
                plain,
                True,
                flag=True,
                now=lambda value: required[bool(value)],
            ),
            "originals": Attribute(gettext_lazy("số bản chính"), plain, 0),
            "copies": Attribute(gettext_lazy("số bản sao"), plain, 0),
            "certified": Attribute(gettext_lazy("số bản sao chứng thực"), plain, 0),
            "template": Attribute(gettext_lazy("mẫu"), one_of(names)),
            "replaced_by": Attribute(gettext_lazy("giấy tờ thay thế"), _replacement(labels), {}),
            "note": Attribute(gettext_lazy("ghi chú"), quoted),
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
