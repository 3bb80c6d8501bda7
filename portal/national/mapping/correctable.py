"""What a person may mend of what is sent, when the other side refuses it."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Descriptive fields of the wire only: never a code of a dossier or a procedure, a state, a time,
# an identity or an amount.
CORRECTABLE: dict[str, Promise] = {
    "TenTTHC": _("Tên thủ tục"),
    "MaLinhVuc": _("Mã lĩnh vực"),
    "TenLinhVuc": _("Tên lĩnh vực"),
    "CoQuan": _("Cơ quan công bố thủ tục"),
    "TrichYeuHoSo": _("Trích yếu hồ sơ"),
    "DonViXuLy": _("Đơn vị xử lý hồ sơ"),
    "Email": _("Thư điện tử của chủ hồ sơ"),
    "SoDienThoai": _("Số điện thoại của chủ hồ sơ"),
    "ChucDanh": _("Chức danh người xử lý"),
    "PhongBanXuLy": _("Phòng ban xử lý"),
    "NoiDungXuLy": _("Nội dung xử lý"),
}


def corrected(record: dict[str, object], values: Mapping[str, str]) -> dict[str, object]:
    """The record with these values instead of ours; fields that it lacks are left out.

    A field that may not be mended is never touched, whatever `values` says.
    """
    mended = {
        field: value for field, value in values.items() if field in CORRECTABLE and field in record
    }
    return record | mended
