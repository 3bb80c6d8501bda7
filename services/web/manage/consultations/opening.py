"""`…/draft/consult/`: put the draft up for comment."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from portal.accounts.web.access import ActorRequest
from services.actions.open_consultation import (
    FEWEST_DAYS,
    MAX_QUESTION,
    MOST_DAYS,
    open_consultation,
)
from services.flow import DraftState
from services.models import Consultation
from services.publishable import obstacles
from services.web.manage.access import DraftView
from services.web.manage.lifecycle.acting import act
from services.web.manage.lifecycle.places import place_of

USUAL_DAYS = 14


class ConsultForm(forms.Form):
    """For how long, and what people are asked."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    days = forms.IntegerField(
        label=gettext_lazy("Số ngày lấy ý kiến"),
        help_text=gettext_lazy("Từ 3 đến 90 ngày, tính từ ngày mai."),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "3"}),
        error_messages={
            "invalid": gettext_lazy("Nhập số ngày bằng chữ số, từ 3 đến 90 ngày."),
        },
    )
    question = forms.CharField(
        label=gettext_lazy("Điều cần hỏi người dân"),
        help_text=gettext_lazy(
            "Một câu hỏi ngắn, dễ trả lời. Ví dụ: 8 ngày có đủ không? Tối đa 1.000 ký tự."
        ),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


@method_decorator(never_cache, name="dispatch")
class ConsultView(DraftView):
    """What it means, and the form. A draft that is elsewhere leads to its hub."""

    def get(self, request: ActorRequest, code: str) -> HttpResponse:
        """The form."""
        if self.draft.state == DraftState.CONSULTATION:
            running = Consultation.objects.filter(draft=self.draft, closed_at=None).first()
            if running is not None:
                return redirect("services:manage_consultation", key=running.key)
        if self.draft.state != DraftState.DRAFT:
            return redirect("services:manage_draft", code=code)
        return self._page(ConsultForm(initial={"version": self.draft.version, "days": USUAL_DAYS}))

    def post(self, request: ActorRequest, code: str) -> HttpResponse:
        """Open it."""
        form = ConsultForm(request.POST)
        return act(
            request,
            form,
            lambda: open_consultation(
                actor=request.actor, draft_id=self.draft.pk, **form.cleaned_data
            ),
            done=_("Đã mở lấy ý kiến. Bản soạn thảo không sửa được đến khi kết thúc."),
            then=reverse("services:manage_consultations"),
            page=self._page,
        )

    def _page(self, form: forms.Form, status: int = 200) -> HttpResponse:
        context: dict[str, Any] = {
            "procedure": self.procedure,
            "draft": self.draft,
            "form": form,
            "hub": reverse("services:manage_draft", args=[self.procedure.code]),
            "fewest": FEWEST_DAYS,
            "most": MOST_DAYS,
            "max_question": MAX_QUESTION,
            "missing": [
                {"href": place_of(self.procedure.code, gap), "text": gap.text}
                for gap in obstacles(self.procedure, self.draft.content)
            ],
        }
        return render(self.request, "manage/consultations/open.html", context, status=status)
