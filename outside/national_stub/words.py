"""The statuses of a dossier (TrangThaiHoSo) as the national portal words them."""

from enum import IntEnum


class Status(IntEnum):
    """Codes of QCVN 120:2019/BTTTT."""

    REGISTERED = 1
    RECEIVED = 2
    REFUSED = 3
    PROCESSING = 4
    SUPPLEMENT = 5
    PAYMENT = 6
    WITHDRAWAL = 7
    HALTED = 8
    DONE = 9
    RETURNED = 10


WORDS: dict[int, str] = {
    Status.REGISTERED: "Mới đăng ký",
    Status.RECEIVED: "Được tiếp nhận",
    Status.REFUSED: "Không được tiếp nhận",
    Status.PROCESSING: "Đang xử lý",
    Status.SUPPLEMENT: "Yêu cầu bổ sung giấy tờ",
    Status.PAYMENT: "Yêu cầu thực hiện nghĩa vụ tài chính",
    Status.WITHDRAWAL: "Công dân yêu cầu rút hồ sơ",
    Status.HALTED: "Dừng xử lý",
    Status.DONE: "Đã xử lý xong",
    Status.RETURNED: "Đã trả kết quả",
}
