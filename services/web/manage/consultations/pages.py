"""`/manage/consultations/…`: the list, one with its comments, ending it, answering."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from portal.accounts.web.access import ActorRequest
from portal.shared import clock
from services import consultation_queries as queries
from services.actions.answer_consultation import answer_consultation, answer_mark
from services.actions.end_consultation import end_consultation
from services.models import Consultation
from services.web.consultations import wording
from services.web.manage.access import ManageView
from services.web.manage.difference.groups import grouped
from services.web.manage.lifecycle.acting import act

MOST_OPEN = 200


class EndForm(forms.Form):
    """Why before its time."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do kết thúc trước hạn"),
        help_text=gettext_lazy("Mọi người đọc được lý do này."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AnswerForm(forms.Form):
    """What the admins say to the comments."""

    answer = forms.CharField(
        label=gettext_lazy("Trả lời những người đã góp ý"),
        help_text=gettext_lazy(
            "Mọi người đọc được: ý kiến nào được tiếp thu, ý kiến nào không và vì sao. Không nêu "
            "tên người góp ý. Tối đa 5.000 ký tự."
        ),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


@method_decorator(never_cache, name="dispatch")
class ConsultationsView(ManageView):
    """Open ones, the first to end first; then the ended ones, page by page."""

    def get(self, request: ActorRequest) -> HttpResponse:
        """The lists, with counts."""
        before = request.GET.get("before", "")
        start = int(before) if before.isdecimal() and len(before) < 10 else None
        running = [] if start else list(queries.open_ones()[:MOST_OPEN])
        ended = queries.ended_ones(start)
        shown = ended[: queries.PAGE_SIZE]
        counts = queries.counts_of([*running, *shown])
        context = {
            "open_rows": [_row(each, counts[each.pk]) for each in running],
            "ended_rows": [_row(each, counts[each.pk]) for each in shown],
            "is_first": start is None,
            "next_url": f"?before={shown[-1].pk}" if len(ended) > len(shown) else "",
        }
        return render(request, "manage/consultations/list.html", context)


@method_decorator(never_cache, name="dispatch")
class ConsultationPage(ManageView):
    """A page of one consultation; `self.consultation`. An unknown key is a 404."""

    consultation: Consultation

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The gate, then the consultation."""
        gate = self.gate(request)
        if gate is not None:
            return gate
        actor = request.actor  # type: ignore[attr-defined]
        found = queries.for_admins(actor).filter(key=kwargs["key"]).first()
        if found is None:
            raise Http404
        self.consultation = found
        return super().dispatch(request, *args, **kwargs)

    @property
    def home(self) -> str:
        """Its own page."""
        return reverse("services:manage_consultation", args=[self.consultation.key])

    def context(self, **more: Any) -> dict[str, Any]:
        """What every page of it shows."""
        return {
            "consultation": self.consultation,
            "procedure": self.consultation.draft.procedure,
            "is_open": queries.is_open(self.consultation),
            "until": wording.until(self.consultation),
            "home": self.home,
            **more,
        }


class ConsultationView(ConsultationPage):
    """The summary with all comments, page by page."""

    def get(self, request: ActorRequest, key: UUID) -> HttpResponse:
        """The page."""
        before = request.GET.get("before", "")
        start = int(before) if before.isdecimal() and len(before) < 10 else None
        summary = queries.summary_of(request.actor, self.consultation, before=start)
        context = self.context(
            summary=summary,
            result=wording.result(self.consultation, summary.counts),
            groups=grouped(queries.changes_of(self.consultation)),
            next_url=f"?before={summary.opinions[-1].pk}" if summary.has_more else "",
        )
        return render(request, "manage/consultations/detail.html", context)


class ConsultationEndView(ConsultationPage):
    """What ending means, and why."""

    def get(self, request: ActorRequest, key: UUID) -> HttpResponse:
        """The form; an ended one leads to its page."""
        if self.consultation.closed_at is not None:
            return redirect(self.home)
        return self._page(EndForm())

    def post(self, request: ActorRequest, key: UUID) -> HttpResponse:
        """End it."""
        form = EndForm(request.POST)
        return act(
            request,
            form,
            lambda: end_consultation(
                actor=request.actor, consultation_id=self.consultation.pk, **form.cleaned_data
            ),
            done=_("Đã kết thúc lấy ý kiến. Bản soạn thảo sửa được trở lại."),
            then=self.home,
            page=self._page,
        )

    def _page(self, form: forms.Form, status: int = 200) -> HttpResponse:
        is_over = self.consultation.closes_at <= clock.now()
        context = self.context(form=form, is_over=is_over)
        return render(self.request, "manage/consultations/end.html", context, status=status)


class ConsultationAnswerView(ConsultationPage):
    """The answer; it replaces an earlier one."""

    def get(self, request: ActorRequest, key: UUID) -> HttpResponse:
        """The form; an open one leads to its page."""
        if self.consultation.closed_at is None:
            return redirect(self.home)
        found = self.consultation
        return self._page(AnswerForm(initial={"answer": found.answer, "seen": answer_mark(found)}))

    def post(self, request: ActorRequest, key: UUID) -> HttpResponse:
        """Publish it."""
        form = AnswerForm(request.POST)
        return act(
            request,
            form,
            lambda: answer_consultation(
                actor=request.actor, consultation_id=self.consultation.pk, **form.cleaned_data
            ),
            done=_("Đã đăng câu trả lời."),
            then=self.home,
            page=self._page,
        )

    def _page(self, form: forms.Form, status: int = 200) -> HttpResponse:
        """After another admin's answer the page holds that one, and its mark."""
        if form.is_bound and status == 409:
            data = self.request.POST.copy()
            data["seen"] = answer_mark(self._now())
            bound = AnswerForm(data)
            bound.is_valid()
            for text in form.non_field_errors():
                bound.add_error(None, str(text))
            form = bound
        now = self._now()
        context = self.context(form=form, stored=now.answer if status == 409 else "")
        return render(self.request, "manage/consultations/answer.html", context, status=status)

    def _now(self) -> Consultation:
        return Consultation.objects.get(pk=self.consultation.pk)


def _row(consultation: Consultation, counts: queries.Counts) -> dict[str, Any]:
    is_open = queries.is_open(consultation)
    return {
        "key": consultation.key,
        "code": consultation.draft.procedure.code,
        "name": consultation.draft.procedure.name,
        "until": wording.until(consultation),
        "left": wording.days_left(consultation) if is_open else "",
        "is_soon": is_open and consultation.closes_at - clock.now() <= queries.SOON,
        "counts": counts,
        "answered": bool(consultation.answer),
        "needs_answer": not is_open and bool(counts.total) and not consultation.answer,
    }
