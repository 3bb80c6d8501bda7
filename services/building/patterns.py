"""Patterns that are asked for often, to choose instead of to write."""

from dataclasses import dataclass

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

OWN = "own"


@dataclass(frozen=True)
class Preset:
    """What it is for, the expression, and an answer that fits it."""

    name: str
    title: str | LazyText
    pattern: str
    example: str

    @property
    def message(self) -> str:
        """What is said of an answer that does not fit."""
        words = {"title": str(self.title), "example": self.example}
        return _("Nhập %(title)s theo dạng %(example)s.") % words


PRESETS = (
    Preset(
        "plate",
        gettext_lazy("biển số xe"),
        r"[0-9]{2}[A-Z][A-Z0-9]?[- ]?(?:[0-9]{4}|[0-9]{3}\.?[0-9]{2})",
        "92A-123.45",
    ),
    Preset(
        "land_certificate",
        gettext_lazy("số phát hành giấy chứng nhận quyền sử dụng đất"),
        r"[A-ZĐ]{1,2} ?[0-9]{6,8}",
        "CS 123456",
    ),
    Preset("postcode", gettext_lazy("mã bưu chính"), r"[0-9]{5}", "51000"),
    Preset("passport", gettext_lazy("số hộ chiếu"), r"[A-Z][0-9]{7}", "C1234567"),
    Preset("old_identity_card", gettext_lazy("số chứng minh nhân dân"), r"[0-9]{9}", "205123456"),
    Preset("insurance", gettext_lazy("mã số bảo hiểm xã hội"), r"[0-9]{10}", "4920123456"),
    Preset("year", gettext_lazy("năm"), r"(?:19|20)[0-9]{2}", "2022"),
    Preset("plot", gettext_lazy("số thửa đất, số tờ bản đồ"), r"[0-9]{1,5}", "125"),
)
BY_NAME = {preset.name: preset for preset in PRESETS}


def preset_of(pattern: str) -> str:
    """The name of the preset with this pattern, `own` for another one, empty for none."""
    if not pattern:
        return ""
    return next((preset.name for preset in PRESETS if preset.pattern == pattern), OWN)
