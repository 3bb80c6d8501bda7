"""What the platform does wrong on demand."""

from outside.serving.faults import Catalogue, Fault, hits, take

__all__ = ["FAULTS", "hits", "take"]

FAULTS = Catalogue(
    (
        Fault("decline", "Ngân hàng từ chối dù bấm «Trả tiền»"),
        Fault("undecided", "Ngân hàng không trả lời: nền tảng chưa biết đã thu hay chưa"),
        Fault("amount_changed", "Thu sai số tiền: cộng thêm", -1000, "đồng"),
        Fault("currency_changed", "Thu bằng đô la Mỹ"),
        Fault("crash_after_charge", "Trừ tiền xong thì đứt kết nối, không quay lại cổng"),
        Fault("crash_after_create", "Tạo giao dịch xong thì đứt kết nối, không trả lời"),
        Fault("error_500", "Bản tin được trả lời bằng lỗi 500"),
        Fault("slow", "Bản tin được trả lời chậm", 10, "giây"),
        Fault("cancel_unknown", "Không biết bản tin hủy"),
        Fault("callback_never", "Không báo kết quả"),
        Fault("callback_late", "Báo kết quả muộn", 90, "giây"),
        Fault("callback_twice", "Báo kết quả hai lần"),
        Fault("callback_forged", "Thêm một lời báo giả chữ ký, nói là đã trả tiền"),
    )
)
