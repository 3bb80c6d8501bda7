"""`…/sign/`: what will be signed and filed, the PIN once, and how far it is."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from counter.actions.sign_copies import sign_and_file
from counter.digitising.ready import papers_ready, problems_of
from counter.in_force import out_of_force
from counter.models import Filing, PaperCopy
from counter.subjects import run_subject
from counter.web.intake.base import UNUSABLE, IntakePage
from counter.web.intake.mending import lines_of
from counter.web.intake.steps import SIGN, next_step
from dossiers.answering import cleaned_answers
from dossiers.models import Dossier
from dossiers.quoting import quote_for
from dossiers.states import State
from dossiers.web.staff.act.forms import pin_field
from portal.accounts.web.access import ActorRequest
from portal.shared import clock
from portal.shared.errors import InvalidInput
from portal.shared.money import format_vnd
from portal.signatures.errors import SigningFailed, said_anew
from portal.signatures.models import SigningRun
from portal.signatures.queries import active_key_of, last_run_of, progress_of
from services.binding import binding

SECONDS_TO_LOOK_AGAIN = 2
# Filing follows the signing at once; what takes longer is offered to the clerk again.
FILING_TAKES = timedelta(minutes=1)


class PinForm(forms.Form):
    """Once for all papers of the dossier."""

    pin = pin_field(gettext_lazy("Nhập một lần cho mọi giấy tờ của hồ sơ."), required=False)


class IntakeSignView(IntakePage):
    """While something runs, the page shows how far it is and looks again by itself; then it leads
    on to the fee or the slip."""

    step = SIGN
    needs = ("consent", "dossier")

    def get(self, request: ActorRequest) -> HttpResponse:
        """Progress, or the form with what went wrong the last time."""
        if self._dossier.state != State.DRAFT:
            return self.to_step(next_step(self.intake))
        run, filing = self._run(), self._filing()
        if run is not None and _is_under_way(run, filing):
            return self._progress(request, run)
        errors = lines_of(self.intake, filing.problems) if filing is not None else []
        failed = (
            said_anew(run.error, run.error_text)
            if run is not None and _is_latest(run, filing)
            else ""
        )
        return self._page(request, PinForm(), errors=errors, failed=failed)

    def post(self, request: ActorRequest) -> HttpResponse:
        """Sign and file; `receive` = "0" leaves the receiving for later."""
        form = PinForm(request.POST)
        if not form.is_valid():
            return self._page(request, form, status=UNUSABLE)
        try:
            sign_and_file(
                actor=request.actor,
                intake=self.intake,
                pin=form.cleaned_data["pin"],
                receive_at_once=request.POST.get("receive") != "0",
            )
        except SigningFailed as failure:
            form.add_error("pin", str(failure))
            return self._page(request, form, status=UNUSABLE)
        except InvalidInput as refusal:
            errors = lines_of(self.intake, refusal.errors)
            return self._page(request, form, errors=errors, status=UNUSABLE)
        return redirect("counter:intake_sign", intake=self.intake.key)

    @property
    def _dossier(self) -> Dossier:
        assert self.intake.dossier is not None, "needs says so"
        return self.intake.dossier

    def _run(self) -> SigningRun | None:
        return last_run_of(run_subject(self.intake))

    def _filing(self) -> Filing | None:
        return Filing.objects.filter(dossier=self._dossier).first()

    def _progress(self, request: ActorRequest, run: SigningRun) -> HttpResponse:
        context = {"progress": progress_of(run), "copies": papers_ready(self.intake)}
        response = self.show(request, "counter/intake/sign_progress.html", context)
        response["Refresh"] = str(SECONDS_TO_LOOK_AGAIN)
        return response

    def _page(
        self,
        request: ActorRequest,
        form: PinForm,
        *,
        errors: list[dict[str, str]] | None = None,
        failed: str = "",
        status: int = 200,
    ) -> HttpResponse:
        copies = papers_ready(self.intake)
        unsigned = [copy for copy in copies if copy.state == PaperCopy.State.READY]
        context = {
            "form": form,
            "errors": errors or [],
            "failed": failed,
            "copies": copies,
            "problems": self._problems(),
            "unsigned": len(unsigned),
            "has_key": active_key_of(request.actor.person_id) is not None,
            "rows": _rows(self._dossier),
        }
        return self.show(request, "counter/intake/sign.html", context, status=status)

    def _problems(self) -> list[dict[str, str]]:
        """What has to be done before a PIN makes sense: nothing is signed for nothing."""
        found = lines_of(self.intake, out_of_force(self._dossier))
        for one in problems_of(self.intake):
            found += lines_of(self.intake, {one.place: one.text})
        return found


def _is_under_way(run: SigningRun, filing: Filing | None) -> bool:
    """Being signed, or signed and about to be filed."""
    if run.state in (SigningRun.State.WAITING, SigningRun.State.RUNNING):
        return True
    return (
        run.state == SigningRun.State.DONE
        and filing is not None
        and not filing.problems
        and run.done_at is not None
        and clock.now() - run.done_at < FILING_TAKES
        and _is_latest(run, filing)
    )


def _is_latest(run: SigningRun, filing: Filing | None) -> bool:
    """Whether the run belongs to the last press of the button."""
    return filing is not None and run.asked_at >= filing.asked_at


def _rows(dossier: Dossier) -> list[Mapping[str, Any]]:
    """What is filed, in short."""
    bound = binding(dossier.revision_id)
    quote = quote_for(bound, cleaned_answers(dossier, partial=True).values, on=clock.today())
    fee = format_vnd(quote.total_vnd) if quote.total_vnd else _("Không phải nộp")
    return [
        {"key": pgettext("one", "Thủ tục"), "value": bound.procedure_name},
        {"key": _("Cơ quan giải quyết"), "value": dossier.handling_agency.name},
        {"key": _("Nguồn nộp"), "value": dossier.get_provenance_display()},
        {"key": _("Nhận kết quả"), "value": dossier.get_return_channel_display()},
        {"key": _("Phí, lệ phí"), "value": fee},
    ]
