"""What healed a case, in words."""

from datetime import date

from django.utils.translation import gettext as _

from payments.models.reconciliation import ReconciliationResult as Result
from payments.reconciliation.compare import Compared


def healed_words(
    was: str, *, kind: str, now: Compared | None, elsewhere: date | None, is_surplus: bool
) -> str:
    """`was`: the result of the case; `now`: how the movement stands today; `elsewhere`: the other
    day on which the provider booked it; `is_surplus`: the money is kept to be given back."""
    if now is not None and now.result not in (Result.MATCHED, was):
        words = {"result": str(Result(now.result).label)}
        return _("Nay là “%(result)s”; được theo dõi trong vụ việc đó.") % words
    if now is None and elsewhere is None:
        return _("Khoản này không còn trong sổ của bên nào nữa.")
    if was == Result.MISSING_HERE:
        return _missing_here(kind, is_surplus)
    if was == Result.MISSING_AT_BANK:
        return _("Sao kê ngân hàng đã có giao dịch này.")
    if was == Result.DIFFERENT_AMOUNT:
        return _("Số tiền trong các sổ đã khớp nhau.")
    if elsewhere:
        words = {"day": f"{elsewhere:%d/%m/%Y}"}
        return _("Đơn vị thanh toán đã ghi sổ giao dịch này ngày %(day)s.") % words
    return _("Đơn vị thanh toán đã ghi sổ giao dịch này.")


def _missing_here(kind: str, is_surplus: bool) -> str:
    if kind == "refund":
        return _("Đã hỏi lại đơn vị thanh toán và ghi nhận khoản hoàn trả vào sổ.")
    if is_surplus:
        return _(
            "Đã hỏi lại đơn vị thanh toán; khoản này không còn phải nộp nên được giữ là tiền thừa "
            "và tự hoàn trả."
        )
    return _("Đã hỏi lại đơn vị thanh toán và ghi nhận thanh toán vào sổ.")
