"""A result goes by post: prepared, given to the post once, delivered or brought back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.http import Http404

from counter.actions.end_shipment import deliver_shipment, take_shipment_back
from counter.actions.hand_over_result import hand_over_result
from counter.actions.prepare_shipment import prepare_shipment
from counter.actions.send_shipment import send_shipment
from counter.models import HandOver, Shipment
from counter.returns.label import label_html, label_place
from counter.returns.queries import waiting_at_counter, waiting_for_post
from dossiers.models import Dossier
from portal.national.models import OutboxMessage
from portal.shared.errors import InvalidInput, NotAllowed, StalePage
from tests.at_once import at_once
from tests.counter.returns.people import owner, through, traces
from tests.world import Person

ADDRESS = {
    "receiver_name": "Nguyễn Thị Trà", "phone": "+84 905 123 456",
    "address": "12 Trần Phú, Phường Tân Thạnh, Thành phố Tam Kỳ",
}  # fmt: skip


@pytest.fixture
def by_post(make_dossier: Callable[..., Dossier]) -> Dossier:
    """A paid result that is sent by post."""
    return through(make_dossier("completed"), "post")


def prepared(dossier: Dossier, clerk: Person, **changes: str) -> Shipment:
    return prepare_shipment(actor=clerk.actor, code=str(dossier.code), **{**ADDRESS, **changes})


def state(dossier: Dossier) -> str:
    return str(Dossier.objects.get(pk=dossier.pk).state)


def test_the_way_of_a_shipment(by_post: Dossier, clerk: Person, run_jobs: Callable) -> None:
    first = prepared(by_post, clerk)
    assert (first.phone, first.state, state(by_post)) == ("0905123456", "prepared", "completed")
    corrected = prepared(by_post, clerk, address="Thôn 2, Xã Tam Tiến, Huyện Núi Thành")
    assert (corrected.pk, Shipment.objects.count()) == (first.pk, 1)
    run_jobs(queues=["documents"])
    label = Path(settings.MEDIA_ROOT) / label_place(corrected)
    assert label.read_bytes().startswith(b"%PDF")
    assert "0905 123 456" in label_html(corrected)
    assert "Tam Tiến" in label_html(corrected)
    assert by_post.revision.name not in label_html(corrected)

    sent = send_shipment(actor=clerk.actor, key=first.key, tracking_number="eb 125966888 vn")

    assert (sent.state, sent.tracking_number) == ("sent", "EB125966888VN")
    step = Dossier.objects.get(pk=by_post.pk).history.last()
    assert (step.event, step.to_state) == ("hand_over", "returned")
    assert step.reason == "Gửi qua bưu chính công ích, số hiệu bưu gửi EB125966888VN."
    assert deliver_shipment(actor=clerk.actor, key=first.key).state == "delivered"
    unchanged = traces(by_post)
    for again in (deliver_shipment, take_shipment_back):
        with pytest.raises(StalePage):
            again(actor=clerk.actor, key=first.key)
    with pytest.raises(StalePage):
        send_shipment(actor=clerk.actor, key=first.key, tracking_number="EB125966889VN")
    assert traces(by_post) == unchanged


def test_what_comes_back_waits_at_the_counter_and_can_go_again(
    by_post: Dossier, clerk: Person
) -> None:
    actors = (clerk.actor,)
    assert list(waiting_for_post(actors)) == [by_post]
    first = prepared(by_post, clerk)
    send_shipment(actor=clerk.actor, key=first.key, tracking_number="EB000000001VN")
    assert (list(waiting_at_counter(actors)), list(waiting_for_post(actors))) == ([], [])

    take_shipment_back(actor=clerk.actor, key=first.key)
    assert list(waiting_at_counter(actors)) == [by_post]

    told = OutboxMessage.objects.count()
    second = prepared(by_post, clerk)
    assert list(waiting_at_counter(actors)) == []
    send_shipment(actor=clerk.actor, key=second.key, tracking_number="EB000000002VN")
    take_shipment_back(actor=clerk.actor, key=second.key)
    number = by_post.applicant["identity_number"]
    hand_over_result(actor=clerk.actor, code=str(by_post.code), typed=owner(number), on_paper=True)

    events = list(by_post.history.order_by("id").values_list("event", flat=True))[-5:]
    assert events == [
        "hand_over", "shipment_came_back", "hand_over_again", "shipment_came_back",
        "hand_over_again",
    ]  # fmt: skip
    assert (state(by_post), HandOver.objects.count()) == ("returned", 1)
    assert list(waiting_at_counter(actors)) == []
    # The national portal has been told once that it was returned.
    assert OutboxMessage.objects.count() == told


def test_a_tracking_number_belongs_to_one_shipment(
    by_post: Dossier, make_dossier: Callable[..., Dossier], clerk: Person
) -> None:
    other = through(make_dossier("completed"), "post")
    send_shipment(
        actor=clerk.actor, key=prepared(other, clerk).key, tracking_number="EB125966888VN"
    )
    mine = prepared(by_post, clerk)
    before = traces(by_post)

    for number, words in (
        ("EB125966888VN", f"Số hiệu này đã được ghi cho hồ sơ {other.code}."),
        ("", "Nhập số hiệu bưu gửi"),
        ("không số", "8 đến 30"),
    ):
        with pytest.raises(InvalidInput) as refusal:
            send_shipment(actor=clerk.actor, key=mine.key, tracking_number=number)
        assert words in refusal.value.errors["tracking_number"]

    assert traces(by_post) == before


def test_an_address_must_reach_somebody(by_post: Dossier, clerk: Person) -> None:
    before = traces(by_post)

    with pytest.raises(InvalidInput) as refusal:
        prepared(by_post, clerk, receiver_name=" ", phone="0905", address="12 Trần Phú")

    assert list(refusal.value.errors) == ["receiver_name", "phone", "address"]
    assert traces(by_post) == before


def test_what_does_not_go_by_post(
    by_post: Dossier, make_dossier: Callable[..., Dossier], clerk: Person, clerk_tamtien: Person
) -> None:
    shipment = prepared(by_post, clerk)
    at_counter = through(make_dossier("completed"), "counter")
    unpaid = through(make_dossier("completed", level=3), "post")
    before = traces(by_post)

    for dossier, person, denial in (
        (at_counter, clerk, NotAllowed), (unpaid, clerk, NotAllowed),
        (by_post, clerk_tamtien, Http404),
    ):  # fmt: skip
        with pytest.raises(denial):
            prepared(dossier, person)
    for act in (deliver_shipment, take_shipment_back):
        with pytest.raises(Http404):
            act(actor=clerk_tamtien.actor, key=shipment.key)
    with pytest.raises(Http404):
        send_shipment(actor=clerk_tamtien.actor, key=shipment.key, tracking_number="EB000000001VN")

    assert traces(by_post) == before


@pytest.mark.django_db(transaction=True)
def test_given_to_the_post_and_at_the_counter_at_once_leaves_once(
    make_dossier: Callable[..., Dossier], clerk: Person
) -> None:
    by_post = through(make_dossier("completed"), "post")
    key = prepared(by_post, clerk).key
    number = by_post.applicant["identity_number"]

    outcomes = at_once(
        lambda: send_shipment(actor=clerk.actor, key=key, tracking_number="EB125966888VN"),
        lambda: send_shipment(actor=clerk.actor, key=key, tracking_number="EB125966888VN"),
        lambda: hand_over_result(
            actor=clerk.actor, code=str(by_post.code), typed=owner(number), on_paper=True
        ),
    )

    assert [type(each).__name__ for each in outcomes].count("StalePage") == 2
    sent = Shipment.objects.filter(state="sent").count()
    assert sent + HandOver.objects.count() == 1
    assert by_post.history.filter(event="hand_over").count() == 1
