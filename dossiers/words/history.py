"""Each event of the history in two sentences: one for the citizen, one for staff."""

from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.accounts.roles import Role

# event → (to the citizen, to staff)
_WORDS = {
    "file": (_("Bạn đã nộp hồ sơ."), _("Công dân nộp hồ sơ.")),
    "require_payment": (
        _("Hồ sơ cần nộp phí, lệ phí."),
        _("Hệ thống yêu cầu nộp phí, lệ phí trực tuyến."),
    ),
    "payment_settled": (_("Đã nhận phí, lệ phí của bạn."), _("Đã thu đủ phí, lệ phí.")),
    "payment_reversed": (
        _("Khoản thu tiền mặt được ghi nhầm vào hồ sơ này đã được hủy; phí, lệ phí chưa nộp."),
        _("Đã ghi đảo khoản thu tiền mặt; phí, lệ phí chưa nộp."),
    ),
    "receive": (
        _("Bộ phận một cửa đã tiếp nhận hồ sơ và hẹn ngày trả kết quả."),
        _("Tiếp nhận hồ sơ, hẹn ngày trả kết quả (Mẫu 01)."),
    ),
    "refuse": (
        _("Bộ phận một cửa không tiếp nhận hồ sơ."),
        _("Từ chối tiếp nhận hồ sơ (Mẫu 03)."),
    ),
    "request_supplement": (
        _("Cơ quan yêu cầu bạn bổ sung, hoàn thiện hồ sơ."),
        _("Yêu cầu bổ sung, hoàn thiện hồ sơ (Mẫu 02)."),
    ),
    "supply": (_("Bạn đã bổ sung hồ sơ."), _("Công dân đã bổ sung hồ sơ.")),
    "lapse": (
        _("Hồ sơ dừng xử lý vì quá thời hạn bổ sung."),
        _("Hệ thống dừng xử lý: quá thời hạn bổ sung."),
    ),
    "start_processing": (
        _("Cán bộ thụ lý đã nhận hồ sơ và bắt đầu xử lý."),
        _("Nhận thụ lý hồ sơ."),
    ),
    "propose": (
        _("Cán bộ thụ lý đã xử lý xong và trình lãnh đạo quyết định."),
        _("Trình lãnh đạo đề xuất kết quả."),
    ),
    "send_back": (
        _("Lãnh đạo yêu cầu xem xét thêm trước khi quyết định."),
        _("Lãnh đạo trả lại đề xuất."),
    ),
    "decide": (_("Lãnh đạo đã quyết định kết quả."), _("Lãnh đạo quyết định kết quả.")),
    "sign": (_("Lãnh đạo đã ký số kết quả."), _("Lãnh đạo ký số kết quả.")),
    "seal": (
        _("Kết quả đã có chữ ký số của cơ quan."),
        _("Cơ quan ký số kết quả."),
    ),
    "halt": (_("Cơ quan dừng xử lý hồ sơ."), _("Dừng xử lý hồ sơ.")),
    "reopen": (
        _("Lãnh đạo mở lại hồ sơ để xử lý tiếp."),
        _("Lãnh đạo mở lại hồ sơ để xử lý tiếp."),
    ),
    "request_withdrawal": (_("Bạn đã yêu cầu rút hồ sơ."), _("Công dân yêu cầu rút hồ sơ.")),
    "confirm_withdrawal": (
        _("Bộ phận một cửa đã đồng ý cho bạn rút hồ sơ."),
        _("Đồng ý cho rút hồ sơ."),
    ),
    "decline_withdrawal": (
        _("Bộ phận một cửa không đồng ý cho rút hồ sơ."),
        _("Không đồng ý cho rút hồ sơ."),
    ),
    "ask_move": (
        _("Cơ quan đề nghị chuyển hồ sơ sang quy định mới của thủ tục và chờ bạn trả lời."),
        _("Hỏi công dân về việc chuyển hồ sơ sang phiên bản mới."),
    ),
    "agree_to_move": (
        _("Bạn đồng ý chuyển hồ sơ sang quy định mới; hạn trả và phí không đổi."),
        _("Công dân đồng ý chuyển hồ sơ sang phiên bản mới."),
    ),
    "decline_move": (
        _("Bạn không đồng ý chuyển; hồ sơ giữ quy định lúc nộp."),
        _("Công dân không đồng ý chuyển; hồ sơ giữ phiên bản lúc nộp."),
    ),
    "hand_to_successor": (
        _("Hồ sơ được chuyển sang cơ quan kế thừa; tình trạng và hạn trả không đổi."),
        _("Chuyển hồ sơ sang cơ quan kế thừa."),
    ),
    "take_over": (
        _("Hồ sơ được giao cho cán bộ khác; tình trạng và hạn trả không đổi."),
        _("Giao hồ sơ cho cán bộ khác."),
    ),
    "hand_over": (_("Kết quả đã được trả cho bạn."), _("Trả kết quả cho công dân.")),
    "shipment_came_back": (
        _("Bưu điện không phát được kết quả và đã chuyển hoàn; bạn có thể nhận tại quầy."),
        _("Bưu điện chuyển hoàn kết quả."),
    ),
    "hand_over_again": (
        _("Kết quả bị chuyển hoàn đã được trả cho bạn."),
        _("Trả kết quả mà bưu điện đã chuyển hoàn."),
    ),
}  # fmt: skip

# A clerk did it on the citizen's behalf.
_BY_CLERK = {
    "file": (_("Cán bộ một cửa đã nộp hồ sơ thay bạn."), _("Nộp hồ sơ thay công dân.")),
    "supply": (
        _("Cán bộ một cửa đã bổ sung hồ sơ thay bạn."),
        _("Bổ sung hồ sơ thay công dân."),
    ),
}
# What staff say to each other stays among staff.
_AMONG_STAFF = frozenset({"propose", "send_back", "take_over"})


class Told(Protocol):
    """A row of the history, or its columns."""

    @property
    def event(self) -> str: ...

    @property
    def role(self) -> str: ...


class ToldWithReason(Told, Protocol):
    """The same, with what was written beside it."""

    @property
    def reason(self) -> str: ...


def _words(entry: Told) -> tuple[str | Promise, str | Promise]:
    by_clerk = _BY_CLERK.get(entry.event) if entry.role == Role.CLERK else None
    return by_clerk or _WORDS[entry.event]


def words_for_citizen(entry: Told) -> str:
    """What happened, said to the applicant."""
    return str(_words(entry)[0])


def words_for_staff(entry: Told) -> str:
    """What happened, said to a colleague."""
    return str(_words(entry)[1])


def reason_for_citizen(entry: ToldWithReason) -> str:
    """The reason written with the step, or nothing where it was meant for staff."""
    return "" if entry.event in _AMONG_STAFF else entry.reason
