"""Closing an agency: what follows in one transaction, and what forbids it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from dossiers.actions.decide import decide
from dossiers.actions.file import file
from dossiers.actions.propose import propose
from dossiers.actions.receive import receive
from dossiers.actions.start_draft import start_draft
from dossiers.models import Dossier, HistoryEntry
from dossiers.queries import visible_to
from payments.actions.close_cash_day import close_cash_day
from payments.actions.open_cash_day import open_cash_day
from payments.actions.settle_at_counter import settle_at_counter
from payments.actions.sign_off_cash_day import sign_off_cash_day
from payments.models import Receipt, ReceiptBook
from payments.queries.cash import day_of_today
from portal.accounts.actor import Actor
from portal.accounts.models import StaffRole
from portal.accounts.roles import Role
from portal.administration.actions.close_agency import close_agency
from portal.administration.closing.close import Closed
from portal.agencies.models import Agency
from portal.national.models import OutboxMessage
from portal.shared import clock
from portal.shared.action_log.models import ActionLogEntry
from portal.shared.errors import InvalidInput, NotAllowed, StalePage
from services.models import Revision
from services.queries import agencies_that_handle, get_published, handling_agencies
from tests import world
from tests.world import Person

REASON = "Nghị quyết 202/2025/QH15."


def close(admin: Person, agency: Agency, successor: Agency | None, **changes: object) -> Closed:
    """Close it today."""
    arguments = {
        "actor": admin.actor, "agency_id": agency.pk, "seen_version": None,
        "successor_id": successor.pk if successor else None, "on": clock.today(),
        "reason": REASON,
    }  # fmt: skip
    return close_agency(**{**arguments, **changes})


def role_of(person: Person, agency: Agency) -> Actor:
    """The person in the role held at that agency now."""
    role = StaffRole.objects.select_related("agency").get(
        user=person.user, agency=agency, is_active=True
    )
    return Actor.of_staff(role, person.user)


def test_everything_open_goes_over_and_nothing_else_changes(
    make_dossier: Callable[..., Dossier], admin: Person, officer: Person, leader: Person,
    clerk: Person, tra: Person, justice: Agency, home_affairs: Agency, one_stop: Agency,
) -> None:  # fmt: skip
    returned = make_dossier("returned")
    processing = make_dossier("processing")
    draft = start_draft(actor=tra.actor, revision=processing.revision, handling_agency=justice)
    told = OutboxMessage.objects.exclude(kind="procedure").count()
    before = Dossier.objects.get(pk=processing.pk)

    outcome = close(admin, justice, home_affairs)

    assert (outcome.dossiers, outcome.roles, outcome.procedures) == (2, 2, 1)
    after = Dossier.objects.get(pk=processing.pk)
    assert after.handling_agency_id == home_affairs.pk
    assert after.receiving_agency_id == one_stop.pk
    kept = ("code", "state", "due_at", "remaining_minutes", "holder_id", "held_since", "fee_vnd")
    assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]
    assert after.version == before.version + 1
    assert Dossier.objects.get(pk=draft.pk).handling_agency_id == home_affairs.pk
    assert Dossier.objects.get(pk=returned.pk).handling_agency_id == justice.pk
    entry = HistoryEntry.objects.filter(dossier=processing).latest("pk")
    assert (entry.event, entry.from_state, entry.to_state, entry.actor_name) == (
        "hand_to_successor", "processing", "processing", "Huỳnh Quốc Bảo",
    )  # fmt: skip
    assert entry.reason == (
        "Sở Tư pháp được sáp nhập, chuyển việc sang Sở Nội vụ. Nghị quyết 202/2025/QH15."
    )
    assert not HistoryEntry.objects.filter(dossier=draft).exists()
    # The national portal is told of no state; the catalogue there hears of the new agency.
    assert OutboxMessage.objects.exclude(kind="procedure").count() == told
    catalogue = OutboxMessage.objects.filter(kind="procedure").latest("pk")
    assert catalogue.payload["procedure"]["agency"] == "Sở Nội vụ"
    # The old officer goes on with it at the new agency, where the leader decides.
    assert not StaffRole.objects.filter(agency=justice, is_active=True).exists()
    propose(
        actor=role_of(officer, home_affairs), code=str(after.code), outcome="approved",
        text="Không có án tích.",
    )  # fmt: skip
    decide(actor=role_of(leader, home_affairs), code=str(after.code))
    assert Dossier.objects.get(pk=processing.pk).state == "completed"
    told_last = OutboxMessage.objects.filter(stream=after.code).latest("pk")
    assert told_last.payload["dossier"]["handling_agency_id"] == home_affairs.pk
    log = ActionLogEntry.objects.get(action="close_agency")
    assert log.detail["dossiers"] == 2 and log.subject == "agency:000.00.15.H47"


def test_staff_can_open_what_they_could_before_and_what_is_new(
    make_dossier: Callable[..., Dossier], admin: Person, officer: Person, justice: Agency,
    home_affairs: Agency,
) -> None:  # fmt: skip
    dossiers = [make_dossier("returned"), make_dossier("processing"), make_dossier("halted")]
    elsewhere = world.make_staff(Role.OFFICER, home_affairs, email="khac@motcua.example")
    before = set(visible_to(officer.actor).values_list("code", flat=True))
    assert before == {each.code for each in dossiers}
    assert not visible_to(elsewhere.actor).exists()
    close(admin, justice, home_affairs)
    for person in (officer, elsewhere):
        seen = visible_to(role_of(person, home_affairs)).values_list("code", flat=True)
        assert set(seen) == before
    assert StaffRole.objects.filter(agency=home_affairs, is_active=True).count() == 3


def test_who_holds_the_role_at_both_agencies_has_it_once(
    officer: Person, admin: Person, justice: Agency, home_affairs: Agency
) -> None:
    StaffRole.objects.create(
        user=officer.user, role=Role.OFFICER, agency=home_affairs, is_active=False
    )
    close(admin, justice, home_affairs)
    roles = StaffRole.objects.filter(user=officer.user, role=Role.OFFICER).order_by("agency__code")
    assert [(role.agency_id, role.is_active) for role in roles] == [
        (justice.pk, False), (home_affairs.pk, True),
    ]  # fmt: skip


def test_the_catalogue_shows_and_routes_to_the_heir_and_codes_count_there(
    complete_draft: Callable[..., Dossier], admin: Person, tra: Person, clerk: Person,
    justice: Agency, home_affairs: Agency, client: Client,
) -> None:  # fmt: skip
    before = file(actor=tra.actor, key=complete_draft(level=3).key)
    close(admin, justice, home_affairs)
    revision = get_published("2.000488")
    assert revision.handling_agency_id == justice.pk  # published, never changed
    assert list(agencies_that_handle(revision)) == [home_affairs]
    assert handling_agencies() == [home_affairs]
    page = client.get("/services/2.000488/")
    assert "Sở Nội vụ" in page.content.decode()
    justice.refresh_from_db()
    draft = start_draft(actor=tra.actor, revision=revision, handling_agency=justice)
    assert draft.handling_agency_id == home_affairs.pk
    after = file(actor=tra.actor, key=complete_draft(level=3).key)
    day = f"{clock.today():%y%m%d}"
    assert before.code == f"000.00.15.H47-{day}-0001"
    assert after.code == f"000.00.16.H47-{day}-0001"


def test_a_district_without_districts_is_handled_by_its_heir(
    make_revision: Callable[..., Revision], admin: Person, nui_thanh: Agency, tam_tien: Agency,
    province: Agency, tra: Person, client_as: Callable[[Person], Client],
) -> None:  # fmt: skip
    revision = make_revision("1.000593", agency_level="district", level=3)
    Agency.objects.filter(pk=tam_tien.pk).update(parent=province)
    close(admin, nui_thanh, tam_tien)
    assert list(agencies_that_handle(revision)) == [tam_tien]
    page = client_as(tra).get("/me/dossiers/new/1.000593/").content.decode()
    assert "Ủy ban nhân dân xã Tam Tiến" in page
    assert f'value="{tam_tien.code}" selected' in page


def test_a_chain_of_closings_leads_to_the_last(
    make_dossier: Callable[..., Dossier], admin: Person, justice: Agency, home_affairs: Agency,
    province: Agency,
) -> None:  # fmt: skip
    dossier = make_dossier("processing")
    last = world.make_agency("000.00.17.H47", "Sở Mới", "province", parent=province)
    close(admin, justice, home_affairs)
    close(admin, home_affairs, last)
    first = Agency.objects.get(pk=justice.pk)
    assert (first.successor_id, first.heir_id) == (home_affairs.pk, last.pk)
    assert Dossier.objects.get(pk=dossier.pk).handling_agency_id == last.pk


def test_cash_receipts_and_refunds_follow_and_the_book_is_closed_and_kept(
    make_dossier: Callable[..., Dossier], complete_draft: Callable[..., Dossier], admin: Person,
    clerk: Person, leader_motcua: Person, tra: Person, justice: Agency, home_affairs: Agency,
) -> None:  # fmt: skip
    paid, unpaid = (file(actor=tra.actor, key=complete_draft(level=3).key) for _time in range(2))
    open_cash_day(actor=clerk.actor, float_vnd=0)
    settle_at_counter(actor=clerk.actor, subject=paid.subject)
    book = ReceiptBook.objects.get(agency=justice)
    close(admin, justice, home_affairs)
    book.refresh_from_db()
    assert book.closed_at is not None and book.next_number == 2
    settle_at_counter(actor=clerk.actor, subject=unpaid.subject)
    numbers = Receipt.objects.order_by("pk").values_list("book__agency", "number", "amount_vnd")
    assert list(numbers) == [(justice.pk, 1, 100_000), (home_affairs.pk, 1, 100_000)]
    with pytest.raises(DatabaseError), transaction.atomic():
        ReceiptBook.objects.filter(pk=book.pk).update(next_number=3)


def test_the_counter_itself_can_be_merged_and_its_open_fees_are_taken_by_the_heir(
    complete_draft: Callable[..., Dossier], admin: Person, tra: Person, tam_tien: Agency,
    tam_hoa: Agency, clerk_tamtien: Person,
) -> None:  # fmt: skip
    dossier = file(
        actor=tra.actor,
        key=complete_draft(agency=tam_tien, agency_level="commune", level=3, code="2.000815").key,
    )
    close(admin, tam_tien, tam_hoa)
    actor = role_of(clerk_tamtien, tam_hoa)
    open_cash_day(actor=actor, float_vnd=0)
    settled = settle_at_counter(actor=actor, subject=dossier.subject)
    assert settled.is_settled and settled.counter_id == tam_tien.pk
    receive(actor=actor, code=str(dossier.code))


def test_an_unfinished_till_forbids_the_closing_and_is_named(
    admin: Person, clerk: Person, leader_motcua: Person, one_stop: Agency, province: Agency,
    tam_tien: Agency, tam_hoa: Agency, clerk_tamtien: Person,
) -> None:  # fmt: skip
    leader = world.make_staff(
        Role.LEADER, tam_tien, email="chutich@motcua.example", full_name="Chủ tịch"
    )
    opened = open_cash_day(actor=clerk_tamtien.actor, float_vnd=50_000)
    day = f"{clock.today():%d/%m/%Y}"
    with pytest.raises(InvalidInput) as refusal:
        close(admin, tam_tien, tam_hoa)
    assert refusal.value.errors == {
        "agency": "“Ủy ban nhân dân xã Tam Tiến” còn sổ quỹ tiền mặt chưa xong: Ngô Thị Mỹ, ngày"
        f" {day} (chưa khóa). Hãy kiểm quỹ, khóa sổ và ký duyệt trước khi giải thể."
    }
    close_cash_day(actor=clerk_tamtien.actor, key=opened.key, counted_vnd=50_000)
    with pytest.raises(InvalidInput, match="chưa ký duyệt"):
        close(admin, tam_tien, tam_hoa)
    assert not Agency.objects.exclude(closed_on=None).exists()
    assert (
        clerk_tamtien.staff_role and StaffRole.objects.get(pk=clerk_tamtien.staff_role.pk).is_active
    )
    sign_off_cash_day(actor=leader.actor, key=opened.key)
    close(admin, tam_tien, tam_hoa)
    # She opens a till at the new agency on the same day.
    actor = role_of(clerk_tamtien, tam_hoa)
    assert day_of_today(actor) is None
    assert open_cash_day(actor=actor, float_vnd=0).agency_id == tam_hoa.pk


def test_refusals(
    make_dossier: Callable[..., Dossier], admin: Person, officer: Person, justice: Agency,
    home_affairs: Agency, one_stop: Agency, province: Agency, nui_thanh: Agency, tam_tien: Agency,
) -> None:  # fmt: skip
    make_dossier("processing")
    cases = [
        (justice, None, {"successor": "“Sở Tư pháp” còn hồ sơ chưa giải quyết xong. Chọn cơ quan kế"
            " thừa để tiếp nhận các hồ sơ này."}),
        (justice, justice, {"successor": "“Sở Tư pháp” không thể kế thừa chính mình. Chọn cơ quan"
            " khác."}),
        (nui_thanh, tam_tien, {"successor": "“Ủy ban nhân dân xã Tam Tiến” nằm dưới “Ủy ban nhân"
            " dân huyện Núi Thành”. Trước hết hãy chuyển “Ủy ban nhân dân xã Tam Tiến” ra trực"
            " thuộc cơ quan khác."}),
        (province, justice, {"successor": "“Sở Tư pháp” nằm dưới “Ủy ban nhân dân tỉnh Quảng Nam”."
            " Trước hết hãy chuyển “Sở Tư pháp” ra trực thuộc cơ quan khác."}),
        (one_stop, justice, {"successor": "“Trung tâm Phục vụ hành chính công tỉnh Quảng Nam” nhận"
            " hồ sơ của mọi thủ tục cấp tỉnh; cơ quan kế thừa phải ở cấp tỉnh."}),
    ]  # fmt: skip
    for agency, successor, errors in cases:
        with pytest.raises(InvalidInput) as refusal:
            close(admin, agency, successor)
        assert refusal.value.errors == errors
    with pytest.raises(InvalidInput) as refusal:
        close(admin, justice, home_affairs, on=clock.today() - timedelta(days=1))
    assert refusal.value.errors == {
        "on": "Ngày áp dụng đã qua. Chọn hôm nay hoặc một ngày sau hôm nay."
    }
    with pytest.raises(InvalidInput) as refusal:
        close(admin, justice, home_affairs, reason=" ")
    assert refusal.value.errors == {"reason": "Ghi căn cứ, lý do, ví dụ số nghị quyết."}
    for person in (officer,):
        with pytest.raises(NotAllowed):
            close(person, justice, home_affairs)
    assert not Agency.objects.exclude(closed_on=None).exists()
    assert not HistoryEntry.objects.filter(event="hand_to_successor").exists()


def test_a_closed_agency_is_no_successor_and_is_not_closed_again(
    admin: Person, officer: Person, justice: Agency, home_affairs: Agency, province: Agency
) -> None:
    other = world.make_agency("000.00.18.H47", "Sở Khác", "province", parent=province)
    close(admin, justice, home_affairs)
    with pytest.raises(InvalidInput) as refusal:
        close(admin, other, justice)
    day = f"{clock.today():%d/%m/%Y}"
    assert refusal.value.errors == {
        "successor": f"“Sở Tư pháp” đã giải thể ngày {day}. Chọn một cơ quan đang hoạt động."
    }
    with pytest.raises(StalePage, match="“Sở Tư pháp” đã giải thể, không thay đổi được"):
        close(admin, justice, other)
    assert Agency.objects.get(pk=justice.pk).heir_id == home_affairs.pk


def test_the_database_allows_no_circle_and_no_way_back(
    admin: Person, justice: Agency, home_affairs: Agency
) -> None:
    close(admin, justice, home_affairs)
    with pytest.raises(DatabaseError), transaction.atomic():
        Agency.objects.filter(pk=home_affairs.pk).update(
            closed_on=clock.today(), successor=justice, heir=justice
        )
    for change in ({"closed_on": None, "successor": None, "heir": None}, {"code": "X"},
                   {"name": "Sở Tư pháp mới"}):  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic():
            Agency.objects.filter(pk=justice.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM agencies_agency WHERE id = %s", [justice.pk])


def test_a_page_from_before_says_that_the_dossier_has_moved_on(
    make_dossier: Callable[..., Dossier], admin: Person, officer: Person, justice: Agency,
    home_affairs: Agency, client_as: Callable[[Person], Client],
) -> None:  # fmt: skip
    dossier = make_dossier("processing")
    browser = client_as(officer)
    address = f"/desk/dossiers/{dossier.code}/propose/"
    assert browser.get(address).status_code == 200
    close(admin, justice, home_affairs)
    sent = browser.post(
        address, {"version": dossier.version, "outcome": "approved", "text": "Không có án tích."}
    )
    assert sent.status_code == 409
    assert "đã được chuyển bước" in sent.content.decode()
    assert browser.get(f"/desk/dossiers/{dossier.code}/").status_code == 200
    assert not Dossier.objects.get(pk=dossier.pk).awaiting_decision


def test_two_admins_at_once(
    admin: Person, admin2: Person, justice: Agency, home_affairs: Agency
) -> None:
    version = Agency.objects.get(pk=justice.pk).version
    Agency.objects.filter(pk=justice.pk).update(phone="0235 1", version=version + 1)
    with pytest.raises(StalePage, match="Người khác vừa thay đổi “Sở Tư pháp”"):
        close(admin2, justice, home_affairs, seen_version=version)
    assert not Agency.objects.get(pk=justice.pk).is_closed
