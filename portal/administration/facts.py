"""What an admin types about an agency, checked."""

import re
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from portal.agencies.models import Agency
from portal.shared.errors import InvalidInput

# QCVN 102:2016/BTTTT: VVV.ZZ.YY.MXX, the fourth level first, zeros where a level is unused.
CODE = re.compile(r"[0-9A-Z]{3}\.[0-9A-Z]{2}\.[0-9A-Z]{2}\.[A-Z][0-9]{2}")
# QĐ 20/2020/QĐ-TTg: the first level first, at most four levels and 35 characters.
CODE_2020 = re.compile(r"[A-Z][0-9]{2}(\.[0-9A-Z]{1,10}){0,3}")
MAX_NAME, MAX_ADDRESS, MAX_CODE = 200, 300, 35
_PHONE = re.compile(r"[0-9+ ().-]{6,20}")


@dataclass(frozen=True)
class Contact:
    """How people reach the agency."""

    address: str = ""
    phone: str = ""
    email: str = ""

    def checked(self) -> "Contact":
        """The same, tidied. Raises InvalidInput."""
        tidy = Contact(_tidy(self.address), _tidy(self.phone), self.email.strip().lower())
        errors: dict[str, str] = {}
        if len(tidy.address) > MAX_ADDRESS:
            errors["address"] = _("Địa chỉ dài quá 300 ký tự. Hãy viết gọn lại.")
        if tidy.phone and not _PHONE.fullmatch(tidy.phone):
            errors["phone"] = _("Ghi số điện thoại bằng chữ số, ví dụ 0235 3852 345.")
        if tidy.email and not _is_email(tidy.email):
            errors["email"] = _("Ghi thư điện tử theo dạng ten@coquan.gov.vn.")
        if errors:
            raise InvalidInput(errors)
        return tidy


def checked_name(name: str) -> str:
    """The name, tidied. Raises InvalidInput."""
    name = _tidy(name)
    if not name:
        raise InvalidInput({"name": _("Nhập tên cơ quan.")})
    if len(name) > MAX_NAME:
        raise InvalidInput({"name": _("Tên cơ quan dài quá 200 ký tự. Hãy viết gọn lại.")})
    return name


def checked_codes(code: str, code_2020: str) -> tuple[str, str]:
    """Both codes, tidied; none was ever given to another agency. Raises InvalidInput."""
    code, code_2020 = code.strip().upper(), code_2020.strip().upper()
    errors: dict[str, str] = {}
    if not CODE.fullmatch(code):
        errors["code"] = _(
            "Nhập mã theo QCVN 102:2016: bốn nhóm cách nhau dấu chấm, ví dụ 000.00.15.H47."
        )
    elif taken := Agency.objects.filter(code=code).first():
        errors["code"] = taken_words(taken)
    if code_2020 and (not CODE_2020.fullmatch(code_2020) or len(code_2020) > MAX_CODE):
        errors["code_2020"] = _("Nhập mã theo QĐ 20/2020/QĐ-TTg, ví dụ H47.15 hoặc H47.46.4.")
    elif code_2020 and (taken := Agency.objects.filter(code_2020=code_2020).first()):
        errors["code_2020"] = taken_words(taken)
    if errors:
        raise InvalidInput(errors)
    return code, code_2020


def taken_words(agency: Agency) -> str:
    """Why the code cannot be given again."""
    if agency.is_closed:
        words = _("Mã này đã cấp cho “%(name)s” (đã giải thể); mã không dùng lại. Hãy nhập mã mới.")
    else:
        words = _("Mã này đã cấp cho “%(name)s”. Hãy nhập mã khác.")
    return words % {"name": agency.name}


def checked_level(level: str) -> str:
    """One of Agency.Level. Raises InvalidInput."""
    if level not in Agency.Level.values:
        raise InvalidInput({"level": _("Chọn cấp của cơ quan.")})
    return level


def checked_parent(level: str, parent_id: int | None) -> Agency | None:
    """The open agency right above one of this level; none above the centre. Raises InvalidInput."""
    if level == Agency.Level.CENTRE:
        return None
    parent = Agency.objects.filter(pk=parent_id).first() if parent_id else None
    if parent is None:
        raise InvalidInput({"parent": _("Chọn cơ quan cấp trên.")})
    if parent.is_closed:
        raise InvalidInput(
            {
                "parent": _("“%(name)s” đã giải thể. Hãy chọn cơ quan đang hoạt động.")
                % {"name": parent.name}
            }
        )
    order = Agency.Level.values
    if order.index(parent.level) > order.index(level):
        raise InvalidInput({"parent": _("Cơ quan cấp trên không thể ở cấp thấp hơn.")})
    return parent


def refuse_second_centre(*, level: str, is_one_stop: bool, but: int | None = None) -> None:
    """There is one provincial one-stop centre: dossiers of provincial procedures go there. Raises
    InvalidInput."""
    if not is_one_stop or level != Agency.Level.PROVINCE:
        return
    others = Agency.objects.filter(level=level, is_one_stop=True, closed_on=None)
    if but is not None:
        others = others.exclude(pk=but)
    if other := others.first():
        raise InvalidInput(
            {
                "is_one_stop": _(
                    "Cấp tỉnh chỉ có một nơi nhận hồ sơ tại quầy, hiện là “%(name)s”. Bỏ chọn mục"
                    " này, hoặc sáp nhập hai cơ quan."
                )
                % {"name": other.name}
            }
        )


def checked_reason(reason: str) -> str:
    """The legal ground or reason, at most 500 characters. Raises InvalidInput."""
    reason = _tidy(reason)
    if not reason:
        raise InvalidInput({"reason": _("Ghi căn cứ, lý do, ví dụ số nghị quyết.")})
    if len(reason) > 500:
        raise InvalidInput({"reason": _("Căn cứ, lý do dài quá 500 ký tự. Hãy viết gọn lại.")})
    return reason


def checked_day(on: date, today: date) -> date:
    """Today or later. Raises InvalidInput."""
    if on < today:
        raise InvalidInput(
            {"on": _("Ngày áp dụng đã qua. Chọn hôm nay hoặc một ngày sau hôm nay.")}
        )
    return on


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
