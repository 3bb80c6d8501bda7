"""The actions of the log in the words of the screen; the log itself keeps their names in code."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    # people and agencies
    "register_citizen": _("Đăng ký tài khoản"),
    "change_address": _("Đổi địa chỉ"),
    "change_contact": _("Đổi cách liên hệ"),
    "appoint": _("Giao vai trò"),
    "reset_access": _("Mở lại tài khoản"),
    "make_demo_people": _("Lập tài khoản mẫu"),
    "import_agencies": _("Nạp danh mục cơ quan"),
    # catalogue
    "import_procedures": _("Nạp danh mục thủ tục"),
    "publish_revision": _("Công bố phiên bản thủ tục"),
    # money
    "settle": _("Ghi nhận thanh toán trực tuyến"),
    "settle_at_counter": _("Ghi nhận thu tiền mặt"),
    "keep_surplus": _("Giữ khoản nộp thừa"),
    "open_cash_day": _("Mở sổ quỹ tiền mặt"),
    "close_cash_day": _("Khóa sổ quỹ tiền mặt"),
    "sign_off_cash_day": _("Ký duyệt sổ quỹ tiền mặt"),
    "reverse_cash": _("Ghi đảo khoản thu tiền mặt"),
    "replace_receipt": _("Hủy và lập lại biên lai"),
    # dossiers
    "attach": _("Tải tệp lên"),
    "remove_attachment": _("Gỡ tệp"),
    "discard": _("Xóa bản nháp"),
    "file": _("Nộp hồ sơ"),
    "require_payment": _("Yêu cầu nộp phí, lệ phí"),
    "payment_settled": _("Đã nhận phí, lệ phí"),
    "payment_reversed": _("Ghi lại phí, lệ phí là chưa nộp"),
    "take_cash": _("Thu tiền mặt"),
    "receive": _("Tiếp nhận"),
    "refuse": _("Từ chối tiếp nhận"),
    "request_supplement": _("Yêu cầu bổ sung"),
    "supply": _("Bổ sung giấy tờ"),
    "lapse": _("Dừng do quá hạn bổ sung"),
    "start_processing": _("Nhận thụ lý"),
    "note": _("Ghi chú"),
    "propose": _("Trình đề xuất"),
    "send_back": _("Trả lại đề xuất"),
    "decide": _("Quyết định"),
    "halt": _("Dừng xử lý"),
    "reopen": _("Mở lại hồ sơ"),
    "request_withdrawal": _("Yêu cầu rút hồ sơ"),
    "confirm_withdrawal": _("Đồng ý cho rút"),
    "decline_withdrawal": _("Không đồng ý cho rút"),
    "hand_over": _("Trả kết quả"),
}
