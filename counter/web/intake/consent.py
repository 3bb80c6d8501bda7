"""`…/consent/`: the client agrees, on the screen or on paper."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from counter.actions.give_consent import give_consent
from counter.consent_words import consent_words
from counter.models import Consent
from counter.web.intake.base import UNUSABLE, IntakePage
from counter.web.intake.steps import CONSENT, PROCEDURE, has_consent
from portal.accounts.web.access import ActorRequest


class IntakeConsentView(IntakePage):
    """The words, read aloud or turned to the client, who ticks; or printed and signed."""

    step = CONSENT
    needs = ("citizen",)

    def get(self, request: ActorRequest) -> HttpResponse:
        """The page; it prints as the sheet to sign."""
        return self._page(request)

    def post(self, request: ActorRequest) -> HttpResponse:
        """Kept; on to the procedure."""
        how = request.POST.get("how", "")
        if how not in Consent.How.values:
            how = Consent.How.SCREEN
        if how == Consent.How.SCREEN and not request.POST.get("agreed"):
            text = _("Người nộp đánh dấu vào ô đồng ý, hoặc ký bản in.")
            return self._page(request, error=text, status=UNUSABLE)
        give_consent(actor=request.actor, key=self.intake.key, how=how)
        return self.to_step(PROCEDURE)

    def _page(self, request: ActorRequest, *, error: str = "", status: int = 200) -> HttpResponse:
        citizen = self.intake.citizen
        assert citizen is not None, "needs says so"
        given = self.intake.consent if has_consent(self.intake) else None
        context = {
            "given": given,
            "words": given.text.split("\n") if given else consent_words(self.intake, citizen),
            "error": error,
            "errors": [{"href": "#id_agreed", "text": error}] if error else [],
        }
        return self.show(request, "counter/intake/consent.html", context, status=status)
