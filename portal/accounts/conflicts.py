"""Which of a person's data is taken already, as the database said it."""

from django.db import IntegrityError
from django.utils.translation import gettext as _

from portal.shared.errors import InvalidInput

FIELD_OF_CONSTRAINT = {
    "citizen_number_once": "identity_number",
    "user_email_once": "email",
    "unique_verified_email": "email",
    "user_phone_once": "phone",
    "national_subject_once": "national",
    "accounts_nationalidentity_citizen_id_key": "national",
    "socialaccount_socialaccount_provider_uid_fc810c6e_uniq": "national",
}


def as_invalid_input(error: IntegrityError) -> InvalidInput | None:
    """The broken constraint in words for the person; None when it is another one.

    The words say what to do and never whose account it is.
    """
    diagnosis = getattr(error.__cause__, "diag", None)
    field = FIELD_OF_CONSTRAINT.get(getattr(diagnosis, "constraint_name", None) or "")
    return InvalidInput({field: taken(field)}) if field else None


def taken(field: str) -> str:
    """The sentence for a value that belongs to an account already."""
    return {
        "identity_number": _(
            "Số này đã có tài khoản. Nếu đây là số của bạn, hãy đăng nhập hoặc lấy lại mật khẩu. "
            "Nếu bạn đã nộp hồ sơ tại quầy, hãy nhận tài khoản bằng mã trên phiếu. Nếu bạn chưa "
            "từng đăng ký, hãy mang căn cước công dân đến Bộ phận một cửa gần nhất để được giúp."
        ),
        "email": _(
            "Địa chỉ này đã có tài khoản. Hãy đăng nhập, lấy lại mật khẩu, hoặc dùng địa chỉ khác."
        ),
        "phone": _("Số này đã có tài khoản. Hãy đăng nhập bằng số này, hoặc dùng số khác."),
        "national": _("Tài khoản quốc gia này vừa được liên kết. Hãy đăng nhập lại từ đầu."),
    }[field]
