"""An auditor sees every way in which a table's owner could bend the log."""

import pytest
from django.core.management import call_command
from django.db import connection

from portal.shared.action_log.models import ActionLogEntry
from portal.shared.action_log.record import record
from portal.shared.action_log.verify import BrokenChain, Head, verify
from tests.portal.shared.action_log.test_models import Someone, write

pytestmark = pytest.mark.django_db


def as_owner(statement: str) -> None:
    """What the owner of the table can do: switch the guards off, then bend."""
    cursor = connection.cursor()
    cursor.execute("ALTER TABLE shared_actionlogentry DISABLE TRIGGER USER")
    cursor.execute(statement)


def test_an_empty_log_is_whole():
    assert verify() == Head(0, "")


def test_a_whole_log_is_whole():
    record(actor=Someone(user_id=None, name="Hệ thống"), action="lapse", subject="dossier:1")
    write(3, reason="thiếu giấy tờ \x1f \\ \" '", amount_vnd=100_000, ratio=0.1, nested={"b": []})
    last = ActionLogEntry.objects.order_by("position").last()
    assert verify() == Head(4, last.hash)


def test_the_hash_of_an_entry_is_as_documented():
    write()
    entry = ActionLogEntry.objects.get()
    seconds = f"{entry.at.timestamp():.6f}"
    text = f'["", 1, "{seconds}", 7, "Trần Thị Trà", "citizen", "", "file", "dossier:0", {{}}]'
    cursor = connection.cursor()
    cursor.execute("SELECT encode(sha256(convert_to(%s, 'UTF8')), 'hex')", [text])
    assert entry.hash == cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("statement", "complaint"),
    [
        ("UPDATE shared_actionlogentry SET actor_name = 'X' WHERE position = 2", "entry 2 was"),
        ("UPDATE shared_actionlogentry SET actor_id = NULL WHERE position = 2", "entry 2 was"),
        (
            "UPDATE shared_actionlogentry SET detail = '{\"a\": 1}' WHERE position = 3",
            "entry 3 was",
        ),
        (
            "UPDATE shared_actionlogentry SET at = at + interval '1 microsecond'"
            " WHERE position = 4",
            "entry 4 was",
        ),
        (f"UPDATE shared_actionlogentry SET hash = '{'0' * 64}' WHERE position = 2", "entry 2 was"),
        ("DELETE FROM shared_actionlogentry WHERE position = 3", "entry 3 is missing"),
        ("DELETE FROM shared_actionlogentry WHERE position = 1", "entry 1 is missing"),
        (
            "UPDATE shared_actionlogentry SET position = CASE position"
            " WHEN 2 THEN -3 ELSE -2 END WHERE position IN (2, 3);"
            "UPDATE shared_actionlogentry SET position = -position WHERE position < 0",
            "entry 2 was",
        ),
    ],
)
def test_a_bent_log_is_found_at_its_first_broken_entry(statement, complaint):
    write(4)
    as_owner(statement)
    with pytest.raises(BrokenChain, match=complaint):
        verify()


def test_an_entry_forged_with_a_fitting_hash_does_not_fit_the_next():
    write(3)
    as_owner("UPDATE shared_actionlogentry SET action = 'forged' WHERE position = 2")
    as_owner(
        "UPDATE shared_actionlogentry entry SET hash = (SELECT encode(sha256(convert_to("
        "jsonb_build_array(e.previous_hash, e.position, extract(epoch FROM e.at)::text,"
        " e.actor_id, e.actor_name, e.role, e.agency_code, e.action, e.subject, e.detail)::text,"
        " 'UTF8')), 'hex') FROM shared_actionlogentry e WHERE e.id = entry.id) WHERE position = 2"
    )
    with pytest.raises(BrokenChain, match="entry 3 does not follow entry 2"):
        verify()


def test_a_log_cut_off_at_its_end_is_found_with_a_noted_head():
    write(4)
    noted = verify()
    as_owner("DELETE FROM shared_actionlogentry WHERE position > 2")
    assert verify().position == 2
    with pytest.raises(BrokenChain, match="entry 3 is missing: 4 were noted"):
        verify(noted)


def test_a_log_made_anew_is_found_with_a_noted_head():
    write(2)
    with pytest.raises(BrokenChain, match="entry 2 is not the one that was noted"):
        verify(Head(2, "f" * 64))


def test_the_command_says_that_the_log_is_whole(capsys):
    write(2)
    call_command("verify_log", "--noted", str(verify()))
    said = capsys.readouterr().out
    assert f"2 entries, head {verify()}" in said
    assert said.count("\n") == 1


def test_the_command_names_the_broken_entry_and_exits_with_1(capsys):
    write(2)
    as_owner("UPDATE shared_actionlogentry SET subject = 'x' WHERE position = 2")
    with pytest.raises(SystemExit) as end:
        call_command("verify_log")
    assert end.value.code == 1
    assert "entry 2 was changed" in capsys.readouterr().err
