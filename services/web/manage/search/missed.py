"""What people looked for in vain (/manage/search/missed/)."""

from typing import Any

from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from services.search.missed import SHOWN_FROM_TIMES, missed_searches
from services.web.manage.access import ManageView

DAYS = (7, 30, 90)


@method_decorator(never_cache, name="dispatch")
class MissedSearchesView(ManageView, TemplateView):
    """`?days=` 7, 30 or 90."""

    template_name = "manage/search/missed.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The phrases of these days, the most frequent first."""
        text = self.request.GET.get("days", "")
        days = int(text) if text in {str(each) for each in DAYS} else 30
        return super().get_context_data(
            missed=missed_searches(days),
            days=days,
            choices=DAYS,
            shown_from=SHOWN_FROM_TIMES,
            **kwargs,
        )
