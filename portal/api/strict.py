"""Bodies that are read strictly: what the description does not name is refused, not dropped."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

# So many unknown names are told.
MAX_NAMED = 20

# Words of an error by its code, as REST framework takes them.
ErrorWords = dict[str, "str | StrPromise"]

EMPTY: ErrorWords = dict.fromkeys(
    ("required", "null", "blank", "empty"), gettext_lazy("Mục này không được bỏ trống.")
)
CHOICE: ErrorWords = {
    **EMPTY,
    "invalid_choice": gettext_lazy("Giá trị này không có trong danh sách."),
}
OBJECT: ErrorWords = {
    **EMPTY,
    "invalid": gettext_lazy("Mục này phải là một đối tượng JSON."),
    "not_a_dict": gettext_lazy("Mục này phải là một đối tượng JSON."),
    "not_a_list": gettext_lazy("Mục này phải là một danh sách."),
    "max_length": gettext_lazy("Không quá {max_length} tệp."),
}


class Words(serializers.CharField):
    """A text of at most so many characters."""

    default_error_messages = {
        **EMPTY,
        "invalid": gettext_lazy("Mục này phải là một đoạn chữ."),
        "max_length": gettext_lazy("Không quá {max_length} ký tự."),
    }


class Strict(serializers.Serializer):
    """Null is the same as left out; what the description does not name is refused, not dropped."""

    default_error_messages = {"invalid": gettext_lazy("Mục này phải là một đối tượng JSON.")}

    def to_internal_value(self, data: Any) -> Any:
        """Raises ValidationError."""
        if not isinstance(data, Mapping):
            self.fail("invalid")
        unknown = [key for key in data if key not in self.fields][:MAX_NAMED]
        if unknown:
            words = _("Không có mục này trong mô tả của API.")
            raise serializers.ValidationError({key[:60]: [words] for key in unknown})
        return super().to_internal_value(
            {key: value for key, value in data.items() if value is not None}
        )
