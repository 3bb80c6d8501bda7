"""Things that happen in a life, each with the search that answers it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class LifeEvent:
    """A heading on the home page; `icon` is a file of `templates/components/icons/`."""

    title: str
    text: str
    icon: str
    url: str


def life_events() -> list[LifeEvent]:
    """The events in the order of a life, in the language of the request."""
    return [
        _event(_("Sinh con"), _("Khai sinh, thẻ bảo hiểm y tế, thường trú"), "baby", q="khai sinh"),
        _event(_("Kết hôn"), _("Xác nhận tình trạng hôn nhân, kết hôn"), "heart", q="hôn"),
        _event(
            _("Nhà ở, đất đai"), _("Giấy chứng nhận, tách thửa, biến động"), "home",
            sector="dat-dai",
        ),
        _event(
            _("Kinh doanh"), _("Hộ kinh doanh, doanh nghiệp"), "briefcase",
            q="đăng ký thành lập",
        ),
        _event(_("Lái xe"), _("Đổi, cấp lại giấy phép lái xe"), "card", q="giấy phép lái xe"),
        _event(
            _("Đi làm"), _("Lý lịch tư pháp, chứng chỉ hành nghề"), "user",
            q="lý lịch tư pháp",
        ),
        _event(
            _("Giấy tờ, bản sao"), _("Chứng thực bản sao, trích lục hộ tịch"), "document",
            q="bản sao",
        ),
        _event(_("Người thân qua đời"), _("Khai tử, hỗ trợ mai táng"), "file", q="khai tử"),
    ]  # fmt: skip


def _event(title: str, text: str, icon: str, **search: str) -> LifeEvent:
    return LifeEvent(title, text, icon, f"{reverse('services:service_list')}?{urlencode(search)}")
