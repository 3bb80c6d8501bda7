"""Life events: list, add, change, order, procedures (/manage/search/life-events/)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from portal.accounts.web.access import ActorRequest
from portal.shared.errors import InvalidInput
from services.actions.search.change_event_procedures import (
    add_event_procedure,
    move_event_procedure,
    remove_event_procedure,
)
from services.actions.search.delete_life_event import delete_life_event
from services.actions.search.move_life_event import move_life_event
from services.actions.search.save_life_event import EventContent, save_life_event
from services.models import LifeEvent, LifeEventProcedure
from services.search.life_events import entries_of, events_with_lost_procedures
from services.web.manage.access import ManageView
from services.web.manage.search.forms import (
    EventProcedureForm,
    LifeEventForm,
    lines,
    with_errors,
)

UNUSABLE = 422


@method_decorator(never_cache, name="dispatch")
class LifeEventsView(ManageView, TemplateView):
    """All of them in their order; buttons move one up or down."""

    template_name = "manage/search/life_events.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The events; those that name a procedure which is not in force are flagged."""
        events = LifeEvent.objects.filter(removed=False).order_by("place", "pk")
        return super().get_context_data(
            events=list(events), lost=events_with_lost_procedures(), **kwargs
        )

    def post(self, request: ActorRequest) -> HttpResponse:
        """One place up or down."""
        number = request.POST.get("event", "")
        try:
            move_life_event(
                actor=request.actor,
                number=int(number) if number.isdecimal() and len(number) < 10 else 0,
                up=request.POST.get("direction") == "up",
            )
        except LifeEvent.DoesNotExist as error:
            raise Http404 from error
        return redirect("services:manage_search_life_events")


@method_decorator(never_cache, name="dispatch")
class LifeEventEditView(ManageView):
    """A new event, or a present one with its procedures."""

    def get(self, request: ActorRequest, pk: int | None = None) -> HttpResponse:
        """The form."""
        return _page(request, pk)

    def post(self, request: ActorRequest, pk: int | None = None) -> HttpResponse:
        """Save it."""
        form = LifeEventForm(request.POST)
        form.is_valid()
        typed = form.cleaned_data
        content = EventContent(
            title=" ".join(typed.get("title", "").split()),
            text=" ".join(typed.get("text", "").split()),
            icon=typed.get("icon", ""),
            sayings=tuple(lines(typed.get("sayings", ""))),
            shown=typed.get("shown", False),
        )
        try:
            event = save_life_event(actor=request.actor, content=content, number=pk)
        except LifeEvent.DoesNotExist as error:
            raise Http404 from error
        except InvalidInput as refusal:
            form.errors.clear()  # the action's words, not the field's own
            return _page(request, pk, form=with_errors(form, refusal.errors), status=UNUSABLE)
        messages.success(request, _("Đã lưu sự kiện “%(title)s”.") % {"title": event.title})
        return redirect("services:manage_search_life_event", pk=event.pk)


@method_decorator(never_cache, name="dispatch")
class LifeEventProceduresView(ManageView):
    """Buttons and the form beside the procedures: add, up, down, remove."""

    def get(self, request: ActorRequest, pk: int) -> HttpResponse:
        """Reloading: back to the event."""
        return redirect("services:manage_search_life_event", pk=pk)

    def post(self, request: ActorRequest, pk: int) -> HttpResponse:
        """What the pressed button says."""
        step = request.POST.get("step", "add")
        code = request.POST.get("code", "").replace("\0", "")
        form = EventProcedureForm(request.POST)
        form.is_valid()
        try:
            if step in ("up", "down"):
                move_event_procedure(actor=request.actor, number=pk, code=code, up=step == "up")
            elif step == "remove":
                remove_event_procedure(actor=request.actor, number=pk, code=code)
                messages.success(request, _("Đã bỏ thủ tục khỏi sự kiện."))
            else:
                why = form.cleaned_data.get("why", "")
                added = add_event_procedure(actor=request.actor, number=pk, code=code, why=why)
                messages.success(request, _("Đã thêm “%(name)s”.") % {"name": added.name})
        except (LifeEvent.DoesNotExist, LifeEventProcedure.DoesNotExist) as error:
            raise Http404 from error
        except InvalidInput as refusal:
            return _page(request, pk, adding=with_errors(form, refusal.errors), status=UNUSABLE)
        return redirect("services:manage_search_life_event", pk=pk)


@method_decorator(never_cache, name="dispatch")
class LifeEventDeleteView(ManageView):
    """Asks before it deletes."""

    def get(self, request: ActorRequest, pk: int) -> HttpResponse:
        """The question."""
        return render(request, "manage/search/life_event_delete.html", {"event": _event(pk)})

    def post(self, request: ActorRequest, pk: int) -> HttpResponse:
        """Delete it."""
        try:
            title = delete_life_event(actor=request.actor, number=pk)
        except LifeEvent.DoesNotExist as error:
            raise Http404 from error
        messages.success(request, _("Đã xóa sự kiện “%(title)s”.") % {"title": title})
        return redirect("services:manage_search_life_events")


def _page(
    request: ActorRequest,
    pk: int | None,
    *,
    form: Any = None,
    adding: Any = None,
    status: int = 200,
) -> HttpResponse:
    event = _event(pk) if pk is not None else None
    context = {
        "event": event,
        "form": form or LifeEventForm(initial=_filled(event or LifeEvent())),
        "adding": adding or EventProcedureForm(),
        "entries": entries_of(event) if event else [],
    }
    return render(request, "manage/search/life_event.html", context, status=status)


def _filled(event: LifeEvent) -> dict[str, Any]:
    return {
        "title": event.title,
        "text": event.text,
        "icon": event.icon,
        "sayings": "\n".join(event.sayings),
        "shown": event.shown,
    }


def _event(pk: int) -> LifeEvent:
    found = LifeEvent.objects.filter(pk=pk, removed=False).first()
    if found is None:
        raise Http404
    return found
