"""Mã số thuế: 10 digits with a check digit, and `-NNN` for a branch."""

from django.utils.translation import gettext as _
from stdnum.exceptions import InvalidLength, ValidationError
from stdnum.vn import mst

from portal.shared.identity.digits import is_digits, without_separators
from portal.shared.identity.errors import IdentityError


def parse(text: str) -> str:
    """The code as it is written: `0100109106` or `0100109106-001`. Raises IdentityError."""
    code = without_separators(text)
    if not is_digits(code):
        raise IdentityError(_("Mã số thuế chỉ gồm chữ số, ví dụ 0100109106 hoặc 0100109106-001."))
    try:
        compact: str = mst.validate(code)
    except InvalidLength as error:
        raise IdentityError(
            _("Mã số thuế phải có 10 chữ số, hoặc 13 chữ số nếu là chi nhánh.")
        ) from error
    except ValidationError as error:
        raise IdentityError(
            _(
                "Mã số thuế này không đúng: chữ số kiểm tra không khớp. "
                "Hãy đối chiếu với giấy chứng nhận đăng ký thuế."
            )
        ) from error
    return str(mst.format(compact))
