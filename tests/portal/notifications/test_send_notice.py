"""Mail is written once per thing told, and sent once however often the job runs."""

import pytest
from django.core import mail
from django.db import connection, transaction

from portal.notifications.actions.notify import notify
from portal.notifications.actions.send_notice import send_notice
from portal.notifications.models import Notice

CONTEXT = {
    "portal_name": "Một Cửa",
    "province_name": "Quảng Nam",
    "code": "000.00.15.H47-220322-0001",
    "state": "Được tiếp nhận",
    "words": "Bộ phận một cửa đã tiếp nhận hồ sơ.",
    "next_step": "Bạn chưa cần làm gì.",
    "link": "http://127.0.0.1:8000/me/dossiers/000.00.15.H47-220322-0001/",
}


def tell(key: str = "history:1", **changes: str) -> Notice:
    return notify(
        to_email="tra@motcua.example",
        template="dossier_state",
        context={**CONTEXT, **changes},
        key=key,
    )


def test_the_job_sends_what_was_written(db, run_jobs) -> None:
    notice = tell()

    assert run_jobs(queues=["mail"]) == ["notifications.send_notice"]

    (sent,) = mail.outbox
    assert sent.to == ["tra@motcua.example"]
    assert sent.subject == "Hồ sơ 000.00.15.H47-220322-0001: Được tiếp nhận"
    assert CONTEXT["link"] in sent.body
    assert CONTEXT["next_step"] in sent.alternatives[0].content
    assert sent.extra_headers["Message-ID"] == f"<{notice.message_key}@motcua.example>"
    notice.refresh_from_db()
    assert (notice.state, notice.attempts) == (Notice.State.SENT, 1)
    assert notice.sent_at is not None


def test_the_same_key_is_told_once(db, run_jobs) -> None:
    first = tell()
    assert tell(state="Đang xử lý") == first

    assert len(run_jobs(queues=["mail"])) == 1
    assert len(mail.outbox) == 1


def test_a_repeated_job_sends_nothing_more(db, run_jobs) -> None:
    notice = tell()
    run_jobs(queues=["mail"])

    assert send_notice(notice_id=notice.pk) is False

    assert len(mail.outbox) == 1


def test_after_a_crash_the_mail_carries_the_same_id(db, run_jobs) -> None:
    notice = tell()
    send_notice(notice_id=notice.pk)
    Notice.objects.update(state=Notice.State.WAITING)  # the crash came before the note

    run_jobs(queues=["mail"])

    first, second = mail.outbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]


def test_a_mail_server_that_is_down_is_tried_again(db, settings, run_jobs) -> None:
    notice = tell()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1

    run_jobs(queues=["mail"], expect_failures=True)

    notice.refresh_from_db()
    assert (notice.state, notice.attempts) == (Notice.State.WAITING, 1)


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_rolled_back_tells_nobody(run_jobs) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        tell()
        raise ZeroDivisionError

    assert not connection.in_atomic_block
    assert Notice.objects.count() == 0
    assert run_jobs(queues=["mail"]) == []
