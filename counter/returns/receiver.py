"""Who takes the result: the owner, or a person whom the owner has authorised."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from counter.models import HandOver
from counter.returns.scanned import card_number
from dossiers.models import Dossier
from portal.shared.errors import InvalidInput
from portal.shared.identity import personal_number
from portal.shared.identity.digits import without_separators
from portal.shared.identity.errors import IdentityError

# A letter and seven digits; eight in the newer ones.
_PASSPORT = re.compile(r"^[A-Z]\d{7,8}$", re.ASCII)


@dataclass(frozen=True)
class Typed:
    """What the clerk typed and ticked about the person."""

    receiver: str
    name: str
    number: str
    checked_by: str
    identity_seen: bool
    authorisation_seen: bool


@dataclass(frozen=True)
class Receiver:
    """The person, checked."""

    kind: str
    name: str
    number: str
    checked_by: str


def checked_receiver(dossier: Dossier, typed: Typed) -> Receiver:
    """The person who may take this result. Raises InvalidInput: one message per field."""
    errors: dict[str, str] = {}
    is_owner = typed.receiver == HandOver.Receiver.OWNER
    name = str(dossier.applicant["full_name"]) if is_owner else " ".join(typed.name.split())
    number = ""
    if typed.receiver not in HandOver.Receiver.values:
        raise InvalidInput({"receiver": _("Chọn người nhận: chủ hồ sơ hoặc người được ủy quyền.")})
    if not name:
        errors["name"] = _("Nhập họ và tên người được ủy quyền như trên giấy tờ.")
    if typed.checked_by not in HandOver.Check.values:
        errors["checked_by"] = _("Chọn giấy tờ người nhận đã xuất trình.")
    else:
        try:
            number = _number(dossier, typed, is_owner)
        except IdentityError as error:
            errors["number"] = str(error)
    if not typed.identity_seen:
        errors["identity_seen"] = _("Đối chiếu ảnh và họ tên trên giấy tờ, rồi đánh dấu.")
    if not is_owner and not typed.authorisation_seen:
        errors["authorisation_seen"] = _("Xem văn bản ủy quyền, rồi đánh dấu.")
    if errors:
        raise InvalidInput(errors)
    return Receiver(typed.receiver, name, number, typed.checked_by)


def _number(dossier: Dossier, typed: Typed, is_owner: bool) -> str:
    """The number of the paper shown, compared with the dossier. Raises IdentityError."""
    if typed.checked_by == HandOver.Check.PASSPORT:
        # The dossier holds no passport number: the clerk compares name and picture.
        number = without_separators(typed.number).upper()
        if not _PASSPORT.match(number):
            raise IdentityError(
                _("Số hộ chiếu gồm một chữ cái và 7 hoặc 8 chữ số, ví dụ C1234567.")
            )
        return number
    number = personal_number.parse(card_number(typed.number)).text
    is_owners = number == dossier.applicant["identity_number"]
    if is_owner and not is_owners:
        raise IdentityError(
            _(
                "Số này không phải số định danh của chủ hồ sơ. Xem lại thẻ; nếu người khác nhận "
                "thay, chọn “Người được ủy quyền”."
            )
        )
    if not is_owner and is_owners:
        raise IdentityError(_("Đây là số của chủ hồ sơ. Chọn người nhận là “Chủ hồ sơ”."))
    return number
