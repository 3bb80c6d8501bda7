"""Who handles and who receives."""

from collections.abc import Callable

import pytest

from portal.agencies.models import Agency
from services import queries
from services.models import Revision

Import = Callable[..., object]


def test_a_provincial_procedure_has_one_agency_and_the_centre_receives(
    import_rows: Import, one_stop: Agency, justice: Agency
) -> None:
    import_rows({})
    revision = queries.get_published("2.000488")

    assert list(queries.agencies_that_handle(revision)) == [justice]
    assert queries.receiving_agency(revision, justice) == one_stop


def test_a_local_procedure_is_handled_and_received_by_any_agency_of_its_level(
    import_rows: Import, tam_tien: Agency
) -> None:
    import_rows({"level": "xã", "agency": "UBND cấp xã"})
    revision = queries.get_published("2.000488")

    assert list(queries.agencies_that_handle(revision)) == [tam_tien]
    assert queries.receiving_agency(revision, tam_tien) == tam_tien


def test_only_the_revision_in_force_is_published(import_rows: Import) -> None:
    import_rows({})
    import_rows({"time_value": "7"})

    assert queries.get_published("2.000488.000.00.00.H47").time_value == 7
    assert queries.published().count() == 1


def test_an_unknown_code_is_not_there(db: None) -> None:
    with pytest.raises(Revision.DoesNotExist):
        queries.get_published("2.000488")
