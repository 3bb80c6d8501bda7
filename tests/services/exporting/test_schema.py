"""The JSON Schema says what the check says."""

import json
from typing import Any

import pytest
from django.conf import settings
from jsonschema import Draft202012Validator

from services.exporting.documents import documents, exportable_codes
from tests.services.importing.documents.test_hostile import FEE, FORM, PAPER, RULE, document

SCHEMA = json.loads((settings.BASE_DIR / "docs" / "catalogue-json.schema.json").read_text())
VALIDATOR = Draft202012Validator(SCHEMA)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.django_db
def test_every_shipped_procedure_fits(shipped_catalogue: None) -> None:
    wrong = [
        (each.name, error.json_path, error.message)
        for each in documents(exportable_codes())
        for error in VALIDATOR.iter_errors(json.loads(each.content))
    ]

    assert wrong == []


def test_a_rich_document_fits() -> None:
    rich = document(eform=FORM, papers=[PAPER], fees=[FEE], reductions=[RULE])

    assert list(VALIDATOR.iter_errors(rich)) == []


@pytest.mark.parametrize(
    "data",
    [
        document(name=""), document(color=1), document(level="3"), document(time_value=1.5),
        document(audiences=["citizen", "citizen"]), document(notices={"explode": "x"}),
        document(papers=[PAPER | {"copies": 100}]), document(steps=[{"role": "citizen"}]),
        document(reductions=[RULE | {"amount_vnd": 5}]), document() | {"format": 2},
        document() | {"code": "x"}, {"format": 1, "code": "2.000488"},
    ],
)  # fmt: skip
def test_what_the_check_refuses_the_schema_refuses(data: Any) -> None:
    assert list(VALIDATOR.iter_errors(data))
