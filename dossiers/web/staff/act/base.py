"""A step on a dossier: GET shows what will happen and its form, POST does it and goes back."""

from collections.abc import Callable
from typing import Any, ClassVar, cast

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import SimpleLazyObject

from dossiers.models import Dossier
from dossiers.queries import get_for
from dossiers.web.staff.act.forms import StepForm
from dossiers.web.staff.areas import Area
from dossiers.web.staff.dossier.available import can_follow
from dossiers.words import holder_words
from portal.accounts.web.access import ActorRequest, StaffRequired
from portal.shared.errors import InvalidInput, NotAllowed, Refusal, StalePage

UNUSABLE, FORBIDDEN, MOVED_ON = 422, 403, 409


class StepView(StaffRequired):
    """The frame of all steps. A step names its event, template, form, what it does and its news."""

    area: ClassVar[Area]
    event: ClassVar[str]
    template_name: ClassVar[str]
    form_class: ClassVar[type[StepForm]] = StepForm
    done: ClassVar[Any]
    act: ClassVar[Callable[..., Any]]

    def get(self, request: ActorRequest, code: str) -> HttpResponse:
        """What will happen, with the form; 409 when it cannot happen any more."""
        dossier = get_for(request.actor, code)
        if not can_follow(self.event, request.actor, dossier):
            return self._moved_on(request, dossier, None)
        form = self.form_class(initial={"version": dossier.version}, **self.form_options(dossier))
        return self._page(request, dossier, form)

    def post(self, request: ActorRequest, code: str) -> HttpResponse:
        """Do it; what was typed stays on the page when it cannot be done.

        The action reads the dossier itself, under its lock: here it is read only to show it.
        """
        dossier = cast(Dossier, SimpleLazyObject(lambda: get_for(request.actor, code)))
        form = self.form_class(request.POST, **self.form_options(dossier))
        if not form.is_valid():
            return self._page(request, dossier, form, status=UNUSABLE)
        typed = dict(form.cleaned_data)
        version = typed.pop("version")
        try:
            type(self).act(actor=request.actor, code=code, **self.seen(version), **typed)
        except StalePage:
            return self._moved_on(request, get_for(request.actor, code), form)
        except InvalidInput as refusal:
            _add_errors(form, refusal)
            return self._page(request, dossier, form, status=UNUSABLE)
        except Refusal as refusal:
            if not can_follow(self.event, request.actor, dossier):
                return self._moved_on(request, dossier, form)
            form.add_error(None, str(refusal))
            status = FORBIDDEN if isinstance(refusal, NotAllowed) else MOVED_ON
            return self._page(request, dossier, form, status=status)
        messages.success(request, self.done % {"code": code})
        return redirect(self.after(code))

    def after(self, code: str) -> str:
        """Where the step leads when it is done: to the dossier."""
        return self.area.dossier_href(code)

    def seen(self, version: int | None) -> dict[str, Any]:
        """A step without the version of its page is taken to come from an old one."""
        return {"seen_version": -1 if version is None else version}

    def form_options(self, dossier: Dossier) -> dict[str, Any]:
        """What the form needs beside the typed values."""
        return {}

    def more(self, dossier: Dossier) -> dict[str, Any]:
        """What the page shows beside dossier and form."""
        return {}

    def _page(
        self, request: ActorRequest, dossier: Dossier, form: forms.Form, *, status: int = 200
    ) -> HttpResponse:
        context = self._context(dossier, form) | self.more(dossier)
        return render(request, self.template_name, context, status=status)

    def _moved_on(
        self, request: ActorRequest, dossier: Dossier, form: StepForm | None
    ) -> HttpResponse:
        """The page of a dossier that is elsewhere now; what was typed can be copied from it."""
        context = self._context(dossier, form) | {
            "holder": holder_words(dossier, for_staff=True),
            "typed": _typed_texts(form) if form else [],
        }
        return render(request, "staff/dossier_moved_on.html", context, status=MOVED_ON)

    def _context(self, dossier: Dossier, form: forms.Form | None) -> dict[str, Any]:
        return {
            "area": self.area,
            "dossier": dossier,
            "form": form,
            "dossier_href": self.area.dossier_href(str(dossier.code)),
        }


def _add_errors(form: StepForm, refusal: InvalidInput) -> None:
    for field, text in refusal.errors.items():
        form.add_error(field if field in form.fields else None, text)


def _typed_texts(form: StepForm) -> list[dict[str, str]]:
    return [
        {"label": str(field.label), "text": str(field.value())}
        for field in form.visible_fields()
        if isinstance(field.field.widget, forms.Textarea) and field.value()
    ]
