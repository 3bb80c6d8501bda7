"""Which end of a dossier gives its fee back by itself, and how the citizen hears of it."""

import pytest

from dossiers.actions.announce_refund import announce_refund
from dossiers.actions.decide import halt
from dossiers.actions.refuse import refuse
from dossiers.actions.withdrawal import confirm_withdrawal, request_withdrawal
from dossiers.models import Dossier
from payments.actions.pay_refund_by_transfer import pay_refund_by_transfer
from payments.actions.take_refund_report import leave_refund_to_hand
from payments.models import Obligation, Refund
from portal.notifications.models import Notice
from portal.shared.errors import InvalidInput

pytestmark = pytest.mark.django_db


def states() -> list[tuple[str, str, int]]:
    return list(Refund.objects.order_by("pk").values_list("cause", "state", "amount_vnd"))


def test_refused_at_intake_goes_back_by_itself(make_dossier, clerk):
    dossier = make_dossier("submitted")
    refuse(actor=clerk.actor, code=dossier.code, reason="Sai nơi nộp.")
    assert states() == [("refused", "approved", 100_000)]
    refund = Refund.objects.get()
    assert (refund.reason, refund.is_automatic) == ("Sai nơi nộp.", True)


def test_a_refusal_that_fails_gives_nothing_back(make_dossier, clerk):
    dossier = make_dossier("submitted")
    with pytest.raises(InvalidInput):
        refuse(actor=clerk.actor, code=dossier.code, reason="")
    assert states() == []


def test_withdrawn_before_receipt_goes_back_by_itself(make_dossier, clerk):
    dossier = make_dossier("withdrawal_requested")
    confirm_withdrawal(actor=clerk.actor, code=dossier.code)
    assert states() == [("withdrawn", "approved", 100_000)]


def test_withdrawn_after_receipt_keeps_the_fee(make_dossier, clerk, tra):
    dossier = make_dossier("received")
    request_withdrawal(actor=tra.actor, code=dossier.code, reason="Tôi không cần nữa.")
    confirm_withdrawal(actor=clerk.actor, code=dossier.code)
    assert Dossier.objects.get(pk=dossier.pk).state == "halted"
    assert states() == []


def test_halted_keeps_the_fee(make_dossier, officer):
    dossier = make_dossier("processing")
    halt(actor=officer.actor, code=dossier.code, reason="Hồ sơ trùng.")
    assert states() == []


def test_what_was_due_is_cancelled(make_dossier, clerk):
    dossier = make_dossier("submitted", level=3)
    refuse(actor=clerk.actor, code=dossier.code, reason="Sai nơi nộp.")
    assert Obligation.objects.get(subject=dossier.subject).state == "cancelled"
    assert states() == []


def test_each_step_that_matters_is_told_once(make_dossier, clerk, run_jobs):
    """Code, state and what to do; never the amount, the reason or the number of a transfer."""
    dossier = make_dossier("submitted")
    refuse(actor=clerk.actor, code=dossier.code, reason="Sai nơi nộp.")
    refund = Refund.objects.get()
    run_jobs(queues=["mail"])
    leave_refund_to_hand(refund=refund, problem="declined")
    run_jobs(queues=["mail"])
    pay_refund_by_transfer(actor=clerk.actor, refund=refund, transfer_reference="FT77")
    run_jobs(queues=["mail"])
    announce_refund(refund_id=refund.pk, dossier_id=dossier.pk, state="done")

    notices = Notice.objects.filter(key__startswith="refund:").order_by("pk")
    assert [notice.subject for notice in notices] == [
        f"Hồ sơ {dossier.code}: Hoàn trả phí, lệ phí: đã duyệt",
        f"Hồ sơ {dossier.code}: Hoàn trả phí, lệ phí: trả tại Bộ phận một cửa",
        f"Hồ sơ {dossier.code}: Hoàn trả phí, lệ phí: đã xong",
    ]
    assert {notice.to_email for notice in notices} == {"tra@motcua.example"}
    everything = "".join(notice.text + notice.html for notice in notices)
    assert [word for word in ("100.000", "FT77", "Sai nơi nộp") if word in everything] == []


def test_an_approval_that_goes_straight_to_the_counter_is_one_mail(make_dossier, clerk):
    dossier = make_dossier("submitted")
    refuse(actor=clerk.actor, code=dossier.code, reason="Sai nơi nộp.")
    refund = Refund.objects.get()
    leave_refund_to_hand(refund=refund, problem="declined")
    assert announce_refund(refund_id=refund.pk, dossier_id=dossier.pk, state="approved") is False


def test_the_citizen_sees_each_step(make_dossier, clerk, client_as, tra):
    dossier = make_dossier("submitted")
    refuse(actor=clerk.actor, code=dossier.code, reason="Sai nơi nộp.")
    page = client_as(tra).get(f"/me/dossiers/{dossier.code}/").content.decode()
    for words in (
        "Hoàn trả 100.000 đ: Đã duyệt, chờ chuyển",
        "Tự động hoàn trả theo quy định",
        "Hồ sơ không được tiếp nhận. Sai nơi nộp",
        "Được duyệt tự động",
        "Tiền về thẻ hoặc tài khoản đã dùng để thanh toán",
    ):
        assert words in page


def test_the_counter_offers_to_ask_for_what_can_be_asked_back(make_dossier, clerk, client_as):
    dossier = make_dossier("received")
    page = client_as(clerk).get(f"/counter/dossiers/{dossier.code}/").content.decode()
    assert f'href="/counter/refunds/new/?reference={dossier.code}"' in page
    assert (
        client_as(clerk).get(f"/counter/refunds/new/?reference={dossier.code}").status_code == 200
    )
