"""The steps of a draft that are one page each: what it means, a form, one button."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from portal.accounts.web.access import ActorRequest
from services.actions.call_back_draft import call_back_draft
from services.actions.discard_draft import discard_draft
from services.actions.open_draft import is_overtaken, last_revision
from services.actions.rebase_draft import rebase_draft
from services.actions.send_back_draft import send_back_draft
from services.actions.submit_draft import submit_draft
from services.flow import DraftState
from services.publishable import obstacles
from services.web.manage.access import DraftView
from services.web.manage.lifecycle.acting import act
from services.web.manage.lifecycle.forms import ReasonForm, SubmitForm, VersionForm
from services.web.manage.lifecycle.places import place_of


@method_decorator(never_cache, name="dispatch")
class StepView(DraftView, ABC):
    """A step; a draft that is elsewhere now leads to its procedure."""

    sources: ClassVar[tuple[DraftState, ...]]
    title: ClassVar[Any]
    text: ClassVar[Any]
    button: ClassVar[Any]
    done: ClassVar[Any]
    is_danger: ClassVar[bool] = False
    form_class: ClassVar[type[forms.Form]] = ReasonForm
    template_name: ClassVar[str] = "manage/lifecycle/step.html"

    def get(self, request: ActorRequest, code: str) -> HttpResponse:
        """What it means, and the form."""
        if self.draft.state not in self.sources:
            return redirect(self.home)
        return self.page(self.form_class(initial=self.initial()))

    def post(self, request: ActorRequest, code: str) -> HttpResponse:
        """Take the step."""
        form = self.form_class(request.POST)
        return act(
            request, form, lambda: self.take(form.cleaned_data),
            done=str(self.done), then=self.then(), page=self.page,
        )  # fmt: skip

    @abstractmethod
    def take(self, typed: dict[str, Any]) -> Any:
        """Call the action."""

    def initial(self) -> dict[str, Any]:
        """What the form begins with."""
        return {"version": self.draft.version}

    def then(self) -> str:
        """Where the person goes afterwards."""
        return self.home

    @property
    def home(self) -> str:
        """The address of the procedure."""
        return reverse("services:manage_procedure", args=[self.procedure.code])

    @property
    def hub(self) -> str:
        """The address of the draft."""
        return reverse("services:manage_draft", args=[self.procedure.code])

    def page(self, form: forms.Form, status: int = 200) -> HttpResponse:
        """The page with this form."""
        context = {
            "procedure": self.procedure, "draft": self.draft, "form": form, "home": self.home,
            "hub": self.hub, "title": self.title, "text": self.text, "button": self.button,
            "is_danger": self.is_danger, **self.more(),
        }  # fmt: skip
        return render(self.request, self.template_name, context, status=status)

    def more(self) -> dict[str, Any]:
        """What else the template shows."""
        return {}


class DraftSubmitView(StepView):
    """Hand it in: what is missing is listed with the way to each place."""

    sources = (DraftState.DRAFT,)
    title = gettext_lazy("Trình phê duyệt")
    text = gettext_lazy(
        "Một quản trị tỉnh khác đọc và duyệt. Trong lúc chờ, không ai sửa được bản soạn thảo."
    )
    button = gettext_lazy("Trình phê duyệt")
    done = gettext_lazy("Đã trình. Một quản trị tỉnh khác sẽ duyệt.")
    form_class = SubmitForm
    template_name = "manage/lifecycle/submit.html"

    def take(self, typed: dict[str, Any]) -> Any:
        """Submit."""
        return submit_draft(actor=self.request.actor, draft_id=self.draft.pk, **typed)  # type: ignore[attr-defined]

    def initial(self) -> dict[str, Any]:
        """The day asked for last time."""
        return {"version": self.draft.version, "applies_from": self.draft.applies_from}

    def more(self) -> dict[str, Any]:
        """What is missing, and what a draft of an older revision must do first."""
        return {
            "missing": [
                {"href": place_of(self.procedure.code, gap), "text": gap.text}
                for gap in obstacles(self.procedure, self.draft.content)
            ],
            "outdated": is_overtaken(self.draft, last_revision(self.procedure)),
        }


class DraftReturnView(StepView):
    """Send it back."""

    sources = (DraftState.APPROVAL,)
    title = gettext_lazy("Trả lại để sửa")
    text = gettext_lazy("Bản soạn thảo sửa được trở lại; lý do hiện ở đầu bản soạn thảo.")
    button = gettext_lazy("Trả lại")
    done = gettext_lazy("Đã trả lại bản soạn thảo.")

    def take(self, typed: dict[str, Any]) -> Any:
        """Send back."""
        return send_back_draft(actor=self.request.actor, draft_id=self.draft.pk, **typed)  # type: ignore[attr-defined]


class DraftCallBackView(StepView):
    """Take an approved one back."""

    sources = (DraftState.APPROVED,)
    title = gettext_lazy("Thu hồi phiên bản đã duyệt")
    text = gettext_lazy(
        "Phiên bản chờ ngày áp dụng bị hủy, phiên bản đang áp dụng tiếp tục áp dụng. Bản soạn thảo "
        "sửa được trở lại và phải trình duyệt lại."
    )
    button = gettext_lazy("Thu hồi")
    done = gettext_lazy("Đã thu hồi. Phiên bản đang áp dụng tiếp tục áp dụng.")
    is_danger = True

    def take(self, typed: dict[str, Any]) -> Any:
        """Call back."""
        return call_back_draft(actor=self.request.actor, draft_id=self.draft.pk, **typed)  # type: ignore[attr-defined]


class DraftDiscardView(StepView):
    """Throw it away."""

    sources = (DraftState.DRAFT, DraftState.APPROVAL)
    title = gettext_lazy("Bỏ bản soạn thảo")
    text = gettext_lazy(
        "Nội dung đang soạn không dùng nữa; thủ tục giữ nguyên như đang áp dụng. Lịch sử soạn thảo "
        "được lưu."
    )
    button = gettext_lazy("Bỏ bản soạn thảo")
    done = gettext_lazy("Đã bỏ bản soạn thảo.")
    is_danger = True

    def take(self, typed: dict[str, Any]) -> Any:
        """Discard."""
        return discard_draft(actor=self.request.actor, draft_id=self.draft.pk, **typed)  # type: ignore[attr-defined]


class DraftRebaseView(StepView):
    """Open it again from the newest revision."""

    sources = (DraftState.DRAFT,)
    title = gettext_lazy("Mở lại từ phiên bản mới")
    text = gettext_lazy(
        "Nội dung đang soạn được giữ nguyên và so với phiên bản mới nhất. Hãy xem khác biệt: những "
        "gì phiên bản mới đã đổi mà bản soạn thảo không có sẽ bị đổi ngược lại."
    )
    button = gettext_lazy("Mở lại, giữ nội dung đang soạn")
    done = gettext_lazy("Đã mở lại từ phiên bản mới. Hãy xem khác biệt trước khi trình.")
    form_class = VersionForm

    def take(self, typed: dict[str, Any]) -> Any:
        """Rebase."""
        return rebase_draft(actor=self.request.actor, draft_id=self.draft.pk, **typed)  # type: ignore[attr-defined]

    def then(self) -> str:
        """The difference to the newest revision."""
        newest = last_revision(self.procedure)
        return f"{self.home}difference/?from={newest.number}&to=draft" if newest else self.hub
