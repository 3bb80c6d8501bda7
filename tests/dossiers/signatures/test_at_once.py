"""The same stack in two windows, on real connections."""

from collections.abc import Callable

import pytest

from dossiers.actions.sign_results import sign_results
from dossiers.models import Document, Dossier
from portal.shared import clock
from portal.signatures.models import SigningItem
from tests.at_once import at_once
from tests.dossiers.signatures.conftest import bare_key
from tests.world import Person

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_windows_with_the_same_stack_sign_each_result_once(
    make_dossier: Callable[..., Dossier], leader: Person
) -> None:
    bare_key(leader.user)
    dossier = make_dossier("completed")
    Document.objects.bulk_create(
        Document(
            dossier=dossier, kind="result", number=number, requested_at=clock.now(),
            must_be_signed=True, signed_by=leader.user,
        )
        for number in range(2, 12)
    )  # fmt: skip
    results = Document.objects.filter(kind="result")
    results.update(ready_at=clock.now(), file="documents/x.pdf")
    keys = list(results.order_by("id").values_list("key", flat=True))

    runs = at_once(
        lambda: sign_results(actor=leader.actor, keys=keys[:8], pin="123456"),
        lambda: sign_results(actor=leader.actor, keys=keys[:3:-1], pin="123456"),
    )
    assert [type(run).__name__ for run in runs] == ["SigningRun", "SigningRun"]
    subjects = list(SigningItem.objects.values_list("subject", flat=True))
    assert sorted(subjects) == sorted(f"result:{key}" for key in keys)
