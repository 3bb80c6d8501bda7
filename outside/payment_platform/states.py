"""How a transaction stands (`TrangThaiGD`). 1, 3 and 4 have been seen; the others are assumed."""

WAITING = "0"
PAID = "1"
UNDECIDED = "3"
FAILED = "4"
CANCELLED = "5"
TIME_OVER = "6"

# `MaLoi` of a result: 00 has been seen, the others are assumed.
CODES = {PAID: "00", UNDECIDED: "09", FAILED: "02", CANCELLED: "24", TIME_OVER: "11", WAITING: "09"}
WORDS = {
    WAITING: "chờ trả tiền",
    PAID: "đã trả",
    UNDECIDED: "ngân hàng chưa trả lời",
    FAILED: "ngân hàng từ chối",
    CANCELLED: "đã hủy",
    TIME_OVER: "hết hạn",
}
