"""One field finds the client: what was typed or scanned, and whom it means."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from counter.identity_card import IdentityCard, UnreadableCard, looks_like_card, read_card
from counter.models import Ticket
from counter.queries import agency_of
from dossiers.queries import visible_to
from portal.accounts.actor import Actor
from portal.accounts.models import Citizen
from portal.shared import clock
from portal.shared.errors import InvalidInput
from portal.shared.identity import personal_number, phone
from portal.shared.identity.digits import is_digits, without_separators
from portal.shared.identity.errors import IdentityError

LONGEST = 500
MOST_OF_A_PHONE = 10


@dataclass(frozen=True)
class Found:
    """Whom the text means: `citizens` (several may share a phone), or nobody yet, then `number`
    and `card` say with what a new one begins; or a `ticket`."""

    citizens: tuple[Citizen, ...] = ()
    card: IdentityCard | None = None
    number: str = ""
    ticket: Ticket | None = None


def find_client(actor: Actor, typed: str) -> Found:
    """Read a personal number, a phone number, a ticket's label, a dossier's code, a card's QR text.

    Raises InvalidInput (`q`) in words for everything else, and for a phone, ticket or code that
    nobody has.
    """
    text = typed.strip()
    if not text:
        raise _bad(_("Quét mã QR trên thẻ căn cước, hoặc nhập số định danh hay số điện thoại."))
    if len(text) > LONGEST:
        words = _("Nội dung dài quá %(limit)d ký tự: không phải mã của thẻ.")
        raise _bad(words % {"limit": LONGEST})
    if looks_like_card(text):
        return _by_card(text)
    digits = without_separators(text).removeprefix("+")
    if is_digits(digits):
        return _by_digits(text, digits)
    ticket = _ticket(actor, text)
    if ticket is not None:
        return Found(ticket=ticket)
    if text.count("-") >= 2:
        return _by_code(actor, text)
    raise _bad(
        _(
            "Không hiểu nội dung này. Nhập số định danh 12 chữ số, số điện thoại, số thứ tự (ví dụ "
            "N007), mã hồ sơ, hoặc quét mã QR trên thẻ căn cước."
        )
    )


def _by_card(text: str) -> Found:
    try:
        card = read_card(text)
    except UnreadableCard as error:
        raise _bad(str(error)) from error
    number = card.identity_number
    return Found(citizens=_with_number(number), card=card, number=number)


def _by_digits(text: str, digits: str) -> Found:
    """Twelve digits are a personal number; a phone number has ten or eleven, with +84 the same."""
    if len(digits) == personal_number.LENGTH and not digits.startswith("84"):
        return _by_number(digits)
    try:
        number = phone.parse(text)
    except IdentityError:
        if len(digits) in (10, 11) and digits.startswith("0"):
            raise _bad(_("Số điện thoại này không đúng đầu số. Hãy kiểm tra lại.")) from None
        return _by_number(digits)
    found = _with_phone(number)
    if not found:
        raise _bad(
            _("Chưa có ai dùng số điện thoại này. Nhập số định danh hoặc quét thẻ để lập mới.")
        )
    return Found(citizens=found)


def _by_number(digits: str) -> Found:
    try:
        number = personal_number.parse(digits).text
    except IdentityError as error:
        raise _bad(str(error)) from error
    return Found(citizens=_with_number(number), number=number)


def _by_code(actor: Actor, text: str) -> Found:
    dossier = visible_to(actor).filter(code=text.upper()).select_related("owner").first()
    if dossier is None:
        raise _bad(_("Cơ quan bạn không có hồ sơ nào mang mã này. Hãy kiểm tra lại mã."))
    return Found(citizens=(dossier.owner,))


def _ticket(actor: Actor, text: str) -> Ticket | None:
    """The ticket of today with this label at the clerk's agency."""
    label = without_separators(text).upper()
    letter, number = label[:1], label[1:]
    purpose = {"N": "file", "T": "collect", "H": "ask"}.get(letter)
    if purpose is None or not is_digits(number) or len(number) > 4:
        return None
    ticket = Ticket.objects.filter(
        agency_id=agency_of(actor), day=clock.today(), purpose=purpose, number=int(number)
    ).first()
    if ticket is None:
        raise _bad(_("Hôm nay không có số %(label)s. Hãy kiểm tra lại số.") % {"label": label})
    return ticket


def _with_number(number: str) -> tuple[Citizen, ...]:
    return tuple(Citizen.objects.filter(identity_number=number))


def _with_phone(number: str) -> tuple[Citizen, ...]:
    return tuple(Citizen.objects.filter(phone=number).order_by("full_name")[:MOST_OF_A_PHONE])


def _bad(text: str) -> InvalidInput:
    return InvalidInput({"q": text})
