"""A result goes to a checked person, once."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.http import Http404
from PIL import Image

from counter.actions.hand_over_result import hand_over_result
from counter.models import HandOver
from counter.returns.signature import FOLDER
from dossiers.events import StateChanged
from dossiers.models import Dossier
from portal.accounts.models import Citizen
from portal.national.models import OutboxMessage
from portal.shared import clock, events
from portal.shared.errors import InvalidInput, NotAllowed, StalePage
from tests.at_once import at_once
from tests.counter.returns.people import drawn, owner, through, traces
from tests.world import Person, make_staff


@pytest.fixture
def waiting(make_dossier: Callable[..., Dossier]) -> Dossier:
    """A paid result that is received at the counter."""
    return through(make_dossier("completed"), "counter")


def numbers_of(dossier: Dossier) -> str:
    return Citizen.objects.get(pk=dossier.owner_id).identity_number


def pictures() -> list[Path]:
    return sorted((Path(settings.MEDIA_ROOT) / FOLDER).rglob("*.png"))


def test_the_owner_signs_on_the_screen(waiting: Dossier, clerk: Person) -> None:
    number = numbers_of(waiting)
    at = datetime(2026, 3, 23, 2, 0, tzinfo=UTC)

    with clock.pinned(at):
        row = hand_over_result(
            actor=clerk.actor, code=str(waiting.code), typed=owner(f"{number}|201|x"),
            signature=drawn(), seen_version=waiting.version,
        )  # fmt: skip

    moved = Dossier.objects.get(pk=waiting.pk)
    step = moved.history.last()
    assert (moved.state, moved.returned_at) == ("returned", at)
    assert (step.event, step.reason) == ("hand_over", "Chủ hồ sơ nhận tại quầy.")
    assert (row.receiver_name, row.receiver_number) == (waiting.applicant["full_name"], number)
    assert (row.clerk_id, row.agency_id, row.at) == (clerk.user.pk, clerk.agency.pk, at)
    kept = Path(settings.MEDIA_ROOT) / row.signature
    assert kept == pictures()[-1]
    with Image.open(kept) as picture:
        assert (picture.format, picture.mode, picture.size) == ("PNG", "L", (600, 200))


def test_an_authorised_person_signs_on_paper(waiting: Dossier, clerk: Person) -> None:
    typed = owner(
        "c 1234567", receiver="authorised", name="  Lê  Văn Bình ", checked_by="passport",
        authorisation_seen=True,
    )  # fmt: skip

    row = hand_over_result(actor=clerk.actor, code=str(waiting.code), typed=typed, on_paper=True)

    assert (row.receiver_name, row.receiver_number) == ("Lê Văn Bình", "C1234567")
    assert (row.signature, row.signed_on_paper) == ("", True)
    assert Dossier.objects.get(pk=waiting.pk).history.last().reason == (
        "Lê Văn Bình nhận thay tại quầy theo ủy quyền."
    )


OTHER = "049080001111"
REFUSED = {
    "somebody else's card": ({"number": OTHER}, {}, ["number"]),
    "unticked": ({"identity_seen": False}, {}, ["identity_seen"]),
    "no paper shown": ({"checked_by": ""}, {}, ["checked_by"]),
    "nobody": ({"receiver": ""}, {}, ["receiver"]),
    "authorised without a name and a letter": (
        {"receiver": "authorised", "number": OTHER}, {}, ["name", "authorisation_seen"],
    ),
    "authorised with the owner's card": (
        {"receiver": "authorised", "name": "Lê Văn Bình", "authorisation_seen": True},
        {}, ["number"],
    ),
    "not signed": ({}, {"signature": ""}, ["signature"]),
    "an empty frame": ({}, {"signature": drawn(empty=True)}, ["signature"]),
    "no picture": ({}, {"signature": "data:image/png;base64,AAAA"}, ["signature"]),
    "another kind": ({}, {"signature": "data:image/svg+xml;base64,AAAA"}, ["signature"]),
}  # fmt: skip


def test_what_is_typed_wrongly_changes_nothing(waiting: Dossier, clerk: Person) -> None:
    before, kept, number = traces(waiting), pictures(), numbers_of(waiting)

    for name, (typed, signed, fields) in REFUSED.items():
        with pytest.raises(InvalidInput) as refusal:
            hand_over_result(
                actor=clerk.actor, code=str(waiting.code),
                typed=owner(**{"number": number, **typed}), **{"signature": drawn(), **signed},
            )  # fmt: skip
        assert (name, list(refusal.value.errors)) == (name, fields)

    assert (traces(waiting), pictures()) == (before, kept)


def test_a_fee_comes_first(make_dossier: Callable[..., Dossier], clerk: Person) -> None:
    unpaid = through(make_dossier("completed", level=3), "counter")
    before, kept = traces(unpaid), pictures()

    with pytest.raises(NotAllowed) as refusal:
        hand_over_result(
            actor=clerk.actor, code=str(unpaid.code), typed=owner("no number"), signature=drawn()
        )

    assert str(refusal.value) == "Hồ sơ còn phí, lệ phí chưa nộp. Thu phí rồi mới trả kết quả."
    assert (traces(unpaid), pictures()) == (before, kept)


def test_an_old_page_changes_nothing(waiting: Dossier, clerk: Person) -> None:
    before = traces(waiting)

    with pytest.raises(StalePage):
        hand_over_result(
            actor=clerk.actor, code=str(waiting.code), typed=owner(numbers_of(waiting)),
            on_paper=True, seen_version=waiting.version - 1,
        )  # fmt: skip

    assert traces(waiting) == before


def test_no_picture_is_left_of_what_did_not_happen(waiting: Dossier, clerk: Person) -> None:
    """The last statement of the transaction fails: a subscriber's row cannot be written."""
    before, kept = traces(waiting), pictures()

    def fail(_event: StateChanged) -> None:
        raise OSError("the disk is full")

    events.subscribe(StateChanged, fail)
    try:
        with pytest.raises(OSError, match="the disk is full"):
            hand_over_result(
                actor=clerk.actor, code=str(waiting.code), typed=owner(numbers_of(waiting)),
                signature=drawn(),
            )  # fmt: skip
    finally:
        events._handlers[StateChanged].remove(fail)

    assert (traces(waiting), pictures()) == (before, kept)


def test_nobody_gets_what_is_not_signed(waiting: Dossier, clerk: Person) -> None:
    Dossier.objects.filter(pk=waiting.pk).update(awaiting_signature=True)
    before = traces(waiting)

    with pytest.raises(NotAllowed):
        hand_over_result(
            actor=clerk.actor, code=str(waiting.code), typed=owner(numbers_of(waiting)),
            on_paper=True,
        )  # fmt: skip

    assert traces(waiting) == before


def test_other_people_change_nothing(
    waiting: Dossier, clerk_tamtien: Person, officer: Person, tra: Person
) -> None:
    before = traces(waiting)

    for person, denial in ((clerk_tamtien, Http404), (officer, NotAllowed), (tra, NotAllowed)):
        with pytest.raises(denial):
            hand_over_result(
                actor=person.actor, code=str(waiting.code), typed=owner(numbers_of(waiting)),
                on_paper=True,
            )  # fmt: skip

    assert traces(waiting) == before


@pytest.mark.django_db(transaction=True)
def test_a_double_click_and_two_clerks_hand_over_once(
    make_dossier: Callable[..., Dossier], clerk: Person
) -> None:
    waiting = through(make_dossier("completed"), "counter")
    colleague = make_staff(clerk.actor.role, clerk.agency, email="quay2@motcua.example")
    number, told = numbers_of(waiting), OutboxMessage.objects.count()

    def by(person: Person) -> Callable[[], HandOver]:
        return lambda: hand_over_result(
            actor=person.actor, code=str(waiting.code), typed=owner(number), signature=drawn(),
            seen_version=waiting.version,
        )  # fmt: skip

    kept = len(pictures())
    outcomes = at_once(by(clerk), by(clerk), by(colleague), by(colleague))

    assert sorted(type(each).__name__ for each in outcomes) == ["HandOver", *["StalePage"] * 3]
    assert HandOver.objects.count() == 1
    assert len(pictures()) == kept + 1
    assert waiting.history.filter(event="hand_over").count() == 1
    assert OutboxMessage.objects.count() == told + 1
    with pytest.raises(StalePage):
        by(clerk)()
