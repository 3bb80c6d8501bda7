"""The catalogue that ships with the portal, imported as it stands."""

import pytest

from portal.agencies.models import Agency
from services.models import Procedure

pytestmark = pytest.mark.usefixtures("shipped_catalogue", "db")


def test_the_shipped_catalogue() -> None:
    """All 143 procedures, each with a handling agency where one is needed."""
    assert Procedure.objects.count() == 143
    revisions = Procedure.objects.values_list("current_revision__level", flat=True)
    assert None not in revisions
    provincial = Procedure.objects.filter(
        current_revision__agency_level=Agency.Level.PROVINCE,
    )
    assert provincial.count() == 79
    assert not provincial.filter(current_revision__handling_agency=None).exists()


def test_the_hand_made_procedures() -> None:
    levels = dict(
        Procedure.objects.filter(
            code__in=[
                "2.000488", "2.000635", "1.004873", "1.001612", "1.002809", "2.000815",
            ]
        ).values_list("code", "current_revision__level")
    )  # fmt: skip
    assert levels == {
        "2.000488": 4, "2.000635": 4, "1.004873": 4, "1.001612": 4, "1.002809": 4, "2.000815": 3,
    }  # fmt: skip
    for code in levels:
        revision = Procedure.objects.get(code=code).current_revision
        assert revision.requirements.filter(required=True).exists()
        assert revision.eform["sections"]
        assert revision.results
