"""`/consultations/` and what is proposed: in words and whole."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from services import consultation_queries as queries
from services.difference.names import names_of
from services.flow import DraftState
from services.models import Consultation
from services.web.consultations import wording
from services.web.manage.difference.groups import grouped
from services.web.whole import blocks_of

MOST_OPEN = 200


class ConsultationListView(View):
    """Open ones first, the first to end first; then the ended ones, page by page."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The lists."""
        before = request.GET.get("before", "")
        start = int(before) if before.isdecimal() and len(before) < 10 else None
        ended = queries.ended_ones(start)
        shown = ended[: queries.PAGE_SIZE]
        context = {
            "open_rows": [] if start else [_row(each) for each in queries.open_ones()[:MOST_OPEN]],
            "ended_rows": [_row(each) for each in shown],
            "is_first": start is None,
            "next_url": f"?before={shown[-1].pk}" if len(ended) > len(shown) else "",
        }
        return render(request, "public/consultation_list.html", context)


class ConsultationPage(View):
    """A page of one consultation; `self.consultation`. An unknown key is a 404."""

    consultation: Consultation

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Reads it."""
        super().setup(request, *args, **kwargs)
        self.consultation = found(kwargs["key"])


class ConsultationView(ConsultationPage):
    """The question, the proposal in words, how many said what, the answer."""

    def get(self, request: HttpRequest, key: UUID) -> HttpResponse:
        """The page."""
        consultation = self.consultation
        counts = queries.counts_of([consultation])[consultation.pk]
        draft = consultation.draft
        context = {
            "consultation": consultation,
            "procedure": draft.procedure,
            "name": queries.content_of(consultation).name,
            "is_open": queries.is_open(consultation),
            "until": wording.until(consultation),
            "days_left": wording.days_left(consultation),
            "result": wording.result(consultation, counts),
            "counts": counts,
            "groups": grouped(queries.changes_of(consultation)),
            "base": consultation.base_revision,
            "has_form": bool(queries.content_of(consultation).eform.get("sections")),
            "is_published": draft.state == DraftState.PUBLISHED,
            "is_discarded": draft.state == DraftState.DISCARDED,
        }
        return render(request, "public/consultation.html", context)


class ConsultationProcedureView(ConsultationPage):
    """The whole procedure as it is proposed."""

    def get(self, request: HttpRequest, key: UUID) -> HttpResponse:
        """Everything that would bind."""
        content = queries.content_of(self.consultation)
        context = {
            "consultation": self.consultation,
            "name": content.name,
            "procedure": self.consultation.draft.procedure,
            "blocks": blocks_of(content, names_of(content)),
            "until": wording.until(self.consultation),
        }
        return render(request, "public/consultation_procedure.html", context)


def found(key: UUID) -> Consultation:
    """Raises Http404."""
    try:
        return queries.get_public(key)
    except Consultation.DoesNotExist as error:
        raise Http404 from error


def _row(consultation: Consultation) -> dict[str, Any]:
    draft = consultation.draft
    return {
        "key": consultation.key,
        "name": draft.procedure.name,
        "code": draft.procedure.code,
        "is_open": queries.is_open(consultation),
        "until": wording.until(consultation),
        "left": wording.days_left(consultation),
        "answered": bool(consultation.answer),
    }
