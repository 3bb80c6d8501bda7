"""The search as people and its admins see it: a synonym, a life event with a procedure."""

from typing import Any

from services.models import LifeEvent, LifeEventProcedure, Procedure, Synonym
from tests.architecture.url_roles.rows import Row, everyone, for_offices


def make_search(code: str) -> dict[str, Any]:
    """What the parts of the paths stand for."""
    synonym = Synonym.objects.create(said="sổ đỏ", folded="so do", meanings=["giấy chứng nhận"])
    event = LifeEvent.objects.create(slug="sinh-con", title="Sinh con", icon="baby", place=1)
    procedure = Procedure.objects.get(code=code)
    LifeEventProcedure.objects.create(event=event, procedure=procedure, place=1)
    return {
        "search_synonym": synonym.pk,
        "search_event": event.pk,
        "search_event_slug": event.slug,
        "search_code": code,
    }


_SYNONYM, _EVENT = {"pk": "search_synonym"}, {"pk": "search_event"}
_WRITTEN = {"said": "bìa hồng", "meanings": "giấy chứng nhận"}
_NAMED = {"title": "Chuyển nhà", "icon": "pin"}

SEARCH = [
    Row("services:life_event", everyone(200), where={"slug": "search_event_slug"}),
    Row("services:manage_search_synonyms", for_offices(200)),
    Row(
        "services:manage_search_synonym_new", for_offices(200), for_offices(302), data=_WRITTEN
    ),
    Row(
        "services:manage_search_synonym", for_offices(200), for_offices(302), _SYNONYM, _WRITTEN
    ),
    Row("services:manage_search_synonym_delete", for_offices(200), for_offices(302), _SYNONYM),
    Row(
        "services:manage_search_life_events", for_offices(200), for_offices(302),
        data={"event": "search_event", "direction": "up"},
    ),
    Row(
        "services:manage_search_life_event_new", for_offices(200), for_offices(302), data=_NAMED
    ),
    Row(
        "services:manage_search_life_event", for_offices(200), for_offices(302), _EVENT, _NAMED
    ),
    Row(
        "services:manage_search_life_event_procedures", for_offices(302), for_offices(302), _EVENT,
        {"step": "up", "code": "search_code"}, is_page=False,
    ),
    Row("services:manage_search_life_event_delete", for_offices(200), for_offices(302), _EVENT),
    Row("services:manage_search_missed", for_offices(200)),
]  # fmt: skip
