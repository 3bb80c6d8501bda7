"""What the pages of agencies and staff share."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.functional import Promise
from django.views.decorators.cache import never_cache

from portal.accounts.roles import Role
from portal.accounts.web.access import ActorRequest, StaffRequired
from portal.shared.errors import InvalidInput, NotAllowed, Refusal

UNUSABLE, FORBIDDEN, MOVED_ON = 422, 403, 409


@method_decorator(never_cache, name="dispatch")
class AdminPage(StaffRequired):
    """Pages of the provincial admin."""

    roles: ClassVar[tuple[Role, ...]] = (Role.PROVINCIAL_ADMIN,)


class FormPage(AdminPage, ABC):
    """One form that leads to one action. A refusal comes back on the page, beside the field it is
    about where there is one, with everything that was typed."""

    template_name: ClassVar[str] = "administration/form.html"
    form_class: ClassVar[type[forms.Form]]
    title: ClassVar[str | Promise]
    submit: ClassVar[str | Promise]
    is_danger: ClassVar[bool] = False

    def get(self, request: ActorRequest, **where: Any) -> HttpResponse:
        """The form."""
        self.find(**where)
        return self.page(request, self.form_class(initial=self.initial(), **self.form_arguments()))

    def post(self, request: ActorRequest, **where: Any) -> HttpResponse:
        """The action, then on to where its outcome can be seen."""
        self.find(**where)
        form = self.form_class(request.POST, initial=self.initial(), **self.form_arguments())
        if not form.is_valid():
            return self.page(request, form, UNUSABLE)
        try:
            words, then = self.act(request, form.cleaned_data)
        except InvalidInput as refusal:
            for name, text in refusal.errors.items():
                form.add_error(name if name in form.fields else None, text)
            return self.page(request, form, UNUSABLE)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            status = FORBIDDEN if isinstance(refusal, NotAllowed) else MOVED_ON
            return self.page(request, form, status)
        messages.success(request, words)
        return redirect(then)

    def find(self, **where: Any) -> None:
        """Read what the page is about. Raises Http404."""

    def initial(self) -> dict[str, Any]:
        """What the form shows first."""
        return {}

    def form_arguments(self) -> dict[str, Any]:
        """What the form needs beside what was typed."""
        return {}

    @abstractmethod
    def act(self, request: ActorRequest, typed: dict[str, Any]) -> tuple[str, str]:
        """Do it; the words that say so, and the address of the page that follows."""

    def context(self) -> dict[str, Any]:
        """More for the template: `back_href`, `back_text`, `intro` …"""
        return {}

    def page(self, request: ActorRequest, form: forms.Form, status: int = 200) -> HttpResponse:
        """The page."""
        context = {
            "form": form, "title": self.title, "submit": self.submit, "is_danger": self.is_danger,
        } | self.context()  # fmt: skip
        return render(request, self.template_name, context, status=status)


class StepView(AdminPage, ABC):
    """A button: POST does it; what is refused is said on the page that it leads back to."""

    def get(self, request: ActorRequest, **where: Any) -> HttpResponse:
        """The way back after a second factor was asked for."""
        return redirect(self.back(**where))

    def post(self, request: ActorRequest, **where: Any) -> HttpResponse:
        """Do it."""
        try:
            messages.success(request, self.act(request, **where))
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return redirect(self.back(**where))

    @abstractmethod
    def act(self, request: ActorRequest, **where: Any) -> str:
        """Do it; the words that say so."""

    @abstractmethod
    def back(self, **where: Any) -> str:
        """The page that holds the button."""
