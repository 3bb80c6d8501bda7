"""Steps at the counter, each with its page."""

from typing import Any, cast

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dossiers.actions.receive import receive
from dossiers.actions.refuse import refuse
from dossiers.actions.take_cash import take_cash
from dossiers.actions.withdrawal import confirm_withdrawal, decline_withdrawal
from dossiers.clock.deadline import due_under
from dossiers.clock.provincial import provincial_calendar
from dossiers.documents.contents.time_limit import time_limit_words
from dossiers.models import Dossier
from dossiers.queries import get_for
from dossiers.web.staff.act.base import StepView
from dossiers.web.staff.act.forms import ReasonForm, TakeCashForm
from dossiers.web.staff.act.shared import NoteStep, SupplementStep
from dossiers.web.staff.areas import COUNTER
from dossiers.web.staff.dossier.page import fee_words
from payments.queries import obligation_of
from payments.queries.cash import open_day_of, settled_attempt_of, why_no_cash
from portal.accounts.actor import Actor
from portal.accounts.web.access import ActorRequest
from portal.shared import clock


class DossierReceiveView(StepView):
    """Receive it: form 01, the clock starts."""

    area, roles = COUNTER, COUNTER.roles
    event = "receive"
    template_name = "counter/dossier_receive.html"
    act = staticmethod(receive)
    done = _("Đã tiếp nhận hồ sơ %(code)s. Giấy tiếp nhận và hẹn trả kết quả đang được in.")

    def more(self, dossier: Dossier) -> dict[str, Any]:
        """What the citizen will be promised."""
        revision = dossier.revision
        due_at = due_under(revision, clock.now(), provincial_calendar())
        return {"due_at": due_at, "time_limit": time_limit_words(revision)}


class DossierRequestSupplementView(SupplementStep):
    """Ask the citizen for what is missing."""

    area, roles = COUNTER, COUNTER.roles
    template_name = "counter/dossier_request_supplement.html"


class DossierRefuseView(StepView):
    """Refuse it: form 03."""

    area, roles = COUNTER, COUNTER.roles
    event = "refuse"
    template_name = "counter/dossier_refuse.html"
    form_class = ReasonForm
    act = staticmethod(refuse)
    done = _("Đã từ chối tiếp nhận hồ sơ %(code)s và báo cho công dân.")


class DossierTakeCashView(StepView):
    """Take the fee in cash."""

    area, roles = COUNTER, COUNTER.roles
    event = "take_cash"
    template_name = "counter/dossier_take_cash.html"
    form_class = TakeCashForm
    act = staticmethod(take_cash)
    done = _("Đã thu tiền mặt cho hồ sơ %(code)s.")

    @property
    def teller(self) -> Actor:
        """The clerk whose till it is."""
        return cast(ActorRequest, self.request).actor

    def form_options(self, dossier: Dossier) -> dict[str, Any]:
        """Whether the clerk's till is to be opened in the same step."""
        return {"is_till_open": open_day_of(self.teller) is not None}

    def more(self, dossier: Dossier) -> dict[str, Any]:
        """What is to be taken, and whether the till can take it."""
        return {"fee": fee_words(dossier), "why_no_cash": why_no_cash(self.teller)}

    def after(self, code: str) -> str:
        """To the receipt, which the payer waits for."""
        obligation = obligation_of(get_for(self.teller, code).subject)
        paid = settled_attempt_of(obligation) if obligation else None
        if paid is None:
            return super().after(code)
        return reverse("payments:cash_receipt", args=[paid.key])


class DossierConfirmWithdrawalView(StepView):
    """Let the citizen have it back."""

    area, roles = COUNTER, COUNTER.roles
    event = "confirm_withdrawal"
    template_name = "counter/dossier_confirm_withdrawal.html"
    act = staticmethod(confirm_withdrawal)
    done = _("Đã đồng ý cho rút hồ sơ %(code)s.")


class DossierDeclineWithdrawalView(StepView):
    """Keep it, saying why."""

    area, roles = COUNTER, COUNTER.roles
    event = "decline_withdrawal"
    template_name = "counter/dossier_decline_withdrawal.html"
    form_class = ReasonForm
    act = staticmethod(decline_withdrawal)
    done = _("Hồ sơ %(code)s trở lại bước trước khi công dân yêu cầu rút.")


class DossierNoteView(NoteStep):
    """Write a note."""

    area, roles = COUNTER, COUNTER.roles
    template_name = "counter/dossier_note.html"
