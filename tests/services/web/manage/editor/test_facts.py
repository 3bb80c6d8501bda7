from collections.abc import Callable

from django.test import Client

from portal.agencies.models import Agency
from services.content import LegalText, RevisionContent
from services.models import DraftEdit, RevisionDraft
from tests.services.web.manage.editor.conftest import HUB

FACTS = f"{HUB}facts/"
Content = Callable[[], RevisionContent]


def typed(justice: Agency, **changes: object) -> dict[str, object]:
    """What the page sends."""
    return {
        "version": "1",
        "name": "Cấp bản sao trích lục hộ tịch",
        "local_code": "",
        "sector": "Hộ tịch",
        "audiences": ["citizen"],
        "level": "4",
        "agency_level": "province",
        "handling_agency_code": justice.code,
        "receiving_agency_code": "",
        "agency_text": "",
        "time_unit": "working_day",
        "legal_time_value": "5",
        "time_value": "3",
        "clock_rule": "next_day",
        "time_note": "",
        "result_template": "certificate",
        "return_channels": ["online", "counter"],
        "laws-TOTAL_FORMS": "2",
        "laws-INITIAL_FORMS": "0",
        "laws-0-text": "Luật Hộ tịch số 60/2014/QH13",
        "laws-0-ends_on": "",
        "laws-1-text": "",
        "laws-1-ends_on": "",
        "results-TOTAL_FORMS": "1",
        "results-INITIAL_FORMS": "0",
        "results-0-text": "Bản sao trích lục",
    } | changes


def test_facts_are_saved(
    manage: Client, draft: RevisionDraft, content: Content, justice: Agency
) -> None:
    answer = manage.post(FACTS, typed(justice))

    assert (answer.status_code, answer["Location"]) == (302, HUB)
    saved = content()
    assert saved.name == "Cấp bản sao trích lục hộ tịch"
    assert (saved.level, saved.time_value, saved.legal_time_value) == (4, 3, 5)
    assert (saved.handling_agency_code, saved.agency_text) == (justice.code, "Sở Tư pháp")
    assert saved.legal_basis == (LegalText("Luật Hộ tịch số 60/2014/QH13"),)
    assert saved.results == ("Bản sao trích lục",)
    edit = DraftEdit.objects.filter(draft=draft).last()
    assert edit and (edit.version, edit.part, edit.words) == (2, "facts", "Sửa thông tin chung")
