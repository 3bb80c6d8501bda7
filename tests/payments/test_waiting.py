"""The operators' page: what waits, why, since when; and the health check."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from payments.actions.store_event import park_unreadable
from payments.actions.sweep_attempts import sweep_attempts
from payments.models import PaymentAttempt, ProviderEvent, SweepRun
from payments.queries import waiting
from payments.queries.health import payments_health
from payments.tasks import catch_up, sweep
from portal.accounts.roles import Role
from portal.shared import clock
from tests.payments.factory import call_webhook, fresh
from tests.payments.test_webhook import SESSION, about
from tests.world import justice_department, make_staff, sign_in

pytestmark = pytest.mark.django_db

LIST = "/manage/payments/"


@pytest.fixture
def admin(client):
    return sign_in(
        client, make_staff(Role.PROVINCIAL_ADMIN, justice_department(), email="quantri@x.example")
    )


@pytest.fixture
def auditor(client):
    return sign_in(
        client, make_staff(Role.AUDITOR, justice_department(), email="kiemtra@x.example")
    )


def move(attempt, **moments):
    """Moments in minutes from now."""
    at = {name: clock.now() + timedelta(minutes=minutes) for name, minutes in moments.items()}
    PaymentAttempt.objects.filter(pk=attempt.pk).update(**at)


def count(code):
    return waiting.reason(code).count


def test_an_open_attempt_waits_for_its_payer(admin, attempt):
    page = admin.get(LIST).content.decode()
    assert attempt.obligation.reference in page
    assert "Người nộp chưa trả xong" in page
    assert (count("open"), count("over"), count("silent"), count("unknown")) == (1, 0, 0, 0)
    assert waiting.reason("open").oldest == attempt.created_at


@pytest.mark.parametrize(
    ("code", "moments", "problem", "words"),
    [
        ("over", {"expires_at": -5}, "", "Hết giờ, đơn vị thanh toán chưa đóng giao dịch"),
        ("silent", {"silent_since": -5}, "", "Đơn vị thanh toán không trả lời"),
        ("unknown", {}, "unknown_reference", "Đơn vị thanh toán không nhận ra giao dịch"),
        ("unknown", {}, "question_refused", "Đơn vị thanh toán từ chối câu hỏi của hệ thống"),
    ],
)
def test_each_reason_has_its_list(admin, attempt, code, moments, problem, words):
    move(attempt, **moments)
    PaymentAttempt.objects.update(problem=problem)
    assert waiting.why(fresh(attempt)) == words
    assert [row.pk for row in waiting.reason(code).rows] == [attempt.pk]
    assert words in admin.get(f"{LIST}?show={code}").content.decode()


def test_a_provider_that_is_off_is_said(attempt, settings):
    settings.STRIPE_SECRET_KEY = ""
    assert waiting.why(attempt) == "Đơn vị thanh toán này đang tắt, không hỏi được"


def test_events_that_wait_and_events_that_cannot_be_used(admin, client, run_jobs):
    call_webhook(client, about(SESSION))
    park_unreadable(provider="stripe", body=b"<script>alert(1)</script>", problem="no JSON")
    assert (count("events"), count("parked")) == (1, 1)
    run_jobs()
    assert (count("events"), count("parked")) == (0, 2)
    page = admin.get(f"{LIST}?show=parked").content.decode()
    assert "Nói về một giao dịch không phải của cổng này" in page
    event = ProviderEvent.objects.get(kind="unreadable")
    page = admin.get(reverse("payments:waiting_event", args=[event.pk])).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "Không đọc được: no JSON" in page


def test_an_attempt_with_its_events_and_entries(admin, client, attempt, payment_sandbox, run_jobs):
    payment_sandbox.press(attempt.provider_reference, "succeed")
    thing = {**SESSION, "id": attempt.provider_reference}
    call_webhook(client, about(thing))
    run_jobs(queues=["payments"])
    page = admin.get(reverse("payments:waiting_attempt", args=[attempt.key])).content.decode()
    for words in ("checkout.session.completed", "Phí, lệ phí đã thu", "−100.000 đ", "Thành công"):
        assert words in page
    assert "Hỏi lại ngay" not in page


def test_ask_again_now_is_a_job_of_the_admin(admin, attempt):
    url = reverse("payments:waiting_attempt_check", args=[attempt.key])
    response = admin.post(url)
    assert response.status_code == 302
    job = ProcrastinateJob.objects.get(task_name="payments.check_attempt")
    assert job.args == {"attempt_id": attempt.pk}
    assert fresh(attempt).asked_at is None


def test_an_auditor_reads_and_does_nothing(auditor, attempt):
    detail = reverse("payments:waiting_attempt", args=[attempt.key])
    assert auditor.get(LIST).status_code == 200
    assert "Hỏi lại ngay" not in auditor.get(detail).content.decode()
    assert auditor.post(detail + "check/").status_code == 403
    assert ProcrastinateJob.objects.filter(task_name="payments.check_attempt").count() == 0


@pytest.mark.parametrize("query", ["?page=x", "?page=-1", "?page=9999999", "?show=no", "?page=²"])
def test_odd_questions_are_answered(admin, attempt, query):
    assert admin.get(LIST + query).status_code == 200


def test_the_lists_come_out_of_indexes(admin, attempt):
    """However many payments there have been: no question reads a whole table of them."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        for each in waiting.reasons():
            sql, params = each.rows[:51].query.sql_with_params()
            cursor.execute("EXPLAIN " + sql, params)
            plan = "\n".join(line for (line,) in cursor.fetchall())
            for table in ("payments_paymentattempt", "payments_providerevent", "payments_refund"):
                assert f"Seq Scan on {table}" not in plan, plan


def test_the_page_asks_the_same_however_much_waits(admin, attempt):
    admin.get(LIST)
    with CaptureQueriesContext(connection) as one:
        admin.get(LIST)
    for number in range(3):
        park_unreadable(provider="stripe", body=b"%d" % number, problem="no JSON")
    with CaptureQueriesContext(connection) as more:
        admin.get(LIST)
    assert len(more) <= len(one) + 1  # the age of the oldest parked event


# --- health -------------------------------------------------------------------------------------
@pytest.fixture
def swept(payment_sandbox):
    catch_up(timestamp=0)
    sweep(timestamp=0)


def test_red_before_the_first_sweep(client, db):
    response = client.get("/health/payments")
    assert response.status_code == 503
    assert response.json()["reason"] == "sweep_late"


def test_green_after_a_sweep(client, swept, capsys):
    assert client.get("/health/payments").json() == {"status": "ok"}
    call_command("check_payments")
    assert capsys.readouterr().out == "ok: Thanh toán hoạt động bình thường.\n"


@pytest.mark.parametrize("name", ["attempts", "events"])
def test_red_when_a_sweep_has_not_finished_for_five_minutes(client, swept, name, capsys):
    late = clock.now() - timedelta(minutes=5, seconds=1)
    SweepRun.objects.filter(name=name).update(finished_at=late, started_at=clock.now())
    assert client.get("/health/payments").json()["reason"] == "sweep_late"
    with pytest.raises(SystemExit) as ended:
        call_command("check_payments")
    assert ended.value.code == 1
    assert capsys.readouterr().err.startswith("sweep_late: ")


def test_a_round_that_dies_leaves_no_sign_of_life(swept, monkeypatch):
    before = SweepRun.objects.get(name="attempts").finished_at

    def die(**_):
        raise RuntimeError

    monkeypatch.setattr("payments.actions.sweep_attempts.attempts_to_ask_about", die)
    with pytest.raises(RuntimeError):
        sweep_attempts()
    run = SweepRun.objects.get(name="attempts")
    assert run.finished_at == before
    assert run.started_at > before


def test_red_when_an_event_waits_too_long(client, swept):
    call_webhook(client, about(SESSION))
    assert payments_health().is_well
    ProviderEvent.objects.update(received_at=clock.now() - timedelta(minutes=11))
    assert payments_health().reason == "events_waiting"
    ProviderEvent.objects.update(processed_at=clock.now())
    assert payments_health().is_well


def test_red_when_nobody_says_what_became_of_a_page(attempt, swept):
    move(attempt, expires_at=-61)
    assert payments_health().reason == "attempts_unanswered"
    move(attempt, asked_at=0)
    assert payments_health().is_well
    move(attempt, silent_since=0)
    assert payments_health().reason == "attempts_unanswered"


def test_health_is_json_without_the_database_too(client, swept):
    def cut(execute, sql, params, many, context):
        raise OperationalError("gone")

    with connection.execute_wrapper(cut):
        response = client.get("/health/payments")
    assert (response.status_code, json.loads(response.content)["reason"]) == (503, "database")
