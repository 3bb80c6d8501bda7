"""The merge of 2025 on the demo world: districts abolished, communes merged, departments merged,
the province renamed (Nghị quyết 202/2025/QH15). Nothing is lost."""

from collections import Counter
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db.models import Sum
from django.test import Client

from dossiers.actions.start_draft import start_draft
from dossiers.models import Dossier, HistoryEntry
from dossiers.queries import visible_to
from dossiers.states import FINAL
from payments.actions.close_cash_day import close_cash_day, takings_of
from payments.actions.open_cash_day import open_cash_day
from payments.actions.sign_off_cash_day import sign_off_cash_day
from payments.models import CashDay, LedgerEntry, Obligation, Receipt, ReceiptBook
from portal.accounts.actor import Actor
from portal.accounts.models import Citizen, StaffRole
from portal.accounts.roles import Role
from portal.administration.models import PlannedChange
from portal.agencies.models import AdministrativeUnit, Agency
from portal.demo import load as demo
from portal.national.models import OutboxMessage
from portal.shared.action_log.models import ActionLogEntry
from services.models import Revision
from services.queries import agencies_that_handle, get_published, search
from tests.dossiers.clock.test_calendar import at
from tests.portal.demo.test_load import few_stories
from tests.world import Person, sign_in

__all__ = ["few_stories"]

PLAN = Path(settings.BASE_DIR) / "docs" / "examples" / "merge-2025.csv"
CLOCKS = ("state", "due_at", "remaining_minutes", "received_at", "holder_id", "held_since",
          "fee_vnd", "paid_at", "answers", "applicant", "quote", "code")  # fmt: skip

pytestmark = pytest.mark.django_db


def _finish_tills() -> None:
    """What the merge asks for."""
    for day in CashDay.objects.select_related("agency", "clerk").order_by("day", "pk"):
        _finish(day)


def _finish(day: CashDay) -> None:
    if day.state == "open":
        clerk = StaffRole.objects.get(user=day.clerk, agency=day.agency, role=Role.CLERK)
        close_cash_day(
            actor=Actor.of_staff(clerk, day.clerk), key=day.key,
            counted_vnd=day.float_vnd + takings_of(day),
        )  # fmt: skip
    if day.state != "signed_off":
        leader = StaffRole.objects.filter(agency=day.agency, role=Role.LEADER).first()
        if leader is None:
            leader = StaffRole.objects.create(
                user=StaffRole.objects.filter(role=Role.LEADER)[0].user, role=Role.LEADER,
                agency=day.agency,
            )  # fmt: skip
        sign_off_cash_day(actor=Actor.of_staff(leader, leader.user), key=day.key)


def _staff() -> list[StaffRole]:
    return list(
        StaffRole.objects.filter(
            is_active=True, role__in=(Role.CLERK, Role.OFFICER, Role.LEADER)
        ).select_related("user", "agency")
    )


def _seen_by_people() -> dict[tuple[int, str], set[str]]:
    """What each person can open in each role, at whichever agencies it is held."""
    seen: dict[tuple[int, str], set[str]] = {}
    for role in _staff():
        codes = visible_to(Actor.of_staff(role, role.user)).values_list("code", flat=True)
        seen.setdefault((role.user_id, role.role), set()).update(codes)
    return seen


def _sums() -> dict[str, Any]:
    return {
        "ledger": list(
            LedgerEntry.objects.order_by("account")
            .values_list("account")
            .annotate(Sum("amount_vnd"))
        ),
        "receipts": list(
            Receipt.objects.order_by("pk").values_list("book_id", "number", "amount_vnd")
        ),
        "books": list(ReceiptBook.objects.order_by("pk").values_list("pk", "next_number")),
        "tills": list(
            CashDay.objects.order_by("pk").values_list("agency_id", "state", "counted_vnd")
        ),
        "owed": list(Obligation.objects.order_by("pk").values_list("pk", "state", "amount_vnd")),
    }


def _merge(*options: str) -> str:
    out = StringIO()
    call_command("merge_agencies", str(PLAN), *options, stdout=out)
    return out.getvalue()


@time_machine.travel(at("2026-11-19 10:30"))
def test_nothing_is_lost_and_life_goes_on(few_stories: None, client: Client) -> None:
    """One test, for the demo world takes its time to load."""
    demo.load()
    _refused_while_a_till_is_open()
    _finish_tills()
    clocks = {row[0]: row for row in Dossier.objects.order_by("pk").values_list("pk", *CLOCKS)}
    finished = dict(
        Dossier.objects.filter(state__in=FINAL).values_list("pk", "handling_agency__name")
    )
    seen, sums = _seen_by_people(), _sums()
    states_told = list(
        OutboxMessage.objects.filter(kind="state").order_by("pk").values_list("pk", "payload")
    )
    history = list(HistoryEntry.objects.order_by("pk").values_list("pk", "agency_id"))
    names = dict(Agency.objects.values_list("pk", "name"))
    roles = Counter((role.user_id, role.role) for role in _staff())

    out = _merge("--dry-run")
    assert out.startswith("Dry run, nothing written. Would be: 87 agencies made, 0 moved, 6 ")
    assert Agency.objects.count() == len(names) and not PlannedChange.objects.exists()
    assert not Agency.objects.exclude(closed_on=None).exists()

    out = _merge()

    open_dossiers = Dossier.objects.exclude(state__in=FINAL)
    moved = HistoryEntry.objects.filter(event="hand_to_successor")
    assert "87 agencies made, 0 moved, 6 renamed, 264 closed, 0 planned" in out
    assert Agency.objects.exclude(closed_on=None).count() == 264
    assert not Agency.objects.filter(level="district", closed_on=None).exists()
    # Every open dossier has owners that are open.
    assert open_dossiers.exists() and moved.exists()
    for side in ("receiving_agency", "handling_agency"):
        assert not open_dossiers.filter(**{f"{side}__closed_on__isnull": False}).exists()
    # Clocks, answers, codes and money as before.
    assert {
        row[0]: row for row in Dossier.objects.order_by("pk").values_list("pk", *CLOCKS)
    } == clocks
    assert _sums() == sums
    # Everybody can open what they could before; roles are neither lost nor doubled.
    after = _seen_by_people()
    assert set(after) == set(seen)
    assert all(seen[person] <= after[person] for person in seen)
    assert {key for key, _count in roles.items()} == {
        (role.user_id, role.role) for role in _staff()
    }
    assert all(role.agency.closed_on is None for role in _staff())
    # What is at its end stays where it ended.
    assert finished == {
        pk: names[agency]
        for pk, agency in Dossier.objects.filter(state__in=FINAL).values_list(
            "pk", "handling_agency_id"
        )
    }
    # History is only added to, and the line to the national portal keeps what it was told.
    assert (
        list(HistoryEntry.objects.order_by("pk").values_list("pk", "agency_id"))[: len(history)]
        == history
    )
    assert (
        list(OutboxMessage.objects.filter(kind="state").order_by("pk").values_list("pk", "payload"))
        == states_told
    )
    call_command("verify_log")
    assert ActionLogEntry.objects.filter(action="close_agency").count() == 264
    # Old addresses of people stay.
    assert AdministrativeUnit.objects.count() == 259
    _life_goes_on(client)


def _life_goes_on(client: Client) -> None:
    tra = Citizen.objects.select_related("user").get(user__email="tra@motcua.example")
    citizen = sign_in(client, Person(tra.user, tra))
    for dossier in Dossier.objects.filter(owner=tra).exclude(code=None):
        page = citizen.get(f"/me/dossiers/{dossier.code}/")
        assert page.status_code == 200
    # Justice stays, with its province under another name; Tam Tiến has become Tam Xuân.
    revision = Revision.objects.filter(
        state="published", agency_level="commune", level__gte=3
    ).order_by("pk")[0]
    page = citizen.get(f"/me/dossiers/new/{revision.procedure.code}/").content.decode()
    heir = Agency.objects.get(code="000.04.46.H47").present
    assert heir.name == "Ủy ban nhân dân xã Tam Xuân"
    assert f'value="{heir.code}" selected' in page
    assert "Ủy ban nhân dân xã Tam Tiến" not in page
    for level in ("district", "commune", "province"):
        some = Revision.objects.filter(state="published", agency_level=level)[0]
        handling = list(agencies_that_handle(some))
        assert handling and all(agency.closed_on is None for agency in handling)
    # Search by the agency that a department went into.
    assert search("lý lịch tư pháp")
    merged = Agency.objects.get(code="000.00.17.H47")
    names = {each.handling_agency.present.name for each in search("", agency=merged.code)}
    assert names <= {"Sở Xây dựng"}
    # A new dossier counts its code at the new agency.
    lltp = get_published("2.000488")
    draft = start_draft(
        actor=Actor.of_citizen(tra), revision=lltp, handling_agency=lltp.handling_agency
    )
    assert draft.receiving_agency.name == ("Trung tâm Phục vụ hành chính công thành phố Đà Nẵng")


def _refused_while_a_till_is_open() -> None:
    clerk = StaffRole.objects.select_related("user", "agency").get(
        user__email="clerk.tamtien@motcua.example"
    )
    open_cash_day(actor=Actor.of_staff(clerk, clerk.user), float_vnd=50_000)
    agencies = set(Agency.objects.values_list("pk", "version"))
    with pytest.raises(CommandError) as refusal:
        _merge()
    words = str(refusal.value)
    line = next(
        number
        for number, text in enumerate(PLAN.read_text(encoding="utf-8").splitlines(), start=1)
        if text.startswith("000.04.46.H47,")
    )
    assert words == (
        f"Nothing was written.\nline {line}, column code: “Ủy ban nhân dân xã Tam Tiến” còn sổ quỹ"
        " tiền mặt chưa xong: Ngô Thị Mỹ, ngày 19/11/2026 (chưa khóa). Hãy kiểm quỹ, khóa sổ và ký"
        " duyệt trước khi giải thể."
    )
    assert set(Agency.objects.values_list("pk", "version")) == agencies
    assert not PlannedChange.objects.exists()
    assert not ActionLogEntry.objects.filter(action="close_agency").exists()
