"""Faults on demand, kept in the one worker's memory; a restart forgets them."""

import threading
import time
from dataclasses import asdict, dataclass

# What each fault does, as people read it; the order is the order of a request.
KINDS: dict[str, str] = {
    "down": "Ngừng hoạt động (503, không nhận gì)",
    "error": "Trả lời mã lỗi đã chọn (5xx), không nhận gì",
    "slow": "Chậm: chờ rồi mới nhận",
    "redirect": "Chuyển hướng sang máy chủ khác, không nhận gì",
    "wrong_clock": "Đồng hồ chạy lệch",
    "refuse": "Từ chối một hồ sơ hoặc một thủ tục",
    "expire_sessions": "Phiên làm việc hết hạn (dạng có phiên)",
    "unlisted": "Không nêu kết quả từng bản ghi: cả lô nhận hoặc không (dạng có phiên)",
    "slow_answer": "Nhận rồi, chờ rồi mới trả lời",
    "crash": "Nhận rồi chết trước khi trả lời (tiến trình dừng hẳn)",
    "lose_answer": "Nhận rồi đánh mất câu trả lời (500)",
    "html": "Nhận rồi trả lời bằng trang web thay vì JSON",
    "malformed": "Nhận rồi trả lời JSON hỏng",
    "empty": "Nhận rồi trả lời rỗng",
    "huge": "Nhận rồi trả lời quá dài (12 MB)",
    "silent": "Nhận rồi bỏ sót kết quả của các bản tin",
    "odd_outcome": "Nhận rồi trả lời bằng kết quả lạ",
}
# What is asked of this side, each with a fault of its own if need be.
# The form with a session has two more: logging in, and declaring a dossier before its states.
ENDPOINTS = ("states", "catalogue", "comparison", "login", "declarations")
DEFAULT_SECONDS = {"wrong_clock": 3600.0}


class UnknownFaultError(ValueError):
    """The text says what was wrong."""


@dataclass
class Fault:
    """`times` left (None: until cleared), `seconds` of the slow ones and of the clock, `dossier` or
    `procedure` of refuse, `status` of error, `only` at one endpoint (empty: everywhere)."""

    kind: str
    times: int | None = None
    seconds: float = 1.0
    dossier: str = ""
    procedure: str = ""
    status: int = 500
    only: str = ""


_faults: list[Fault] = []
_lock = threading.Lock()


def add(fault: Fault) -> None:
    """Switch a fault on. Raises UnknownFaultError."""
    if fault.kind not in KINDS:
        known = ", ".join(KINDS)
        raise UnknownFaultError(f"Không có lỗi mô phỏng “{fault.kind}”; có: {known}, clear.")
    if fault.kind == "refuse" and bool(fault.dossier) == bool(fault.procedure):
        raise UnknownFaultError(
            "Lỗi “refuse” cần mã hồ sơ trong “dossier”, hoặc mã thủ tục trong “procedure”."
        )
    if fault.only and fault.only not in ENDPOINTS:
        raise UnknownFaultError(f"“only” là một trong: {', '.join(ENDPOINTS)}.")
    if not 500 <= fault.status <= 599:
        raise UnknownFaultError("“status” là một số từ 500 đến 599.")
    if fault.times is not None and fault.times < 1:
        raise UnknownFaultError("“times” là một số từ 1 trở lên.")
    with _lock:
        _faults.append(fault)


def clear() -> None:
    """Switch all faults off."""
    with _lock:
        _faults.clear()


def active() -> list[dict[str, object]]:
    """What is switched on."""
    with _lock:
        return [asdict(fault) for fault in _faults]


def take(kind: str, *, endpoint: str = "", dossier: str = "", procedure: str = "") -> Fault | None:
    """The fault, used up by one, if it hits now."""
    if not _faults:
        return None
    with _lock:
        for fault in _faults:
            if fault.kind != kind or fault.only not in ("", endpoint):
                continue
            if (fault.dossier, fault.procedure) != (dossier, procedure):
                continue
            if fault.times is not None:
                fault.times -= 1
                if fault.times <= 0:
                    _faults.remove(fault)
            return fault
    return None


def strikes(kind: str, *, endpoint: str = "", dossier: str = "", procedure: str = "") -> bool:
    """Whether the fault hits now; uses it up by one."""
    return take(kind, endpoint=endpoint, dossier=dossier, procedure=procedure) is not None


def dawdle(kind: str, *, endpoint: str = "") -> None:
    """Wait as this fault says, if it is switched on."""
    fault = take(kind, endpoint=endpoint)
    if fault is not None:
        time.sleep(max(0.0, fault.seconds))
