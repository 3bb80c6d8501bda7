"""The ends of a sign-on at which nothing has changed, in words that say what to do."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.accounts.sign_on.mask import masked
from portal.shared.errors import Refusal


@dataclass(frozen=True)
class Problem:
    """What the page says; `lines` are further rows of (label, value)."""

    title: str
    text: str
    status: int = 403
    lines: tuple[tuple[str, str], ...] = ()
    may_try_again: bool = False


class SignOnRefused(Refusal):
    """A national account may not do this here."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.text)
        self.problem = problem


def silent() -> Problem:
    """The national portal does not answer as it should."""
    return Problem(
        title=_("Cổng quốc gia đang không trả lời"),
        text=_(
            "Lỗi không phải do bạn. Bạn vẫn đăng nhập được bằng thư điện tử hoặc số điện thoại và "
            "mật khẩu; hoặc đợi ít phút rồi thử lại."
        ),
        status=503,
        may_try_again=True,
    )


def untrusted() -> Problem:
    """An answer came that proves nothing."""
    return Problem(
        title=_("Chưa xác thực được với cổng quốc gia"),
        text=_(
            "Câu trả lời của Cổng Dịch vụ công quốc gia không hợp lệ nên không được dùng. Hãy thử "
            "lại; nếu vẫn vậy, hãy đăng nhập bằng mật khẩu và báo cho Bộ phận một cửa."
        ),
        may_try_again=True,
    )


def expired() -> Problem:
    """The way back does not belong to a way out of this browser, or took too long."""
    return Problem(
        title=_("Lần đăng nhập này không còn hiệu lực"),
        text=_(
            "Đã quá lâu kể từ lúc bắt đầu, hoặc trang này được mở lại từ lần trước. Hãy đăng nhập "
            "lại từ đầu."
        ),
        status=400,
        may_try_again=True,
    )


def malformed(fact: str) -> Problem:
    """The facts cannot be used; nothing else would be right to store."""
    what = {
        "identity_number": _("số định danh cá nhân"),
        "name": _("họ và tên"),
        "birthdate": _("ngày sinh"),
    }.get(fact, _("thông tin tài khoản"))
    return Problem(
        title=_("Thông tin từ cổng quốc gia chưa đủ"),
        text=_(
            "Cổng Dịch vụ công quốc gia không cho biết %(what)s, hoặc cho biết chưa đúng. Hãy kiểm "
            "tra thông tin tài khoản của bạn trên cổng quốc gia rồi đăng nhập lại."
        )
        % {"what": what},
    )


def too_low() -> Problem:
    """The account's owner has not shown his papers to the national portal."""
    return Problem(
        title=_("Tài khoản quốc gia của bạn ở mức 1"),
        text=_(
            "Để dùng ở đây, tài khoản cần mức 2: danh tính đã được xác thực. Hãy mang căn cước "
            "công dân đến Công an xã, phường để nâng lên mức 2 rồi đăng nhập lại. Trong lúc đó bạn "
            "vẫn đăng ký và đăng nhập được bằng thư điện tử hoặc số điện thoại."
        ),
    )


def another_number(ours: str, theirs: str) -> Problem:
    """Linking from one's own account: the national account is somebody else's."""
    return Problem(
        title=_("Hai số định danh không giống nhau"),
        text=_(
            "Tài khoản quốc gia vừa đăng nhập là của một số định danh khác, nên không liên kết "
            "được. Chưa có gì thay đổi. Hãy đăng xuất ở cổng quốc gia rồi thử lại bằng tài khoản "
            "quốc gia của chính bạn."
        ),
        lines=(
            (_("Tài khoản đang đăng nhập ở đây"), masked(ours)),
            (_("Tài khoản quốc gia"), masked(theirs)),
        ),
    )


def changed_number() -> Problem:
    """The national portal now says another number than the citizen's who is linked."""
    return Problem(
        title=_("Số định danh trên cổng quốc gia đã khác"),
        text=_(
            "Số định danh mà cổng quốc gia cho biết không còn giống số của tài khoản đã liên kết ở "
            "đây. Để an toàn, lần đăng nhập này bị từ chối. Hãy đăng nhập bằng mật khẩu, hoặc mang "
            "căn cước công dân đến Bộ phận một cửa gần nhất."
        ),
    )


def linked_elsewhere() -> Problem:
    """This national account belongs to another account here."""
    return Problem(
        title=_("Tài khoản quốc gia này đã liên kết với người khác"),
        text=_(
            "Bạn đang đăng nhập ở đây bằng một tài khoản khác. Hãy đăng xuất rồi đăng nhập bằng "
            "cổng quốc gia; nếu bạn cho là có nhầm lẫn, hãy đến Bộ phận một cửa gần nhất."
        ),
    )


def linked_to_another() -> Problem:
    """The citizen is linked, but with another national account."""
    return Problem(
        title=_("Số định danh này đã liên kết với một tài khoản quốc gia khác"),
        text=_(
            "Hãy đăng nhập bằng tài khoản quốc gia đã dùng trước đây, hoặc bằng mật khẩu rồi bỏ "
            "liên kết cũ trong trang “Thông tin của tôi”."
        ),
    )


def no_citizen() -> Problem:
    """An account of staff without a citizen behind it."""
    return Problem(
        title=_("Tài khoản này không phải của công dân"),
        text=_("Chỉ tài khoản công dân liên kết được với Cổng Dịch vụ công quốc gia."),
    )


def another_birth_date() -> Problem:
    """Known from the counter, with another birth date."""
    return Problem(
        title=_("Ngày sinh chưa khớp với hồ sơ đã lập tại quầy"),
        text=_(
            "Số định danh này đã có hồ sơ lập tại Bộ phận một cửa, nhưng ngày sinh ở đó khác ngày "
            "sinh trên cổng quốc gia. Hãy mang căn cước công dân đến Bộ phận một cửa gần nhất để "
            "sửa cho khớp."
        ),
    )
