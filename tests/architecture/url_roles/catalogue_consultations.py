"""Consultations, differences and revisions: one consultation that is open, one that has ended."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from portal.shared import clock
from services.actions.create_procedure import create_procedure
from services.actions.end_consultation import end_consultation
from services.actions.give_opinion import give_opinion
from services.actions.open_consultation import open_consultation
from services.models import Consultation, RevisionDraft, Sector
from tests.architecture.url_roles.rows import Row, everyone, for_citizens, for_offices
from tests.services.drafts import CONTENT, edited
from tests.world import Person

OPEN, ENDED, EDITABLE = "1.000001", "1.000002", "1.000003"


def make_consultations(admin: Person, citizen: Person) -> dict[str, Any]:
    """What the parts of the paths stand for."""
    running, ended = _put_up(admin, OPEN), _put_up(admin, ENDED)
    give_opinion(actor=citizen.actor, key=ended.key, stance="object", comment="Nên 5 ngày.")
    end_consultation(actor=admin.actor, consultation_id=ended.pk, reason="Đã đủ ý kiến.")
    draft = _drafted(admin, EDITABLE)
    return {
        "consultation": running.key, "ended_consultation": ended.key,
        "consulted_code": EDITABLE, "consulted_version": draft.version, "one": 1,
    }  # fmt: skip


def _put_up(admin: Person, code: str) -> Consultation:
    draft = _drafted(admin, code)
    with clock.pinned(timezone.now() - timedelta(hours=1)):
        return open_consultation(
            actor=admin.actor, draft_id=draft.pk, version=draft.version, days=14,
            question="8 ngày có đủ không?",
        )  # fmt: skip


def _drafted(admin: Person, code: str) -> RevisionDraft:
    sector = Sector.objects.get(name=CONTENT.sector)
    draft = create_procedure(actor=admin.actor, code=code, name=CONTENT.name, sector=sector)
    return edited(admin.actor, draft, **vars(CONTENT))


_OPEN, _ENDED = {"key": "consultation"}, {"key": "ended_consultation"}
CONSULTATIONS = [
    Row("services:consultation_list", everyone(200)),
    Row("services:consultation", everyone(200), where=_ENDED),
    Row("services:consultation_procedure", everyone(200), where=_OPEN),
    Row("services:consultation_try", everyone(200), everyone(200), where=_OPEN),
    Row(
        "services:consultation_opinion", for_citizens(200, 200), for_citizens(302, 302), _OPEN,
        {"stance": "agree"},
    ),
    Row("services:manage_difference", for_offices(200), where={"code": "procedure"}),
    Row("services:manage_revision", for_offices(200), where={"code": "procedure", "number": "one"}),
    Row(
        "services:manage_consult", for_offices(200), for_offices(302), {"code": "consulted_code"},
        {"version": "consulted_version", "days": "14"},
    ),
    Row("services:manage_consultations", for_offices(200)),
    Row("services:manage_consultation", for_offices(200), where=_ENDED),
    Row(
        "services:manage_consultation_end", for_offices(200), for_offices(302), _OPEN,
        {"reason": "Đã đủ ý kiến."},
    ),
    Row(
        "services:manage_consultation_answer", for_offices(200), for_offices(302), _ENDED,
        {"answer": "Cảm ơn mọi người."},
    ),
]  # fmt: skip
