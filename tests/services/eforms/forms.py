"""Small forms and places for the tests of the engine."""

from typing import Any

from services.eforms.definition import EForm
from services.eforms.places import District, Places

PLACES = Places(
    province="tỉnh Quảng Nam",
    districts=(
        District("Huyện Núi Thành", (("20965", "Thị trấn Núi Thành"), ("20977", "Xã Tam Tiến"))),
        District("Thành phố Tam Kỳ", (("20335", "Phường Tân Thạnh"),)),
    ),
)


def places() -> Places:
    """Two districts."""
    return PLACES


def form_of(*fields: dict[str, Any]) -> EForm:
    """A form of one section."""
    return EForm.parse({"sections": [{"key": "only", "title": "Phần", "fields": list(fields)}]})


def field(kind: str, key: str = "it", **attributes: Any) -> dict[str, Any]:
    """The JSON of one field labelled "Nhãn"."""
    return {"key": key, "type": kind, "label": "Nhãn", **attributes}


CHOICES = [{"value": "a", "label": "Một"}, {"value": "b", "label": "Hai"}]

EVERY_TYPE = form_of(
    field(
        "text", "text", required=True, pattern="[A-Z].*", pattern_message="Bắt đầu bằng chữ hoa."
    ),
    field("long_text", "long_text"),
    field("whole_number", "whole_number", min=1, max=50),
    field("money", "money", required=True),
    field("date", "date", max="today"),
    field("yes_no", "yes_no", required=True),
    field(
        "one_of", "one_of", choices=CHOICES, show_if={"field": "yes_no", "op": "eq", "value": "yes"}
    ),
    field("several_of", "several_of", choices=CHOICES, required=True),
    field("personal_number", "personal_number", same_birth_as="date"),
    field(
        "tax_code", "tax_code", show_if={"not": {"field": "several_of", "op": "eq", "value": "a"}}
    ),
    field("phone", "phone"),
    field("email", "email", required=True, show_if={"field": "one_of", "op": "filled"}),
    field("address", "address", required=True),
    field(
        "computed", "computed", formula={"op": "product", "of": ["money", "whole_number"]}, unit="đ"
    ),
    field("file", "file", max_files=2),
    field(
        "group",
        "group",
        required=True,
        max_items=3,
        item_label="Mục",
        fields=[
            field("date", "since", required=True),
            field("yes_no", "open"),
            field(
                "text",
                "why",
                required=True,
                show_if={
                    "all": [
                        {"field": "open", "op": "eq", "value": "yes"},
                        {"field": "money", "op": "gt", "value": 1000},
                    ]
                },
            ),
        ],
    ),
    field(
        "table",
        "table",
        item_label="Dòng",
        fields=[
            field("text", "what", required=True),
            field("whole_number", "count"),
            field("money", "price"),
            field(
                "computed", "total", unit="đ", formula={"op": "product", "of": ["count", "price"]}
            ),
        ],
    ),
    field(
        "table",
        "years",
        row_labels=["Năm 2020", "Năm 2021"],
        fields=[field("money", "income", required=True)],
    ),
    field(
        "computed", "all", unit="đ", formula={"op": "sum_rows", "of": ["table"], "column": "total"}
    ),
)
