"""The builder of e-forms in the world of the table: a draft with a form to change."""

from typing import Any

from services.actions.create_procedure import create_procedure
from services.models import RevisionDraft, Sector
from tests.architecture.url_roles.rows import Row, for_offices
from tests.world import Person

_CODE = {"code": "builder_procedure"}
_FIELD = _CODE | {"path": "builder_field"}
_SECTION = _CODE | {"key": "builder_section"}
_VERSION = {"version": "builder_version"}

CATALOGUE_BUILDER = [
    Row(
        "services:manage_form", for_offices(200), for_offices(302), _CODE,
        _VERSION | {"do": "copy:field:purpose"},
    ),
    Row(
        "services:manage_form_section_new", for_offices(200), for_offices(302), _CODE,
        _VERSION | {"title": "Nội dung"},
    ),
    Row(
        "services:manage_form_section", for_offices(200), for_offices(302), _SECTION,
        _VERSION | {"title": "Nội dung"},
    ),
    Row(
        "services:manage_form_section_delete", for_offices(200), for_offices(302), _SECTION,
        _VERSION,
    ),
    Row(  # without a place for the field there is no page
        "services:manage_form_field_new", for_offices(404), for_offices(302), _CODE,
        _VERSION | {"section": "request", "type": "text", "label": "Họ tên"}, is_page=False,
    ),
    Row(
        "services:manage_form_field", for_offices(200), for_offices(302), _FIELD,
        _VERSION | {
            "label": "Mục đích sử dụng", "choices-TOTAL_FORMS": "1", "choices-INITIAL_FORMS": "0",
            "choices-0-label": "Khác", "choices-0-value": "other",
        },
    ),
    Row("services:manage_form_field_type", for_offices(200), for_offices(404), _FIELD),
    Row("services:manage_form_field_delete", for_offices(200), for_offices(422), _FIELD, _VERSION),
    Row(
        "services:manage_form_field_move", for_offices(200), for_offices(302),
        _CODE | {"path": "builder_free_field"},
        _VERSION | {"section": "end"},
    ),
    Row(
        "services:manage_form_condition", for_offices(200), for_offices(302),
        _CODE | {"path": "builder_last_field"}, _VERSION | {"do": "clear"},
    ),
    Row(
        "services:manage_form_json", for_offices(200), for_offices(422), _CODE,
        _VERSION | {"json": "{"},
    ),
    Row("services:manage_form_preview", for_offices(200), for_offices(200), _CODE),
    Row("services:manage_page_preview", for_offices(200), where=_CODE),
    Row("services:manage_try", for_offices(200), for_offices(200), _CODE, {"at": "start"}),
]  # fmt: skip

_FORM: dict[str, Any] = {
    "sections": [
        {
            "key": "request",
            "title": "Yêu cầu",
            "fields": [
                {
                    "key": "purpose",
                    "type": "one_of",
                    "label": "Mục đích",
                    "choices": [{"value": "other", "label": "Khác"}],
                },
                {"key": "copies", "type": "whole_number", "label": "Số bản", "min": 1},
            ],
        },
        {
            "key": "end",
            "title": "Nội dung khác",
            "fields": [
                {
                    "key": "purpose_other",
                    "type": "text",
                    "label": "Mục đích khác là",
                    "show_if": {"field": "purpose", "op": "eq", "value": "other"},
                }
            ],
        },
    ]
}


def make_form(admin: Person) -> dict[str, Any]:
    """What the parts of the paths stand for."""
    sector = Sector.objects.all()[0]
    draft = create_procedure(
        actor=admin.actor, code="2.100099", name="Cấp bản sao trích lục", sector=sector
    )
    RevisionDraft.objects.filter(pk=draft.pk).update(
        content_json=draft.content_json | {"eform": _FORM}
    )
    return {
        "builder_procedure": "2.100099", "builder_field": "purpose", "builder_section": "end",
        "builder_last_field": "purpose_other", "builder_free_field": "copies",
        "builder_version": draft.version,
    }  # fmt: skip
