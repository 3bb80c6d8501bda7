"""Life events: the public page, what the admin does, what is no longer in force."""

import pytest
from django.test import Client

from portal.shared.errors import InvalidInput, NotAllowed
from services.actions.search.change_event_procedures import (
    add_event_procedure,
    move_event_procedure,
    remove_event_procedure,
)
from services.actions.search.delete_life_event import delete_life_event
from services.actions.search.move_life_event import move_life_event
from services.actions.search.save_life_event import EventContent, save_life_event
from services.actions.withdraw_procedure import withdraw_procedure
from services.models import LifeEvent, Procedure
from services.search.life_events import entries_of, events_with_lost_procedures
from services.search.seeding import seed_search
from tests.world import Person

pytestmark = pytest.mark.usefixtures("shipped_catalogue", "db")


@pytest.fixture
def wedding() -> LifeEvent:
    return LifeEvent.objects.get(slug="ket-hon")


def listed(event: LifeEvent) -> list[str]:
    return list(event.entries.order_by("place").values_list("procedure__code", flat=True))


SHIPPED = ["1.000894", "1.004873", "2.000806", "2.002189", "1.004746"]


def test_the_page_lists_procedures_in_their_order(client: Client) -> None:
    page = client.get("/life-events/ket-hon/").content.decode()

    places = [page.index(f"/services/{code}/") for code in SHIPPED]
    assert places == sorted(places)


@pytest.mark.parametrize("slug", ["khong-co", "ket-hon"])
def test_an_unknown_or_hidden_event_is_404(client: Client, slug: str) -> None:
    LifeEvent.objects.filter(slug="ket-hon").update(shown=False)

    assert client.get(f"/life-events/{slug}/").status_code == 404


def test_a_withdrawn_procedure_leaves_the_page_and_is_flagged(
    client: Client, admin: Person, wedding: LifeEvent
) -> None:
    assert events_with_lost_procedures() == set()
    gone = Procedure.objects.get(code="1.004873")
    withdraw_procedure(actor=admin.actor, procedure=gone, reason="QĐ 100/QĐ-UBND")

    page = client.get("/life-events/ket-hon/").content.decode()

    assert "/services/1.004873/" not in page
    assert "/services/1.000894/" in page
    assert events_with_lost_procedures() == {wedding.pk}
    assert [entry.in_force for entry in entries_of(wedding)] == [True, False, True, True, True]


def test_procedures_are_added_moved_and_removed(admin: Person, wedding: LifeEvent) -> None:
    number = wedding.pk
    add_event_procedure(
        actor=admin.actor, number=number, code="2.000635.000.00.00.H47", why=" Giấy tờ  cũ "
    )
    assert listed(wedding) == [*SHIPPED, "2.000635"]
    assert wedding.entries.get(procedure__code="2.000635").why == "Giấy tờ cũ"

    move_event_procedure(actor=admin.actor, number=number, code="1.004873", up=True)
    move_event_procedure(actor=admin.actor, number=number, code="2.000635", up=False)
    assert listed(wedding) == ["1.004873", "1.000894", *SHIPPED[2:], "2.000635"]

    remove_event_procedure(actor=admin.actor, number=number, code="1.000894")
    seed_search()
    assert listed(wedding) == ["1.004873", *SHIPPED[2:], "2.000635"]


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("", "Nhập mã thủ tục, ví dụ 1.001193."),
        ("9.999999", "Không có thủ tục mã “9.999999”."),
        ("1.000894", "Sự kiện này đã có thủ tục đó."),
    ],
)
def test_a_wrong_code_is_refused(
    admin: Person, wedding: LifeEvent, code: str, message: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        add_event_procedure(actor=admin.actor, number=wedding.pk, code=code)

    assert refused.value.errors == {"code": message}
    assert listed(wedding) == SHIPPED


def test_only_the_provincial_admin_may(officer: Person, wedding: LifeEvent) -> None:
    content = EventContent(title="Khác")
    for refused in (
        lambda: save_life_event(actor=officer.actor, content=content, number=wedding.pk),
        lambda: delete_life_event(actor=officer.actor, number=wedding.pk),
        lambda: move_life_event(actor=officer.actor, number=wedding.pk, up=True),
        lambda: remove_event_procedure(actor=officer.actor, number=wedding.pk, code=SHIPPED[0]),
    ):
        with pytest.raises(NotAllowed):
            refused()
    wedding.refresh_from_db()
    assert (wedding.title, wedding.place, wedding.edited) == ("Kết hôn", 2, False)
    assert listed(wedding) == SHIPPED


def test_events_change_places(admin: Person, wedding: LifeEvent) -> None:
    move_life_event(actor=admin.actor, number=wedding.pk, up=True)

    in_order = list(LifeEvent.objects.order_by("place").values_list("slug", flat=True))
    assert in_order[:3] == ["ket-hon", "sinh-con", "lam-nha"]
    move_life_event(actor=admin.actor, number=wedding.pk, up=True)
    assert list(LifeEvent.objects.order_by("place").values_list("slug", flat=True)) == in_order


def test_a_new_event_gets_an_address_of_its_own(admin: Person) -> None:
    made = save_life_event(actor=admin.actor, content=EventContent(title="Đi học"))
    delete_life_event(actor=admin.actor, number=LifeEvent.objects.get(slug="ket-hon").pk)
    again = save_life_event(actor=admin.actor, content=EventContent(title="Kết hôn"))

    assert (made.slug, made.place) == ("di-hoc", 12)
    assert again.slug == "ket-hon-2"
    seed_search()
    assert LifeEvent.objects.get(slug="ket-hon").removed


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (EventContent(title=""), "title"),
        (EventContent(title="SINH CON"), "title"),
        (EventContent(title="x" * 81), "title"),
        (EventContent(title="Đi học", text="x" * 201), "text"),
        (EventContent(title="Đi học", icon="skull"), "icon"),
        (EventContent(title="Đi học", sayings=("a",)), "sayings"),
        (EventContent(title="Đi học", sayings=("tôi",)), "sayings"),
    ],
)
def test_a_wrong_event_is_refused(admin: Person, content: EventContent, field: str) -> None:
    count = LifeEvent.objects.count()

    with pytest.raises(InvalidInput) as refused:
        save_life_event(actor=admin.actor, content=content)

    assert list(refused.value.errors) == [field]
    assert LifeEvent.objects.count() == count
