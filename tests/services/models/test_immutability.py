"""The database refuses to change what binds dossiers."""

from collections.abc import Callable

import pytest
from django.db import Error, transaction

from services.models import FeeItem, Requirement, Revision, Step


@pytest.fixture
def published(import_rows: Callable[..., object]) -> Revision:
    """A published revision with papers, a fee and steps."""
    import_rows({})
    return Revision.objects.get()


def refused(change: Callable[[], object]) -> None:
    with pytest.raises(Error, match="published"), transaction.atomic():
        change()


@pytest.mark.parametrize(
    "values",
    [
        {"time_value": 99},
        {"eform": {"sections": [1]}},
        {"level": 2},
        {"base_fee_vnd": 1},
        {"fingerprint": "x"},
        {"state": "draft"},
        {"state": "superseded", "time_value": 99},
        {"state": "withdrawn", "time_value": 99},
    ],
)
def test_a_published_revision_keeps_its_content(
    values: dict[str, object], published: Revision
) -> None:
    before = Revision.objects.values().get()

    refused(lambda: Revision.objects.filter(pk=published.pk).update(**values))

    assert Revision.objects.values().get() == before


def test_it_can_be_superseded_and_then_nothing_more(published: Revision) -> None:
    revisions = Revision.objects.filter(pk=published.pk)

    assert revisions.update(state="superseded") == 1
    refused(lambda: revisions.update(state="published"))
    refused(lambda: revisions.update(time_value=1))


def test_it_can_be_withdrawn_and_then_nothing_more(published: Revision) -> None:
    revisions = Revision.objects.filter(pk=published.pk)

    assert revisions.update(state="withdrawn") == 1
    refused(lambda: revisions.update(state="published"))
    refused(lambda: revisions.update(state="superseded"))


def test_it_cannot_be_deleted(published: Revision) -> None:
    published.procedure.current_revision = None
    published.procedure.save()

    refused(lambda: Revision.objects.filter(pk=published.pk)._raw_delete("default"))

    assert Revision.objects.filter(pk=published.pk).exists()


@pytest.mark.parametrize("part", [Requirement, FeeItem, Step])
def test_its_parts_neither_change_nor_go(
    part: type[Requirement] | type[FeeItem] | type[Step], published: Revision
) -> None:
    rows = part.objects.filter(revision=published)
    before = list(rows.values())
    assert before

    refused(lambda: rows.update(name="khác"))
    refused(lambda: rows.delete())

    assert list(rows.values()) == before


def test_no_part_comes_later(published: Revision) -> None:
    refused(lambda: Step.objects.create(revision=published, order=9, role="clerk", name="Thêm"))
    refused(lambda: Requirement.objects.create(revision=published, key="x", order=9, name="Thêm"))

    assert published.steps.count() == 5


def test_a_part_cannot_be_moved_into_or_out_of_it(published: Revision) -> None:
    draft = Revision.objects.create(
        procedure=published.procedure, number=2, level=3, agency_level="commune", agency_text="x"
    )
    own = Step.objects.create(revision=draft, order=1, role="clerk", name="Nháp")

    refused(lambda: Step.objects.filter(pk=own.pk).update(revision=published, order=9))
    refused(lambda: Step.objects.filter(revision=published, order=1).update(revision=draft))


def test_a_draft_and_its_parts_change_and_go(published: Revision) -> None:
    draft = Revision.objects.create(
        procedure=published.procedure, number=2, level=3, agency_level="commune", agency_text="x"
    )
    Step.objects.create(revision=draft, order=1, role="clerk", name="Nháp")

    Step.objects.filter(revision=draft).update(name="Sửa")
    Revision.objects.filter(pk=draft.pk).update(time_value=3)
    draft.delete()

    assert not Revision.objects.filter(pk=draft.pk).exists()
