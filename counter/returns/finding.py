"""Find the results of the person who stands at the counter."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from counter.models import Intake, Ticket
from counter.returns.queries import LISTED, agencies_of, results_of, waiting_of_citizen
from counter.returns.scanned import Scanned, read
from dossiers.models import Dossier
from portal.accounts.actor import Actor
from portal.shared import clock
from portal.shared.errors import InvalidInput

_PURPOSE = {"N": Ticket.Purpose.FILE, "T": Ticket.Purpose.COLLECT, "H": Ticket.Purpose.ASK}


@dataclass(frozen=True)
class Found:
    """A whole code leads to its dossier; a person has none, one or several results."""

    code: str = ""
    dossiers: list[Dossier] = field(default_factory=list)


def find(actors: tuple[Actor, ...], text: str) -> Found:
    """What the text leads to. Raises InvalidInput with words about what can be typed."""
    scanned = read(text)
    if scanned.code:
        code = results_of(actors).filter(code=scanned.code).values_list("code", flat=True).first()
        if code is None:
            raise _not_found(_("Không có hồ sơ nào mang mã này ở Bộ phận một cửa của bạn."))
        return Found(code=code)
    number = scanned.identity_number or _number_behind_ticket(actors, scanned)
    if not number:
        raise _not_found(
            _(
                "Nhập mã hồ sơ, số định danh 12 chữ số, số thứ tự (ví dụ T007), hoặc quét mã QR "
                "trên thẻ căn cước hay trên phiếu hẹn."
            )
        )
    return Found(dossiers=list(waiting_of_citizen(actors, number)[:LISTED]))


def _number_behind_ticket(actors: Iterable[Actor], scanned: Scanned) -> str:
    """Whose ticket of today it is; a ticket itself names nobody, only the intake it led to does."""
    if not scanned.ticket_number:
        return ""
    numbers = Intake.objects.filter(
        ticket__agency_id__in=agencies_of(actors),
        ticket__day=clock.today(),
        ticket__purpose=_PURPOSE[scanned.ticket_letter],
        ticket__number=scanned.ticket_number,
        citizen__isnull=False,
    ).values_list("citizen__identity_number", flat=True)
    number = numbers.order_by("-pk").first()
    if number is None:
        raise _not_found(
            _("Số này chưa gắn với người nào. Hãy quét thẻ căn cước hoặc nhập mã hồ sơ.")
        )
    return number


def _not_found(text: str) -> InvalidInput:
    return InvalidInput({"q": text})
