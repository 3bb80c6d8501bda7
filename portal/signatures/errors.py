"""Why something could not be signed: one class for each thing that a person can do about it.

`code` is kept with the run; `str(error)` is what the screen says. Nothing of a PIN is ever in one.
"""

import re
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.shared.errors import Refusal


class SigningFailed(Refusal):
    """Base. `str()` is a Vietnamese sentence that says what to do; `code` is for programs."""

    code: ClassVar[str] = "failed"

    def __init__(self, words: str = "") -> None:
        super().__init__(words or self.words())

    @classmethod
    def words(cls) -> str:
        """What the screen says."""
        return _(
            "Chưa ký được vì một lỗi bất ngờ. Hãy thử lại; nếu vẫn lỗi, báo quản trị hệ thống."
        )


class NoKey(SigningFailed):
    """The person or agency has no key that may be used."""

    code = "no_key"

    @classmethod
    def words(cls) -> str:
        """What the screen says."""
        return _(
            "Chưa có khóa ký số đang dùng. Hãy nhờ quản trị hệ thống gắn khóa cho tài khoản này."
        )


class WrongPin(SigningFailed):
    """The PIN does not open the key; `tries_left` where the key's keeper says it."""

    code = "wrong_pin"

    def __init__(self, tries_left: int | None = None) -> None:
        words = _("Mã PIN chưa đúng. Hãy nhập lại mã PIN của khóa ký.")
        if tries_left is not None:
            words = ngettext(
                "Mã PIN chưa đúng. Còn %(tries)s lần thử trước khi khóa ký bị khóa.",
                "Mã PIN chưa đúng. Còn %(tries)s lần thử trước khi khóa ký bị khóa.",
                tries_left,
            ) % {"tries": tries_left}
        super().__init__(words)
        self.tries_left = tries_left


class TokenLocked(SigningFailed):
    """Too many wrong PINs: nobody gets in now. A token stays locked until it is unlocked; a
    software key opens again after `minutes`."""

    code = "token_locked"

    def __init__(self, minutes: int | None = None) -> None:
        words = _(
            "Khóa ký đã bị khóa vì nhập sai mã PIN nhiều lần. "
            "Hãy liên hệ nơi cấp khóa để mở, rồi ký lại."
        )
        if minutes is not None:
            words = ngettext(
                "Khóa ký tạm bị khóa vì nhập sai mã PIN nhiều lần. "
                "Hãy đợi %(minutes)s phút rồi ký lại với mã PIN đúng.",
                "Khóa ký tạm bị khóa vì nhập sai mã PIN nhiều lần. "
                "Hãy đợi %(minutes)s phút rồi ký lại với mã PIN đúng.",
                minutes,
            ) % {"minutes": minutes}
        super().__init__(words)


class TokenMissing(SigningFailed):
    """The token, or the file of the key, is not there."""

    code = "token_missing"

    @classmethod
    def words(cls) -> str:
        """What the screen says."""
        return _("Không tìm thấy khóa ký. Hãy cắm thiết bị ký vào máy chủ ký số rồi thử lại.")


class KeyExpired(SigningFailed):
    """The certificate is over, or not valid yet."""

    code = "key_expired"

    @classmethod
    def words(cls) -> str:
        """What the screen says."""
        return _("Chứng thư số không còn hạn dùng. Hãy nhờ quản trị hệ thống gia hạn khóa ký.")


class KeyRevoked(SigningFailed):
    """The certificate was revoked by who issued it."""

    code = "key_revoked"

    @classmethod
    def words(cls) -> str:
        """What the screen says."""
        return _(
            "Chứng thư số đã bị thu hồi, không ký được nữa. Hãy nhờ quản trị hệ thống thay khóa."
        )


class TimestampDown(SigningFailed):
    """The timestamp service does not answer: without it there would be no lasting signature."""

    code = "timestamp_down"

    @classmethod
    def words(cls) -> str:
        """What the screen says."""
        return _(
            "Dịch vụ cấp dấu thời gian không trả lời nên chưa ký được. Hãy thử lại sau ít phút."
        )


class RemoteSilent(SigningFailed):
    """The remote signing service does not answer, or answers nonsense."""

    code = "remote_silent"

    @classmethod
    def words(cls) -> str:
        """What the screen says."""
        return _("Dịch vụ ký số từ xa không trả lời nên chưa ký được. Hãy thử lại sau ít phút.")


class BadPdf(SigningFailed):
    """The file is no PDF that can be signed."""

    code = "bad_pdf"

    @classmethod
    def words(cls) -> str:
        """What the screen says."""
        return _("Tệp cần ký không phải PDF đọc được hoặc có mật khẩu. Hãy thay bằng tệp khác.")


class PinForgotten(SigningFailed):
    """The run waited so long that its PIN has been erased."""

    code = "pin_forgotten"

    @classmethod
    def words(cls) -> str:
        """What the screen says."""
        return _("Việc ký phải chờ quá lâu nên mã PIN đã được xóa. Hãy nhập lại mã PIN để ký tiếp.")


def said_anew(code: str, kept: str) -> str:
    """A kept failure in the language of who reads it now: the job that met it spoke Vietnamese.
    A number in it (tries, minutes) is taken from the `kept` words; so is what has no known code."""
    kinds: list[type[SigningFailed]] = [SigningFailed, *SigningFailed.__subclasses__()]
    kind = next((each for each in kinds if each.code == code), None)
    if kind is None or not kept:
        return kept
    if kind is WrongPin or kind is TokenLocked:
        number = re.search(r"\d+", kept)
        return str(kind(int(number[0]) if number else None))
    return kind.words()
