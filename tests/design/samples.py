"""One set of sample parameters for each component, as its comment documents them."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.safestring import mark_safe

from portal.shared.clock import PROVINCE_TIME
from portal.shared.web.bar_chart import chart


class SampleForm(forms.Form):
    """One field of each kind of control."""

    full_name = forms.CharField(label="Họ, chữ đệm và tên", help_text="Viết như trên căn cước.")
    identity_number = forms.CharField(label="Số định danh cá nhân", help_text="Gồm 12 chữ số.")
    phone = forms.CharField(label="Số điện thoại", required=False)
    purpose = forms.ChoiceField(
        label="Mục đích yêu cầu cấp phiếu",
        choices=[("job", "Xin việc làm"), ("abroad", "Đi nước ngoài"), ("other", "Mục đích khác")],
        widget=forms.RadioSelect,
    )
    languages = forms.MultipleChoiceField(
        label="Nhận thông báo qua",
        choices=[("email", "Thư điện tử"), ("sms", "Tin nhắn")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    district = forms.ChoiceField(
        label="Huyện, thị xã, thành phố", choices=[("", "Chọn"), ("nt", "Huyện Núi Thành")]
    )
    note = forms.CharField(label="Ghi chú", widget=forms.Textarea, required=False)
    agree = forms.BooleanField(label="Tôi cam đoan lời khai trên là đúng sự thật.")


def bound_form() -> SampleForm:
    """A form with mistakes in it."""
    return SampleForm({"full_name": "Nguyễn Thị Trà", "identity_number": ""})


def at(day: int, hour: int, minute: int) -> datetime:
    """A moment of March 2022 in the province."""
    return datetime(2022, 3, day, hour, minute, tzinfo=PROVINCE_TIME)


def slot(**changes: Any) -> dict[str, Any]:
    """One paper asked for, empty unless changed."""
    return {
        "id": "slot-1",
        "label": "Bản sao căn cước công dân",
        "hint": "Chụp cả hai mặt, thấy rõ bốn góc.",
        "required": True,
        "error": "",
        "action": "/me/drafts/1/slots/1/",
        "multiple": False,
        "max_bytes": 20 * 1024 * 1024,
        "files": [],
        **changes,
    }


FILE = {
    "name": "can-cuoc-mat-truoc.jpg",
    "size": 1_482_300,
    "url": "/f/1/",
    "preview_url": "/f/1/preview/",
    "remove_url": "/f/1/remove/",
    "state_text": "Đã kiểm tra",
    "kind": "success",
}

QR = mark_safe('<svg viewBox="0 0 10 10" role="img" aria-label="QR"><path d="M0 0h5v5H0z"/></svg>')


def samples() -> dict[str, dict[str, Any]]:
    """Component file name → parameters."""
    form = bound_form()
    return {
        "autosave_status.html": {"saved_at": "14:03"},
        "back_link.html": {"href": "/me/", "text": "Hồ sơ của tôi"},
        "bar_chart.html": {
            "id": "hour",
            "chart": chart([(0, "08:00: 0"), (120, "08:01: 120")]),
            "highest": "120",
            "title": "Số bản tin mỗi phút",
            "first": "08:00",
            "last": "08:01",
        },
        "banner.html": {
            "kind": "warning",
            "title": "Hồ sơ cần bổ sung",
            "text": "Sở Tư pháp đề nghị nộp thêm bản sao sổ hộ khẩu trước ngày 28/03/2022.",
            "href": "/me/",
            "action": "Bổ sung giấy tờ",
        },
        "breadcrumbs.html": {"text1": "Thủ tục", "href1": "/services/", "text2": "Lý lịch tư pháp"},
        "chip.html": {"text": "Trễ 2 ngày", "kind": "late"},
        "confirmation_panel.html": {
            "title": "Đã nộp hồ sơ",
            "code_label": "Mã hồ sơ",
            "code": "000.00.16.H47-220322-0001",
            "text": "Biên nhận đã gửi tới tra@motcua.example.",
            "qr": QR,
            "qr_label": "Quét để theo dõi",
        },
        "empty.html": {
            "title": "Bạn chưa nộp hồ sơ nào",
            "text": "Hồ sơ đã nộp sẽ hiện ở đây.",
            "href": "/services/",
            "action": "Tìm thủ tục",
        },
        "error_summary.html": {"form": form},
        "facts.html": {
            "title": "Cần biết",
            "facts": [
                {"label": "Thời hạn", "value": "10 ngày làm việc", "icon": "clock"},
                {
                    "label": "Lệ phí nộp trực tuyến",
                    "value": "100.000 đ",
                    "note": "Nộp tại quầy: 200.000 đ",
                    "icon": "money",
                    "strong": True,
                },
                {"label": "Cơ quan thực hiện", "value": "Sở Tư pháp", "icon": "building"},
            ],
            "href": "/file/",
            "action": "Nộp hồ sơ",
        },
        "field.html": {"field": form["identity_number"]},
        "brand.html": {"province_name": "Quảng Nam", "demo_mode": True},
        "brand_staff.html": {},
        "footer.html": {"province_name": "Quảng Nam", "demo_mode": True},
        "header.html": {"province_name": "Quảng Nam", "demo_mode": True},
        "header_staff.html": {},
        "icon.html": {"name": "clock"},
        "language_switch.html": {},
        "mark.html": {},
        "messages.html": {"messages": [{"level_tag": "success", "message": "Đã lưu"}]},
        "area_tabs.html": {},
        "nav_workplace.html": {},
        "pagination.html": {"previous_url": "?before=2", "next_url": "?after=9"},
        "portal_subtitle.html": {"province_name": "Quảng Nam"},
        "progress_steps.html": {"current": 2, "total": 5, "label": "Người yêu cầu"},
        "search_box.html": {"value": "lý lịch", "large": True, "hint": "Ví dụ: lý lịch tư pháp"},
        "shortcuts_help.html": {},
        "stat.html": {
            "value": "96,4 %",
            "label": "hồ sơ giải quyết đúng hạn",
            "basis": "271 trong 281 hồ sơ, 60 ngày qua",
            "href": "/reports/",
        },
        "state_chip.html": {"state": "processing", "label": "Đang xử lý"},
        "sticky_bar.html": {
            "href": "/file/",
            "action": "Nộp hồ sơ",
            "text": "100.000 đ nộp trực tuyến",
        },
        "summary_list.html": {
            "title": "Người yêu cầu",
            "rows": [
                {"key": "Họ và tên", "value": "Nguyễn Thị Trà", "href": "/edit/"},
                {"key": "Số điện thoại", "value": "", "href": "/edit/"},
                {"key": "Nơi thường trú", "value": "Thôn Tân Bình Trung\nXã Tam Tiến"},
            ],
        },
        "task_list.html": {
            "tasks": [
                {"title": "Người yêu cầu", "href": "/s/1/", "state": "done"},
                {"title": "Nội dung yêu cầu", "href": "/s/2/", "state": "started"},
                {"title": "Giấy tờ", "href": "/s/3/", "state": "error", "hint": "1 trong 2 tệp"},
                {"title": "Nhận kết quả", "href": "/s/4/", "state": "todo"},
                {"title": "Kiểm tra và nộp", "state": "locked"},
            ],
        },
        "timeline.html": {
            "entries": [
                {
                    "at": at(22, 14, 3),
                    "title": "Mới đăng ký",
                    "who": "Nguyễn Thị Trà",
                    "kind": "success",
                },
                {
                    "at": at(23, 8, 10),
                    "title": "Được tiếp nhận",
                    "who": "Trần Văn Hùng, Trung tâm Phục vụ hành chính công",
                    "kind": "success",
                },
                {
                    "at": at(23, 9, 45),
                    "title": "Đang xử lý",
                    "who": "Sở Tư pháp",
                    "text": "Đã gửi yêu cầu xác minh.",
                    "current": True,
                },
                {"title": "Trả kết quả", "text": "Dự kiến 05/04/2022", "planned": True},
            ],
        },
        "upload_slot.html": {"slot": slot(files=[FILE])},
    }
