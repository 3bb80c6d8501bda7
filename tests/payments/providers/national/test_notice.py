"""The platform's calls: lost, late, repeated, forged, unreadable."""

import json
import time

import pytest

from outside.payment_platform.signature import RESULT, digest
from payments.actions.start_attempt import start_attempt
from payments.models import LedgerEntry, Obligation, PaymentAttempt, ProviderEvent
from payments.providers.errors import BadNotice, BadSignature
from payments.providers.national.notice import read_notice
from tests.payments.factory import fresh, make_obligation
from tests.payments.providers.national.platform import PARTNER, SECRET

pytestmark = pytest.mark.django_db
URL = "/payments/national/webhook/"


def result(attempt, platform, *, secret=SECRET, **changed):
    """What the platform says of the attempt, signed after the changes."""
    told = platform.state(attempt.provider_reference)
    message = {name: told[name] for name in RESULT if name in told}
    message |= {"LoaiBanTin": "RESULT", "MaLoi": "00", **changed}
    return {**message, "MaXacThuc": digest(message, RESULT, secret)}


def call(client, message):
    return client.post(URL, json.dumps(message), content_type="application/json")


def test_a_call_settles(client, attempt, platform, run_jobs, settled_events):
    platform.press(attempt.redirect_url, "succeed")
    assert call(client, result(attempt, platform)).status_code == 200
    run_jobs()
    assert fresh(attempt).state == "settled"
    assert len(settled_events) == 1
    event = ProviderEvent.objects.get()
    assert (event.provider, event.kind) == ("national", "RESULT:00")
    assert event.processed_at is not None


def test_a_repeated_call_is_counted_and_done_once(
    client, attempt, platform, run_jobs, settled_events
):
    platform.press(attempt.redirect_url, "succeed")
    for _ in range(3):
        assert call(client, result(attempt, platform)).status_code == 200
        run_jobs()
    assert ProviderEvent.objects.get().times_received == 3
    assert len(settled_events) == 1
    assert LedgerEntry.objects.count() == 2


def test_a_well_signed_lie_is_not_believed(client, attempt, platform, run_jobs):
    assert call(client, result(attempt, platform, MaGiaoDich="TT9")).status_code == 200
    run_jobs()
    assert fresh(attempt).state == "open"
    assert Obligation.objects.get().state == "due"
    assert LedgerEntry.objects.count() == 0


@pytest.mark.parametrize("field", [*RESULT, "MaXacThuc"])
def test_a_field_changed_after_signing_is_refused(client, attempt, platform, field):
    platform.press(attempt.redirect_url, "succeed")
    message = result(attempt, platform)
    message[field] = message[field][:-1] + ("1" if message[field][-1:] != "1" else "2")
    assert call(client, message).status_code == 400
    assert ProviderEvent.objects.count() == 0
    assert fresh(attempt).state == "open"


def test_a_forged_call_is_refused_and_nothing_is_kept(client, attempt, platform):
    assert call(client, result(attempt, platform, secret="guessed")).status_code == 400
    assert fresh(attempt).state == "open"
    assert ProviderEvent.objects.count() == 0


def test_for_nobody_of_ours_is_stored_and_taken(client, attempt, platform, run_jobs):
    for number, reference in enumerate(("other", f"MC20220322093000{'7' * 32}"), 1):
        message = result(attempt, platform, MaThamChieu=reference)
        assert call(client, message).status_code == 200
        run_jobs()
        assert ProviderEvent.objects.count() == number
    assert fresh(attempt).state == "open"


def test_another_currency_in_a_call_is_only_a_call(client, attempt, platform, run_jobs):
    message = result(attempt, platform, MaTienTe="USD", SoTien="-1", MaLoi="77" * 200)
    assert call(client, message).status_code == 200
    run_jobs()
    assert fresh(attempt).state == "open"
    assert len(ProviderEvent.objects.get().kind) == 80


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b'"x"',
        b"NaN",
        b"[" * 100_000,
        b'{"SoTien": ' + b"9" * 10_000 + b"}",
        b'{"MaXacThuc": "\\ud800"}',
    ],
)
def test_what_cannot_be_read_is_not_from_the_platform(client, platform, body):
    with pytest.raises(BadSignature):
        read_notice(body)
    assert client.post(URL, body, content_type="application/json").status_code == 400
    assert ProviderEvent.objects.count() == 0


@pytest.mark.parametrize("changed", [{"MaDoiTac": "OTHER"}, {"ThongTinGiaoDich": "a\x00b"}])
def test_well_signed_but_not_to_be_taken(attempt, platform, changed):
    with pytest.raises(BadNotice):
        read_notice(json.dumps(result(attempt, platform, **changed)).encode())


def test_well_signed_but_not_to_be_taken_is_parked(client, attempt, platform, run_jobs):
    message = result(attempt, platform, ThongTinGiaoDich="a\x00b")
    assert call(client, message).status_code == 200
    run_jobs()
    event = ProviderEvent.objects.get()
    assert (event.kind, event.problem) == ("unreadable", "holds NUL")
    assert fresh(attempt).state == "open"


@pytest.mark.parametrize("value", [["TT1"], {"a": 1}, None, True, 1.5, "a|b", "\ud800"])
def test_a_signed_field_is_plain(attempt, platform, value):
    message = {**result(attempt, platform), "MaGiaoDich": value}
    with pytest.raises(BadSignature):
        read_notice(json.dumps(message).encode())


def test_the_event_is_the_signed_words(attempt, platform):
    message = result(attempt, platform)
    first = read_notice(json.dumps(message).encode())
    again = read_notice(json.dumps({**message, "Them": {"x": 1}}, indent=1).encode())
    other = read_notice(json.dumps(result(attempt, platform, MaLoi="02")).encode())
    assert first == again
    assert first.event_id != other.event_id
    assert (len(first.event_id), first.attempt_key) == (64, str(attempt.key))
    assert first.payload["MaDoiTac"] == PARTNER


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("fault", "times"), [("", 1), ("callback_twice", 2), ("callback_forged", 1)]
)
def test_the_platform_really_calls(live_server, platform, payer, run_jobs, fault, times):
    """Signed by the platform, over HTTP, to the running portal."""
    platform.tell_results_at(f"{live_server.url}{URL}")
    if fault:
        platform.fault(fault)
    attempt = start_attempt(
        obligation=make_obligation(payer.citizen), provider="national", next_url=""
    )
    platform.press(attempt.redirect_url, "succeed")
    until = time.monotonic() + 60
    while time.monotonic() < until:
        event = ProviderEvent.objects.first()
        if event and event.times_received == times:
            break
        time.sleep(0.05)
    run_jobs()
    assert ProviderEvent.objects.get().times_received == times
    assert PaymentAttempt.objects.get().state == "settled"
