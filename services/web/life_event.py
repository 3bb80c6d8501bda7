"""`/life-events/<slug>/`: what to do when something happens in a life, step by step."""

from typing import Any

from django.http import Http404
from django.views.generic import TemplateView

from services.models import LifeEvent
from services.search.life_events import event_page, shown_events
from services.web.service_list import Result


class LifeEventView(TemplateView):
    """The procedures in the order in which people need them."""

    template_name = "public/life_event.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The event, its procedures in force, the other events."""
        try:
            event, procedures = event_page(kwargs["slug"])
        except LifeEvent.DoesNotExist as error:
            raise Http404 from error
        return super().get_context_data(
            event=event,
            results=[(Result.of(revision), why) for revision, why in procedures],
            others=[other for other in shown_events() if other.slug != event.slug],
            **kwargs,
        )
