"""An existing installation: the catalogue is told before the dossiers that wait."""

from collections.abc import Callable
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from portal.national.models import OutboxMessage
from services.models import Procedure

pytestmark = pytest.mark.django_db
MIGRATION = import_module("portal.national.migrations.0007_procedures_told")


def migrate() -> None:
    with connection.schema_editor() as editor:
        MIGRATION.tell_of_procedures(apps, editor)


def state(code: str, status: int, procedure: Procedure, *, delivered: bool) -> None:
    OutboxMessage.objects.create(
        stream=code,
        payload={"dossier": {"procedure_id": procedure.pk}, "step": {"status": status}},
        created_at="2022-03-22T00:00:00Z",
        delivered_at="2022-03-22T00:00:01Z" if delivered else None,
    )


def in_order() -> list[tuple[str, str, object]]:
    rows = OutboxMessage.objects.order_by("id")
    return list(rows.values_list("stream", "waits_for", "payload__step__status"))


def test_the_catalogue_goes_before_what_waits(make_revision: Callable) -> None:
    procedure = make_revision().procedure
    OutboxMessage.objects.update(delivered_at="2022-03-22T00:00:00Z")
    OutboxMessage.objects.all().delete()
    state("a", 1, procedure, delivered=True)
    state("a", 2, procedure, delivered=False)
    state("b", 1, procedure, delivered=False)
    state("a", 4, procedure, delivered=False)
    migrate()
    stream = f"procedure:{procedure.pk}"
    after = [
        ("a", "", 1), (stream, "", None), ("a", stream, 2), ("b", stream, 1), ("a", stream, 4),
    ]  # fmt: skip
    assert in_order() == after
    entry = OutboxMessage.objects.get(stream=stream)
    assert entry.kind == "procedure"
    assert entry.payload["procedure"]["code"] == "2.000488"
    assert entry.payload["procedure"]["in_force"] is True
    # The next message has a number of its own.
    state("c", 1, procedure, delivered=False)
    assert in_order() == [*after, ("c", "", 1)]
    migrate()
    assert in_order() == [*after, ("c", "", 1)]


def test_a_fresh_installation_has_nothing_to_tell() -> None:
    migrate()
    assert not OutboxMessage.objects.exists()
