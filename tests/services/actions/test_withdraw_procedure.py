"""A withdrawn procedure leaves the catalogue; the national line hears of every change."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from portal.accounts.actor import SYSTEM
from portal.national.models import OutboxMessage
from portal.shared.action_log.models import ActionLogEntry
from portal.shared.errors import InvalidInput, NotAllowed, StalePage
from services import queries
from services.actions.withdraw_procedure import withdraw_procedure
from services.models import Procedure, Revision
from tests.world import Person

pytestmark = pytest.mark.django_db
ImportRows = Callable[..., Any]
REASON = "QĐ 100/QĐ-UBND"


def told() -> list[tuple[str, int, bool]]:
    """What the national line was told of the catalogue: stream, revision, in force."""
    messages = OutboxMessage.objects.filter(kind="procedure").order_by("id")
    entries = [(message.stream, message.payload["procedure"]) for message in messages]
    return [(stream, entry["revision"], entry["in_force"]) for stream, entry in entries]


def test_publishing_tells_the_national_line(import_rows: ImportRows) -> None:
    import_rows({})
    message = OutboxMessage.objects.get()
    procedure = Procedure.objects.select_related("sector").get()
    assert (message.stream, message.kind) == (f"procedure:{procedure.pk}", "procedure")
    entry = dict(message.payload["procedure"])
    assert entry.pop("at") == message.created_at.isoformat()
    assert entry == {
        "code": "2.000488",
        "local_code": "2.000488.000.00.00.H47",
        "name": "Cấp Phiếu lý lịch tư pháp",
        "sector_code": "LV001",
        "sector_name": "Lý lịch tư pháp",
        "level": 4,
        "revision": 1,
        "agency": "Sở Tư pháp",
        "in_force": True,
    }


def test_an_import_tells_only_what_it_changed(import_rows: ImportRows) -> None:
    import_rows({}, {"code": "1.001193"})
    first, second = Procedure.objects.order_by("-code")
    import_rows({"name_vi": "Tên mới"}, {"code": "1.001193"})
    import_rows({"name_vi": "Tên mới"}, {"code": "1.001193"}, dry_run=True)
    assert told() == [
        (f"procedure:{first.pk}", 1, True),
        (f"procedure:{second.pk}", 1, True),
        (f"procedure:{first.pk}", 2, True),
    ]
    last = OutboxMessage.objects.latest("id")
    assert last.payload["procedure"]["name"] == "Tên mới"


def test_it_leaves_search_and_lists_and_its_page_says_so(
    import_rows: ImportRows, admin: Person, client: Client
) -> None:
    import_rows({}, {"code": "1.001193", "name_vi": "Đăng ký khai sinh"})
    procedure = Procedure.objects.get(code="2.000488")
    revision = withdraw_procedure(actor=admin.actor, procedure=procedure, reason=f" {REASON} ")
    assert (revision.number, revision.state) == (1, "withdrawn")
    assert [found.procedure.code for found in queries.published()] == ["1.001193"]
    assert [found.procedure.code for found in queries.search("cap phieu")] == []
    page = client.get("/services/2.000488.000.00.00.H47/")
    assert page.status_code == 410
    assert "Thủ tục đã bãi bỏ" in page.content.decode()
    assert client.get("/services/9.999999/").status_code == 404
    assert client.get("/api/v1/procedures/2.000488/").status_code == 404
    assert told()[-1] == (f"procedure:{procedure.pk}", 1, False)
    entry = ActionLogEntry.objects.latest("id")
    assert (entry.action, entry.subject) == ("withdraw_procedure", "procedure:2.000488")
    assert entry.detail.pop("effective_at")
    assert entry.detail == {"number": 1, "reason": REASON, "successor": ""}


def test_a_second_time_is_refused(import_rows: ImportRows, admin: Person) -> None:
    import_rows({})
    procedure = Procedure.objects.get()
    withdraw_procedure(actor=admin.actor, procedure=procedure, reason=REASON)
    before = (told(), ActionLogEntry.objects.count())
    with pytest.raises(StalePage):
        withdraw_procedure(actor=admin.actor, procedure=procedure, reason=REASON)
    assert (told(), ActionLogEntry.objects.count()) == before


@pytest.mark.parametrize("name", ["tra", "clerk", "officer", "leader", "auditor"])
def test_only_a_provincial_admin_may(
    name: str, import_rows: ImportRows, request: pytest.FixtureRequest
) -> None:
    import_rows({})
    person = request.getfixturevalue(name)
    before = (told(), ActionLogEntry.objects.count())
    with pytest.raises(NotAllowed):
        withdraw_procedure(actor=person.actor, procedure=Procedure.objects.get(), reason=REASON)
    assert Revision.objects.get().state == "published"
    assert (told(), ActionLogEntry.objects.count()) == before


def test_a_reason_is_asked_for(import_rows: ImportRows, admin: Person) -> None:
    import_rows({})
    with pytest.raises(InvalidInput) as refusal:
        withdraw_procedure(actor=admin.actor, procedure=Procedure.objects.get(), reason="  ")
    assert set(refusal.value.errors) == {"reason"}
    assert Revision.objects.get().state == "published"


def test_a_file_that_lists_it_again_publishes_it_anew(import_rows: ImportRows) -> None:
    import_rows({})
    withdraw_procedure(actor=SYSTEM, procedure=Procedure.objects.get(), reason=REASON)
    summary = import_rows({})
    assert (summary.added, summary.changed, summary.unchanged) == (1, 0, 0)
    states = Revision.objects.order_by("number").values_list("number", "state")
    assert list(states) == [(1, "withdrawn"), (2, "published")]
    assert queries.get_published("2.000488").number == 2
    assert queries.withdrawn("2.000488") is None
    assert [in_force for _stream, _number, in_force in told()] == [True, False, True]


def test_the_command(import_rows: ImportRows, capsys: pytest.CaptureFixture[str]) -> None:
    import_rows({})
    call_command("withdraw_procedure", "2.000488", reason=REASON)
    assert capsys.readouterr().out == "Đã bãi bỏ thủ tục 2.000488 (phiên bản 1).\n"
    with pytest.raises(SystemExit):
        call_command("withdraw_procedure", "2.000488", reason=REASON)
    with pytest.raises(SystemExit):
        call_command("withdraw_procedure", "2.999999", reason=REASON)
    assert capsys.readouterr().err == (
        "Thủ tục này không còn áp dụng nên không bãi bỏ được nữa.\n"
        "Danh mục không có thủ tục nào mang mã 2.999999.\n"
    )
