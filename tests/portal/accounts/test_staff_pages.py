"""The auditor's log."""

from portal.accounts.actor import SYSTEM
from portal.shared.action_log.record import record
from tests.world import Person


def test_the_log_is_read_by_pages(client_as, auditor: Person, django_assert_num_queries) -> None:
    for number in range(60):
        record(actor=SYSTEM, action="try", subject=f"thing:{number % 2}")
    client = client_as(auditor)
    with django_assert_num_queries(4):
        first = client.get("/reports/log/")
    assert [e.subject for e in first.context["entries"]][:2] == ["thing:1", "thing:0"]
    assert len(first.context["entries"]) == 50
    second = client.get(first.context["next_url"])
    assert len(second.context["entries"]) == 10
    assert second.context["next_url"] == ""
    only = client.get("/reports/log/?subject=thing:1")
    assert len(only.context["entries"]) == 30


def test_reports_lead_to_the_log(client_as, auditor: Person) -> None:
    assert client_as(auditor).get("/reports/").url == "/reports/log/"
