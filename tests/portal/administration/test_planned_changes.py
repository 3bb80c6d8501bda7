"""What waits for its day: done once, whatever stops it; cancellable; names of their time."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.test import Client

from dossiers.actions.follow_closed_agencies import follow_closed_agencies
from dossiers.models import Dossier, HistoryEntry
from payments.actions.close_cash_day import close_cash_day
from payments.actions.open_cash_day import open_cash_day
from payments.actions.sign_off_cash_day import sign_off_cash_day
from payments.models import Receipt
from payments.receipts.content import content
from portal.accounts.roles import Role
from portal.administration.actions import carry_out_changes as carrying
from portal.administration.actions.cancel_change import cancel_change
from portal.administration.actions.carry_out_changes import carry_out_changes
from portal.administration.actions.close_agency import close_agency
from portal.administration.actions.create_agency import create_agency
from portal.administration.actions.merge_agencies import NewAgency, merge_agencies
from portal.administration.actions.rename_agency import rename_agency
from portal.administration.models import PlannedChange
from portal.agencies.models import Agency
from portal.national.models import OutboxMessage
from portal.national.queries.outbox import Catalogue
from portal.shared import clock
from portal.shared.errors import InvalidInput, NotAllowed, StalePage
from services.queries import agencies_that_handle
from tests import world
from tests.dossiers.clock.test_calendar import at
from tests.world import Person

TODAY, TOMORROW = at("2026-11-19 10:30"), at("2026-11-20 00:05")
REASON = "Nghị quyết 202/2025/QH15."


def plan_closing(admin: Person, agency: Agency, successor: Agency) -> PlannedChange:
    """For tomorrow."""
    planned = close_agency(
        actor=admin.actor, agency_id=agency.pk, seen_version=None, successor_id=successor.pk,
        on=clock.today() + timedelta(days=1), reason=REASON,
    )  # fmt: skip
    assert isinstance(planned, PlannedChange)
    return planned


def test_on_the_day_and_not_before(
    make_dossier: Callable[..., Dossier], admin: Person, justice: Agency, home_affairs: Agency,
    run_jobs: Callable[..., list[str]],
) -> None:  # fmt: skip
    with time_machine.travel(TODAY):
        dossier = make_dossier("processing")
        plan_closing(admin, justice, home_affairs)
        assert carry_out_changes() == 0
        assert not Agency.objects.get(pk=justice.pk).is_closed
    with time_machine.travel(TOMORROW):
        assert carry_out_changes() == 1
        assert carry_out_changes() == 0
    closed = Agency.objects.get(pk=justice.pk)
    assert (closed.closed_on.isoformat(), closed.heir_id) == ("2026-11-20", home_affairs.pk)
    assert Dossier.objects.get(pk=dossier.pk).handling_agency_id == home_affairs.pk
    assert HistoryEntry.objects.filter(event="hand_to_successor").count() == 1
    assert PlannedChange.objects.get().done_at is not None


def test_stopped_in_the_middle_nothing_is_half_done(
    make_dossier: Callable[..., Dossier], admin: Person, justice: Agency, home_affairs: Agency,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    with time_machine.travel(TODAY):
        dossier = make_dossier("processing")
        plan_closing(admin, justice, home_affairs)
    real = carrying.close_locked

    def killed(*args: object, **kwargs: object) -> None:
        real(*args, **kwargs)  # everything that follows has been written
        raise SystemExit

    with time_machine.travel(TOMORROW):
        monkeypatch.setattr(carrying, "close_locked", killed)
        with pytest.raises(SystemExit):
            carry_out_changes()
        assert not Agency.objects.get(pk=justice.pk).is_closed
        assert Dossier.objects.get(pk=dossier.pk).handling_agency_id == justice.pk
        monkeypatch.setattr(carrying, "close_locked", real)
        assert carry_out_changes() == 1
    assert Dossier.objects.get(pk=dossier.pk).handling_agency_id == home_affairs.pk


def test_what_cannot_be_done_says_why_and_is_tried_again(
    admin: Person, tam_tien: Agency, tam_hoa: Agency, clerk_tamtien: Person,
    client_as: Callable[[Person], Client],
) -> None:  # fmt: skip
    leader = world.make_staff(Role.LEADER, tam_tien, email="chutich@motcua.example")
    with time_machine.travel(TODAY):
        plan_closing(admin, tam_tien, tam_hoa)
        till = open_cash_day(actor=clerk_tamtien.actor, float_vnd=0)
    with time_machine.travel(TOMORROW):
        assert carry_out_changes() == 0
        page = client_as(admin).get(f"/manage/agencies/{tam_tien.pk}/").content.decode()
        assert "còn sổ quỹ tiền mặt chưa xong: Ngô Thị Mỹ, ngày 19/11/2026 (chưa khóa)" in page
        close_cash_day(actor=clerk_tamtien.actor, key=till.key, counted_vnd=0)
        sign_off_cash_day(actor=leader.actor, key=till.key)
        assert carry_out_changes() == 1
    assert PlannedChange.objects.get().trouble == ""


def test_a_plan_is_cancelled_once_and_never_after_it_was_done(
    admin: Person, officer: Person, justice: Agency, home_affairs: Agency
) -> None:
    with time_machine.travel(TODAY):
        planned = plan_closing(admin, justice, home_affairs)
        with pytest.raises(InvalidInput) as refusal:
            plan_closing(admin, justice, home_affairs)
        assert refusal.value.errors == {
            "on": "Việc này đã định vào ngày 20/11/2026. Hãy hủy kế hoạch đó trước."
        }
        with pytest.raises(NotAllowed):
            cancel_change(actor=officer.actor, change_id=planned.pk)
        assert PlannedChange.objects.get().is_waiting
        cancel_change(actor=admin.actor, change_id=planned.pk)
        with pytest.raises(StalePage, match="đã được hủy trước đó"):
            cancel_change(actor=admin.actor, change_id=planned.pk)
        again = plan_closing(admin, justice, home_affairs)
    with time_machine.travel(TOMORROW):
        assert carry_out_changes() == 1
        with pytest.raises(StalePage, match="đã thực hiện"):
            cancel_change(actor=admin.actor, change_id=again.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        PlannedChange.objects.filter(pk=again.pk).update(done_at=None)


def test_a_successor_that_was_closed_meanwhile_gives_way_to_its_heir(
    admin: Person, justice: Agency, home_affairs: Agency, province: Agency
) -> None:
    last = world.make_agency("000.00.17.H47", "Sở Mới", "province", parent=province)
    with time_machine.travel(TODAY):
        plan_closing(admin, justice, home_affairs)
        close_agency(
            actor=admin.actor, agency_id=home_affairs.pk, seen_version=None,
            successor_id=last.pk, on=clock.today(), reason=REASON,
        )  # fmt: skip
    with time_machine.travel(TOMORROW):
        assert carry_out_changes() == 1
    assert Agency.objects.get(pk=justice.pk).successor_id == last.pk


def test_history_receipts_and_messages_keep_the_name_of_their_time(
    make_dossier: Callable[..., Dossier], admin: Person, officer: Person, justice: Agency,
    client_as: Callable[[Person], Client], tra: Person, run_jobs: Callable[..., list[str]],
) -> None:  # fmt: skip
    with time_machine.travel(TODAY):
        dossier = make_dossier("processing")
        run_jobs(queues=["payments"])
        receipt = Receipt.objects.select_related("book__agency__parent", "attempt").get()
    with time_machine.travel(TOMORROW):
        rename_agency(
            actor=admin.actor, agency_id=justice.pk, seen_version=None,
            name="Sở Tư pháp thành phố Đà Nẵng", on=clock.today(), reason=REASON,
        )  # fmt: skip
        for person, address in (
            (officer, f"/desk/dossiers/{dossier.code}/"), (tra, f"/me/dossiers/{dossier.code}/"),
        ):  # fmt: skip
            page = client_as(person).get(address)
            steps = [entry["who"] for entry in page.context["timeline"]]
            assert "Phạm Văn Minh · Sở Tư pháp" in steps or "Sở Tư pháp" in steps
            assert not [who for who in steps if "Đà Nẵng" in who]
            assert "Sở Tư pháp thành phố Đà Nẵng" in page.content.decode()
        receipt.refresh_from_db()
        assert content(receipt)["agency"].name == "Sở Tư pháp"
        message = OutboxMessage.objects.filter(stream=dossier.code).latest("pk")
        names = Catalogue([message]).names_for(message)
        assert (names.handling_agency, names.acting_agency) == ("Sở Tư pháp", "Sở Tư pháp")
        told = OutboxMessage.objects.filter(kind="procedure").latest("pk")
        assert told.payload["procedure"]["agency"] == "Sở Tư pháp thành phố Đà Nẵng"


def test_a_coming_agency_cannot_be_chosen_before_its_day(
    make_revision: Callable[..., object], admin: Person, tam_tien: Agency, tam_hoa: Agency,
    province: Agency,
) -> None:  # fmt: skip
    revision = make_revision("2.000815", agency_level="commune", level=3)
    new = NewAgency("Ủy ban nhân dân xã Tam Xuân", "000.00.80.H17", "", "commune", province.pk)
    with time_machine.travel(TODAY):
        merged = merge_agencies(
            actor=admin.actor, source_ids=[tam_tien.pk, tam_hoa.pk], into=new,
            on=clock.today() + timedelta(days=1), reason=REASON,
        )  # fmt: skip
        assert [change.agency for change in merged.waiting] == [tam_tien, tam_hoa]
        assert list(agencies_that_handle(revision)) == [tam_hoa, tam_tien]
    with time_machine.travel(TOMORROW):
        assert carry_out_changes() == 2
        assert list(agencies_that_handle(revision)) == [merged.into]


def test_a_dossier_that_came_at_the_very_moment_goes_on_to_the_heir(
    make_dossier: Callable[..., Dossier], admin: Person, justice: Agency, home_affairs: Agency
) -> None:
    dossier = make_dossier("processing")
    close_agency(
        actor=admin.actor, agency_id=justice.pk, seen_version=None,
        successor_id=home_affairs.pk, on=clock.today(), reason=REASON,
    )  # fmt: skip
    Dossier.objects.filter(pk=dossier.pk).update(handling_agency=justice)
    assert follow_closed_agencies() == 1
    assert follow_closed_agencies() == 0
    assert Dossier.objects.get(pk=dossier.pk).handling_agency_id == home_affairs.pk


def test_codes_are_of_their_form_and_never_given_twice(
    admin: Person, clerk: Person, justice: Agency, home_affairs: Agency, province: Agency
) -> None:
    close_agency(
        actor=admin.actor, agency_id=justice.pk, seen_version=None,
        successor_id=home_affairs.pk, on=clock.today(), reason=REASON,
    )  # fmt: skip
    new = {
        "actor": admin.actor, "name": "Sở Mới", "level": "province", "parent_id": province.pk,
        "is_one_stop": False, "code_2020": "",
    }  # fmt: skip
    for code, words in (
        ("000.00.15.H47", "Mã này đã cấp cho “Sở Tư pháp” (đã giải thể); mã không dùng lại. Hãy"
            " nhập mã mới."),
        ("000.00.16.H47", "Mã này đã cấp cho “Sở Nội vụ”. Hãy nhập mã khác."),
        ("15.H47", "Nhập mã theo QCVN 102:2016: bốn nhóm cách nhau dấu chấm, ví dụ"
            " 000.00.15.H47."),
    ):  # fmt: skip
        with pytest.raises(InvalidInput) as refusal:
            create_agency(**{**new, "code": code})
        assert refusal.value.errors == {"code": words}
    with pytest.raises(InvalidInput) as refusal:
        create_agency(**{**new, "code": "000.00.20.H47", "name": " ", "parent_id": justice.pk})
    assert refusal.value.errors == {
        "name": "Nhập tên cơ quan.",
        "parent": "“Sở Tư pháp” đã giải thể. Hãy chọn cơ quan đang hoạt động.",
    }
    with pytest.raises(InvalidInput) as refusal:
        create_agency(**{**new, "code": "000.00.20.H47", "is_one_stop": True})
    assert "Cấp tỉnh chỉ có một nơi nhận hồ sơ tại quầy" in refusal.value.errors["is_one_stop"]
    with pytest.raises(NotAllowed):
        create_agency(**{**new, "actor": clerk.actor, "code": "000.00.20.H47"})
    assert Agency.objects.filter(code__startswith="000.00.2").count() == 0
    made = create_agency(**{**new, "code": "000.00.20.h47"})
    assert made.code == "000.00.20.H47"
