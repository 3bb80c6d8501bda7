"""What the sandbox does wrong on demand."""

from outside.serving.faults import Catalogue, Fault, hits, take

__all__ = ["FAULTS", "hits", "take"]

FAULTS = Catalogue(
    (
        Fault("decline", "Ngân hàng từ chối dù bấm «Trả tiền»"),
        Fault("amount_changed", "Thu sai số tiền: cộng thêm", -1000, "đồng"),
        Fault("crash_after_charge", "Trừ tiền xong thì đứt kết nối, không quay lại cổng"),
        Fault("crash_after_create", "Tạo giao dịch xong thì đứt kết nối, không trả lời API"),
        Fault("refund_pending", "Hoàn trả chờ ngân hàng; kết thúc ở trang các giao dịch"),
        Fault("refund_failed", "Ngân hàng trả lại khoản hoàn trả"),
        Fault("crash_after_refund", "Hoàn trả xong thì đứt kết nối, không trả lời API"),
        Fault("error_500", "API trả lỗi 500"),
        Fault("slow", "API trả lời chậm", 10, "giây"),
        Fault("callback_never", "Không gọi lại (webhook)"),
        Fault("callback_late", "Gọi lại muộn", 90, "giây"),
        Fault("callback_twice", "Gọi lại hai lần"),
        Fault(
            "callback_out_of_order", "Giữ lời gọi kế tiếp để nó đến sau lời gọi sau nó", 5, "giây"
        ),
        Fault("callback_before_redirect", "Gọi lại trước khi người nộp quay về"),
        Fault("callback_forged", "Thêm một lời gọi giả chữ ký, nói là đã trả tiền"),
    )
)
