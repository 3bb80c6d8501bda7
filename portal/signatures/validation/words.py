"""What people are told: for each verdict a title, and a sentence that says what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.signatures.validation.verdict import Verdict

_TITLES: dict[Verdict, Promise] = {
    Verdict.VALID: _("Chữ ký hợp lệ"),
    Verdict.TAMPERED: _("Nội dung đã bị sửa sau khi ký"),
    Verdict.COPIED: _("Chữ ký không phải của tệp này"),
    Verdict.PAGES_ADDED: _("Tệp bị thêm trang sau khi ký"),
    Verdict.CHANGED_AFTER: _("Phần nhìn thấy bị thay đổi sau khi ký"),
    Verdict.PARTLY_COVERED: _("Chữ ký chỉ bảo vệ một phần tệp"),
    Verdict.BROKEN: _("Chữ ký bị hỏng"),
    Verdict.REVOKED: _("Chứng thư số đã bị thu hồi"),
    Verdict.EXPIRED: _("Ký ngoài thời hạn của chứng thư số"),
    Verdict.UNTRUSTED: _("Nơi cấp chứng thư số không được tin cậy"),
    Verdict.NOT_FOR_SIGNING: _("Chứng thư số không dùng để ký văn bản"),
    Verdict.WEAK: _("Chữ ký dùng thuật toán không còn an toàn"),
    Verdict.UNSUPPORTED: _("Kiểu chữ ký không kiểm tra được"),
    Verdict.UNKNOWN: _("Chưa biết chứng thư số có bị thu hồi hay không"),
    Verdict.UNSIGNED: _("Tệp không có chữ ký số"),
    Verdict.EMPTY: _("Tệp trống"),
    Verdict.NOT_PDF: _("Tệp không phải PDF"),
    Verdict.ENCRYPTED: _("Tệp có mật khẩu"),
    Verdict.UNREADABLE: _("Tệp bị hỏng"),
    Verdict.TOO_COMPLEX: _("Tệp quá phức tạp để kiểm tra"),
}

_OF_FILE: dict[Verdict, Promise] = {
    Verdict.VALID: _(
        "Mọi chữ ký trong tệp đều hợp lệ: nội dung còn nguyên như lúc ký và người ký có chứng thư "
        "số còn hiệu lực vào lúc đó."
    ),
    Verdict.TAMPERED: _(
        "Nội dung tệp không khớp với nội dung đã được ký. Không dùng tệp này; hãy xin lại bản gốc "
        "từ nơi cấp."
    ),
    Verdict.COPIED: _(
        "Chữ ký được chép từ tệp khác, hoặc tệp đã được lưu lại bằng phần mềm khác sau khi ký. "
        "Không dùng tệp này; hãy xin lại bản gốc từ nơi cấp."
    ),
    Verdict.PAGES_ADDED: _(
        "Tệp có trang mà người ký chưa từng thấy. Không dùng tệp này; hãy xin lại bản gốc từ nơi "
        "cấp."
    ),
    Verdict.CHANGED_AFTER: _(
        "Nội dung hiện ra trước mắt khác với nội dung đã được ký. Không dùng tệp này; hãy xin lại "
        "bản gốc từ nơi cấp."
    ),
    Verdict.PARTLY_COVERED: _(
        "Có phần của tệp nằm ngoài chữ ký nên có thể đã bị sửa. Không dùng tệp này; hãy xin lại "
        "bản gốc từ nơi cấp."
    ),
    Verdict.BROKEN: _(
        "Tệp có chữ ký nhưng dữ liệu của chữ ký bị hỏng. Hãy tải lại tệp từ nơi cấp rồi kiểm tra "
        "lần nữa."
    ),
    Verdict.REVOKED: _(
        "Khi ký, chứng thư số của người ký đã bị thu hồi, hoặc không chứng minh được là ký trước "
        "đó. Hãy hỏi lại nơi cấp."
    ),
    Verdict.EXPIRED: _(
        "Vào lúc ký, chứng thư số của người ký chưa có hoặc đã hết hiệu lực, hoặc không có dấu "
        "thời gian chứng minh được lúc ký. Hãy hỏi lại nơi cấp."
    ),
    Verdict.UNTRUSTED: _(
        "Nội dung còn nguyên nhưng không xác định được người ký là ai: nơi cấp chứng thư số không "
        "có trong danh sách tin cậy. Hãy hỏi lại nơi cấp."
    ),
    Verdict.NOT_FOR_SIGNING: _(
        "Nội dung còn nguyên, nhưng chứng thư số được cấp cho việc khác (máy chủ, dấu thời gian…), "
        "không phải để người hay cơ quan ký văn bản. Hãy hỏi lại nơi cấp."
    ),
    Verdict.WEAK: _(
        "Thuật toán của chữ ký đã cũ và có thể bị giả. Hãy xin bản được ký bằng thuật toán mới hơn."
    ),
    Verdict.UNSUPPORTED: _(
        "Tệp có chữ ký kiểu cũ hoặc kiểu lạ mà hệ thống không kiểm tra được. Hãy xin bản được ký "
        "theo chuẩn PAdES."
    ),
    Verdict.UNKNOWN: _(
        "Nội dung còn nguyên, nhưng nơi cấp chứng thư số không trả lời nên chưa biết chứng thư có "
        "bị thu hồi hay không. Hãy kiểm tra lại sau."
    ),
    Verdict.UNSIGNED: _("Không có chữ ký số nào trong tệp, nên không xác nhận được ai đã cấp tệp."),
    Verdict.EMPTY: _("Tệp không có nội dung (0 byte). Hãy chọn lại tệp."),
    Verdict.NOT_PDF: _("Chỉ kiểm tra được tệp PDF. Hãy chọn tệp PDF mà nơi cấp đã gửi."),
    Verdict.ENCRYPTED: _("Hãy bỏ mật khẩu của tệp rồi kiểm tra lại."),
    Verdict.UNREADABLE: _("Không đọc được tệp PDF này. Hãy tải lại tệp từ nơi cấp."),
    Verdict.TOO_COMPLEX: _(
        "Kiểm tra tệp này cần quá nhiều thời gian hoặc bộ nhớ nên đã dừng lại; chưa biết chữ ký có "
        "hợp lệ hay không. Hãy kiểm tra lại, hoặc xin nơi cấp bản đơn giản hơn."
    ),
}

_OF_SIGNATURE: dict[Verdict, Promise] = {
    Verdict.VALID: _("Nội dung còn nguyên như lúc ký; chứng thư số còn hiệu lực vào lúc đó."),
    Verdict.TAMPERED: _(
        "Nội dung tệp không khớp với nội dung đã được ký: tệp đã bị sửa sau khi ký, hoặc chữ ký "
        "không phải của tệp này."
    ),
    Verdict.COPIED: _(
        "Chữ ký này được làm cho một tệp khác rồi chép vào đây, hoặc tệp đã được lưu lại bằng phần "
        "mềm khác sau khi ký."
    ),
    Verdict.CHANGED_AFTER: _(
        "Sau khi ký, tệp đã được sửa để hiện ra nội dung khác với nội dung đã được ký."
    ),
    Verdict.PARTLY_COVERED: _("Chữ ký này bỏ qua một phần của tệp, phần đó có thể đã bị sửa."),
    Verdict.BROKEN: _("Dữ liệu của chữ ký này bị hỏng nên không kiểm tra được."),
    Verdict.REVOKED: _("Chứng thư số đã bị thu hồi trước lúc ký."),
    Verdict.EXPIRED: _("Lúc ký nằm ngoài thời hạn của chứng thư số."),
    Verdict.UNTRUSTED: _(
        "Chứng thư số không do nơi được tin cậy cấp, nên tên người ký có thể giả."
    ),
    Verdict.NOT_FOR_SIGNING: _(
        "Chứng thư số này được cấp cho việc khác, không phải để ký văn bản."
    ),
    Verdict.WEAK: _("Chữ ký này dùng thuật toán cũ, không còn được coi là an toàn."),
    Verdict.UNSUPPORTED: _("Hệ thống không kiểm tra được kiểu chữ ký này."),
    Verdict.UNKNOWN: _(
        "Nội dung còn nguyên, nhưng chưa hỏi được nơi cấp xem chứng thư số có bị thu hồi không."
    ),
}


_LEVELS: dict[str, Promise] = {
    "B-B": _("Không có dấu thời gian (PAdES B-B): lúc ký chỉ do người ký khai."),
    "B-T": _("Có dấu thời gian (PAdES B-T)."),
    "B-LT": _("Có dấu thời gian và bằng chứng chứng thư chưa bị thu hồi (PAdES B-LT)."),
    "B-LTA": _("Có bằng chứng lưu trữ lâu dài (PAdES B-LTA)."),
}

_REVOCATION: dict[str, Promise] = {
    "embedded": _("Chưa bị thu hồi, theo bằng chứng có sẵn trong tệp"),
    "asked": _("Chưa bị thu hồi, theo trả lời của nơi cấp"),
    "nowhere": _("Không kiểm tra được: chứng thư số không nêu nơi tra cứu thu hồi"),
}


def title(verdict: Verdict) -> str:
    """A few words, for a heading."""
    return str(_TITLES[verdict])


def of_file(verdict: Verdict) -> str:
    """What it means for the person, and what to do."""
    return str(_OF_FILE[verdict])


def of_level(level: str) -> str:
    """What the level proves; empty where there is none."""
    return str(_LEVELS.get(level, ""))


def of_revocation(source: str) -> str:
    """Where it is known from that the certificate was not revoked."""
    return str(_REVOCATION.get(source, ""))


def of_signature(verdict: Verdict, *, pages_added: int) -> str:
    """What it means for one signature."""
    if verdict == Verdict.PAGES_ADDED:
        return ngettext(
            "Sau khi ký, tệp đã bị thêm %(count)s trang.",
            "Sau khi ký, tệp đã bị thêm %(count)s trang.",
            pages_added,
        ) % {"count": pages_added}
    return str(_OF_SIGNATURE[verdict])
