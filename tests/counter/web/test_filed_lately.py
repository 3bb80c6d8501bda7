"""What the client has just filed is said beside the offer; nothing is forbidden."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pgtrigger
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from counter.actions.choose_procedure import choose_procedure
from counter.filed_lately import filed_lately
from counter.models import Intake
from dossiers.models import Dossier
from portal.agencies.models import Agency
from portal.shared import clock
from tests.counter.intake_world import agreed, fresh
from tests.world import Person

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 18, 12, 0, tzinfo=clock.PROVINCE_TIME)


@pytest.fixture
def filed(make_dossier: Callable[..., Dossier]) -> Dossier:
    """Trà filed it online at 11:03."""
    return changed(make_dossier("submitted"), filed_at=NOON - timedelta(minutes=57))


def changed(dossier: Dossier, **values: Any) -> Dossier:
    """As if it had been filed elsewhere, or at another time (what is filed is frozen)."""
    with pgtrigger.ignore("dossiers.Dossier:frozen_when_filed"):
        Dossier.objects.filter(pk=dossier.pk).update(**values)
    return dossier


@pytest.fixture
def intake(clerk: Person, tra: Person, filed: Dossier) -> Intake:
    return agreed(clerk, tra.citizen)


@pytest.fixture
def offered(
    client_as: Callable[[Person], Client], clerk: Person, intake: Intake, filed: Dossier
) -> Callable[[], list[str]]:
    """What is said of the procedures found, at noon."""
    desk = client_as(clerk)
    address = reverse("counter:intake_procedure", args=[intake.key])

    def ask() -> list[str]:
        with clock.pinned(NOON):
            page = desk.get(address, {"code": filed.procedure.code})
        words = [offer.filed for offer in page.context["offers"]]
        assert all(one in page.content.decode() for one in words)
        return words

    return ask


def test_what_was_filed_online_this_morning(
    offered: Callable[[], list[str]], filed: Dossier
) -> None:
    assert offered() == [
        f"Người này đã nộp hồ sơ {filed.code} lúc 11:03, trực tuyến; chỉ nộp thêm nếu là việc khác."
    ]


@pytest.mark.parametrize(
    ("provenance", "where"),
    [
        ("digitised", "tại Trung tâm Phục vụ hành chính công tỉnh Quảng Nam"),
        ("helped", "tại Trung tâm Phục vụ hành chính công tỉnh Quảng Nam"),
        ("post", "qua bưu chính công ích"),
    ],
)
def test_where_it_was(
    offered: Callable[[], list[str]], filed: Dossier, provenance: str, where: str
) -> None:
    yesterday = NOON - timedelta(hours=23)
    changed(filed, provenance=provenance, filed_at=yesterday)

    assert offered() == [
        f"Người này đã nộp hồ sơ {filed.code} lúc 13:00 17/03/2026, {where}; "
        "chỉ nộp thêm nếu là việc khác."
    ]


@pytest.mark.parametrize(
    "other", [{"state": "refused"}, {"state": "halted"}, {"state": "returned"}, {"hours": 25}]
)
def test_what_is_over_or_long_ago_is_not_told(
    offered: Callable[[], list[str]], filed: Dossier, other: dict[str, Any]
) -> None:
    if "hours" in other:
        other = {"filed_at": NOON - timedelta(hours=other["hours"])}
    changed(filed, **other)

    assert offered() == [""]


def test_anothers_dossier_is_not_told(
    offered: Callable[[], list[str]], intake: Intake, lan: Person
) -> None:
    Intake.objects.filter(pk=intake.pk).update(citizen=lan.citizen)
    intake.consent.citizen = lan.citizen
    intake.consent.save()

    assert offered() == [""]


def test_it_may_be_filed_again(
    clerk: Person, intake: Intake, filed: Dossier, justice: Agency
) -> None:
    choose_procedure(
        actor=clerk.actor, key=intake.key, revision=filed.revision, handling_agency=justice,
        provenance="digitised",
    )  # fmt: skip

    draft = fresh(intake).dossier
    assert draft is not None
    assert (draft.state, draft.procedure_id) == ("draft", filed.procedure_id)


def test_one_query_for_all_offers(filed: Dossier, tra: Person) -> None:
    with CaptureQueriesContext(connection) as asked, clock.pinned(NOON):
        told = filed_lately(tra.citizen, [filed.procedure_id, *range(10**6, 10**6 + 14)])

    assert (list(told), len(asked)) == ([filed.procedure_id], 1)
