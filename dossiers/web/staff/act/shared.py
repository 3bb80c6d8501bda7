"""Steps that both workplaces know: ask for a supplement, write a note."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from dossiers.actions.note import note
from dossiers.actions.request_supplement import DAYS_TO_SUPPLY, request_supplement
from dossiers.models import Dossier
from dossiers.web.staff.act.base import StepView
from dossiers.web.staff.act.forms import NoteForm, SupplementForm
from services.binding import binding


class SupplementStep(StepView):
    """Form 02."""

    event = "request_supplement"
    form_class = SupplementForm
    act = staticmethod(request_supplement)
    done = _("Đã yêu cầu bổ sung hồ sơ %(code)s và báo cho công dân.")

    def form_options(self, dossier: Dossier) -> dict[str, Any]:
        """The papers of the revision to choose from."""
        papers = binding(dossier.revision_id).requirements
        return {"papers": [(paper.key, paper.name) for paper in papers]}

    def more(self, dossier: Dossier) -> dict[str, Any]:
        """How long the citizen has."""
        return {"days_to_supply": DAYS_TO_SUPPLY}


class NoteStep(StepView):
    """A note does not move the dossier, so a page is never too old for it."""

    event = "note"
    form_class = NoteForm
    act = staticmethod(note)
    done = _("Đã ghi chú vào hồ sơ %(code)s.")

    def seen(self, version: int | None) -> dict[str, Any]:
        """No version."""
        return {}
