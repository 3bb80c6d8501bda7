"""Pages of a list: no page counts the whole list, however long it grows."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request

FIRST, LAST = 1, 100


class PageSerializer(serializers.Serializer):
    """What every page of a list has beside its `results`."""

    next = serializers.URLField(allow_null=True, help_text="Trang sau, null nếu hết")
    previous = serializers.URLField(allow_null=True, help_text="Trang trước")


class PageQuery(serializers.Serializer):
    """Which page."""

    page = serializers.IntegerField(
        min_value=FIRST,
        max_value=LAST,
        default=FIRST,
        help_text="Số trang",
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value", "max_string_length"),
            _("Nhập số trang từ 1 đến 100."),
        ),
    )


def page_body(
    request: Request, results: list[Any], *, number: int, has_next: bool
) -> dict[str, Any]:
    """The page with the addresses of its neighbours."""
    return {
        "next": _address(request, number + 1) if has_next and number < LAST else None,
        "previous": _address(request, number - 1) if number > FIRST else None,
        "results": results,
    }


def _address(request: Request, number: int) -> str:
    asked = request.query_params.copy()
    asked["page"] = str(number)
    return request.build_absolute_uri(f"{request.path}?{asked.urlencode()}")
