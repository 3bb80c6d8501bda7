"""`/counter/queue/explanations/`: why a client was served for 15 minutes or more."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from counter.actions.give_explanation import LONGEST, give_explanation
from counter.models import Explanation
from counter.queue.reads import SCREEN, explanations_of
from counter.web.queue.base import MOVED_ON, UNUSABLE, QueuePage
from portal.accounts.web.access import ActorRequest
from portal.shared.errors import InvalidInput, StalePage
from portal.shared.web.nul import without_nul


class ExplanationsView(QueuePage):
    """The clerk's own, owed and given."""

    def get(self, request: ActorRequest) -> HttpResponse:
        """The latest first: what is owed is the latest."""
        context = {"explanations": explanations_of(request.actor)[:SCREEN]}
        return render(request, "counter/queue/explanations.html", context)


class ExplanationView(QueuePage):
    """Write one."""

    def get(self, request: ActorRequest, number: int) -> HttpResponse:
        """The form, or what was written."""
        return self._page(request, _own(request, number), "")

    def post(self, request: ActorRequest, number: int) -> HttpResponse:
        """Send it; then the next client."""
        explanation = _own(request, number)
        try:
            text = without_nul(request.POST.get("text", ""))
            give_explanation(actor=request.actor, explanation_id=number, text=text)
        except InvalidInput as refusal:
            return self._page(request, explanation, refusal.errors["text"], status=UNUSABLE)
        except StalePage as refusal:
            return self._page(request, explanation, str(refusal), status=MOVED_ON)
        messages.success(request, _("Đã gửi giải trình. Bạn gọi số tiếp theo được rồi."))
        return redirect("counter:queue")

    def _page(
        self, request: ActorRequest, explanation: Explanation, error: str, *, status: int = 200
    ) -> HttpResponse:
        context = {
            "explanation": explanation,
            "error": error,
            "summary": [{"href": "#id_text", "text": error}] if error else [],
            "text": request.POST.get("text", explanation.text),
            "longest": LONGEST,
        }
        return render(request, "counter/queue/explanation.html", context, status=status)


def _own(request: ActorRequest, number: int) -> Explanation:
    explanation = explanations_of(request.actor).filter(pk=number).first()
    if explanation is None:
        raise Http404
    return explanation
