"""A clerk cancels a wrong receipt and gives a right one."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from payments.actions.cancel_receipt import cancel_receipt_of
from payments.locks import lock_attempt
from payments.models import Receipt
from payments.queries.receipts import receipt_at_counter
from payments.receipts.write import Payer, write_receipt
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.shared.action_log.record import record
from portal.shared.errors import InvalidInput, NotAllowed, StalePage


@transaction.atomic
def replace_receipt(
    *, actor: Actor, key: uuid.UUID, reason: str, payer_name: str, payer_address: str = ""
) -> Receipt:
    """Cancel the receipt of that key and write a new one for the same payment.

    The new one has the next number of the book and may name the payer otherwise; what was paid
    stays as it is. Raises Receipt.DoesNotExist (not of this clerk's counter), NotAllowed (no
    clerk), InvalidInput (`reason`, `payer_name`), StalePage (cancelled before).
    """
    if actor.role != Role.CLERK:
        raise NotAllowed(_("Chỉ cán bộ một cửa được hủy và lập lại biên lai."))
    _refuse_what_is_missing(reason, payer_name)
    found = receipt_at_counter(actor, key)
    obligation, attempt = lock_attempt(found.attempt)
    attempt.obligation = obligation
    if Receipt.objects.get(pk=found.pk).is_cancelled:
        raise StalePage(
            _("Biên lai này đã hủy rồi. Mở danh sách để xem biên lai đang có hiệu lực.")
        )
    cancel_receipt_of(attempt=attempt, by=actor.name, reason=reason.strip())
    payer = Payer(name=payer_name.strip()[:200], address=payer_address.strip()[:300])
    new = write_receipt(attempt, payer=payer, issued_by=actor.name)
    record(
        actor=actor,
        action="replace_receipt",
        subject=f"receipt:{found.key}",
        replaced_by=str(new.key),
        book=str(new.book),
        number=new.number,
    )
    return new


def _refuse_what_is_missing(reason: str, payer_name: str) -> None:
    errors = {}
    if not reason.strip():
        errors["reason"] = _("Ghi lý do hủy: sai ở chỗ nào, đúng phải là gì.")
    if not payer_name.strip():
        errors["payer_name"] = _("Ghi họ tên hoặc tên tổ chức đã nộp tiền.")
    if errors:
        raise InvalidInput(errors)
