"""Two admins, and a batch from its upload to its end."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.accounts.roles import Role
from portal.agencies.models import Agency
from services import jobs
from services.actions.approve_batch import approve_batch
from services.actions.start_batch import start_batch
from services.actions.submit_batch import submit_batch
from services.batches.files import store
from services.importing.tables.kinds import FileKind
from services.models import Batch
from tests.jobs import run_due_jobs
from tests.world import Person, make_staff

Import = Callable[..., Batch]


@pytest.fixture
def approver(province: Agency) -> Person:
    """The second admin."""
    return make_staff(
        Role.PROVINCIAL_ADMIN, province, email="approver@motcua.example", full_name="Lê Thị Duyệt"
    )


@pytest.fixture
def previewed(admin: Person, justice: Agency) -> Import:
    """A batch of a file, as far as its preview (or its refusal)."""

    def upload(content: bytes, kind: FileKind = FileKind.CSV, **options: Any) -> Batch:
        is_table = kind in (FileKind.CSV, FileKind.XLSX)
        batch = start_batch(
            actor=admin.actor,
            kind=Batch.Kind.TABLE if is_table else Batch.Kind.JSON,
            title="Nạp tệp",
            wanted={"format": kind.value},
            stored=store(SimpleUploadedFile("danh-muc", content)),
            **options,
        )
        run_due_jobs(queues=[jobs.LONG_QUEUE])
        batch.refresh_from_db()
        return batch

    return upload


@pytest.fixture
def carried_out(admin: Person, approver: Person, previewed: Import) -> Import:
    """The same, approved by the other admin and carried out."""

    def upload(content: bytes, kind: FileKind = FileKind.CSV, **options: Any) -> Batch:
        return finish(previewed(content, kind, **options), admin, approver)

    return upload


def finish(batch: Batch, admin: Person, approver: Person) -> Batch:
    """Submit, approve, carry out."""
    submit_batch(actor=admin.actor, batch=batch)
    approve_batch(actor=approver.actor, batch=batch)
    run_due_jobs(queues=[jobs.LONG_QUEUE])
    batch.refresh_from_db()
    return batch
