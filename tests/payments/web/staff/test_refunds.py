"""The pages of refunds: what each shows, bad input, foreign keys, proof of the second factor."""

import time

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from payments.actions.approve_refund import approve_refund
from payments.actions.open_cash_day import open_cash_day
from payments.actions.reject_refund import reject_refund
from payments.actions.request_refund import refund_by_rule, request_refund
from payments.actions.reserve_attempt import reserve_attempt
from payments.actions.settle_at_counter import settle_at_counter
from payments.actions.settle_attempt import settle_attempt
from payments.actions.take_refund_report import leave_refund_to_hand
from payments.models import LedgerEntry, Obligation, PaymentAttempt, Refund
from payments.providers.base import Report, Standing
from tests.payments.factory import make_obligation
from tests.world import Person, make_staff

pytestmark = pytest.mark.django_db
REASON = "Công dân nộp nhầm hồ sơ."


def pay(obligation: Obligation) -> PaymentAttempt:
    """The provider's word that it was paid."""
    attempt = reserve_attempt(obligation=obligation, provider="stripe", next_url="/")
    report = Report(
        reference=f"cs_{attempt.key}",
        attempt_key=str(attempt.key),
        standing=Standing.PAID,
        declined=False,
        amount=attempt.amount_vnd,
        currency="vnd",
        payment_reference=f"pi_{attempt.key}",
    )
    return settle_attempt(attempt=attempt, report=report)


@pytest.fixture
def paid(obligation: Obligation) -> PaymentAttempt:
    return pay(obligation)


@pytest.fixture
def requested(paid: PaymentAttempt, clerk: Person) -> Refund:
    return request_refund(actor=clerk.actor, attempt=paid, amount_vnd=100_000, reason=REASON)


@pytest.fixture
def by_hand(requested: Refund, leader: Person) -> Refund:
    approve_refund(actor=leader.actor, refund=requested)
    return leave_refund_to_hand(refund=requested, problem="declined")


@pytest.fixture
def counter(client_as, clerk: Person) -> Client:
    return client_as(clerk)


@pytest.fixture
def desk(client_as, leader: Person) -> Client:
    """The leader, who has just shown the second factor."""
    return proven(client_as(leader), seconds_ago=0)


def proven(client: Client, *, seconds_ago: float) -> Client:
    """The second factor was shown so long ago."""
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": "mfa", "type": "totp", "at": time.time() - seconds_ago}
    ]
    session.save()
    return client


def at(name: str, refund: Refund) -> str:
    return reverse(f"payments:{name}", args=[refund.key])


def test_a_clerk_asks_from_the_dossiers_page(counter, paid):
    address = reverse("payments:refund_new")
    reference = paid.obligation.reference
    page = counter.get(address, {"reference": f" {reference} "}).content.decode()
    assert "Còn hoàn trả được: <strong>100.000 đ</strong>" in page

    typed = {"reference": reference, "attempt": paid.key, "amount_vnd": "60.000", "reason": REASON}
    response = counter.post(address, typed, follow=True)

    assert "Đã gửi đề nghị hoàn trả" in response.content.decode()
    refund = Refund.objects.get()
    assert (refund.amount_vnd, refund.state, refund.reason) == (60_000, "requested", REASON)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"amount_vnd": "100.001"}, "Nhập số tiền từ 1 đ đến 100.000 đ."),
        ({"amount_vnd": "một trăm"}, "Nhập số tiền bằng chữ số"),
        ({"amount_vnd": "0"}, "Nhập số tiền từ 1 đ đến 100.000 đ."),
        ({"reason": " "}, "Nhập lý do hoàn trả (tối đa 500 ký tự)."),
    ],
)
def test_bad_input_is_named_and_nothing_typed_is_lost(counter, paid, typed, words):
    typed = {
        "reference": paid.obligation.reference,
        "attempt": paid.key,
        "amount_vnd": "77.000",
        "reason": REASON,
        **typed,
    }
    response = counter.post(reverse("payments:refund_new"), typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert page.count(words) == 2  # in the summary and beside the field
    assert f'value="{typed["amount_vnd"]}"' in page
    assert not Refund.objects.exists()


@pytest.mark.parametrize("key", ["", "nonsense", "6f1c1b0a-0000-4000-8000-000000000000"])
def test_a_payment_that_is_not_there_is_not_found(counter, paid, key):
    typed = {"reference": paid.obligation.reference, "attempt": key, "amount_vnd": "1"}
    assert counter.post(reverse("payments:refund_new"), typed).status_code == 404
    assert not Refund.objects.exists()


def test_a_code_without_payments_says_so(counter, obligation):
    response = counter.get(reverse("payments:refund_new"), {"reference": "H47.15-<b>"})
    assert response.status_code == 404
    assert "Mã “H47.15-&lt;b&gt;” không có khoản đã nộp" in response.content.decode()


def test_asking_twice_has_moved_on(counter, requested, paid):
    typed = {"reference": paid.obligation.reference, "attempt": paid.key, "amount_vnd": "1"}
    response = counter.post(reverse("payments:refund_new"), typed)
    assert response.status_code == 409
    assert "không có gì thay đổi" in response.content.decode()
    assert Refund.objects.count() == 1


def test_the_counters_list_has_what_is_by_hand_first(counter, by_hand, payer, clerk):
    newer = pay(make_obligation(payer.citizen))
    request_refund(actor=clerk.actor, attempt=newer, amount_vnd=1, reason=REASON)
    rows = counter.get(reverse("payments:counter_refunds")).context["rows"]
    assert [row["refund"].state for row in rows] == ["by_hand", "requested"]


def test_the_list_reads_the_same_however_long(counter, payer, clerk, django_assert_max_num_queries):
    for _ in range(35):
        attempt = pay(make_obligation(payer.citizen))
        request_refund(actor=clerk.actor, attempt=attempt, amount_vnd=1, reason=REASON)
    address = reverse("payments:counter_refunds")
    counter.get(address)
    with django_assert_max_num_queries(4):
        first = counter.get(address)
    assert (len(first.context["rows"]), first.context["next_url"]) == (30, "?page=2")
    second = counter.get(address, {"page": "2"})
    assert (len(second.context["rows"]), second.context["previous_url"]) == (5, "?page=1")
    assert counter.get(address, {"page": "-1 or 1=1"}).status_code == 200
    assert counter.get(address, {"page": "99999999999999999999"}).status_code == 200


def test_a_transfer_is_noted(counter, by_hand):
    page = counter.get(at("counter_refund", by_hand)).content.decode()
    assert "Ghi nhận đã chuyển khoản" in page
    assert "Đã chi" not in page  # it was paid by card

    missing = counter.post(at("refund_transfer", by_hand), {"transfer_reference": " "})
    assert missing.status_code == 422
    assert missing.content.decode().count("Nhập số tham chiếu của lệnh chuyển khoản") == 2
    assert Refund.objects.get().state == "by_hand"

    done = counter.post(at("refund_transfer", by_hand), {"transfer_reference": "FT1"}, follow=True)
    assert "Số tham chiếu: FT1" in done.content.decode()
    assert "Ghi nhận đã chuyển khoản" not in done.content.decode()

    again = counter.post(at("refund_transfer", by_hand), {"transfer_reference": "FT2"})
    assert again.status_code == 409
    assert "đã được xử lý ở bước khác" in again.content.decode()
    assert Refund.objects.get().transfer_reference == "FT1"
    assert LedgerEntry.objects.filter(refund=by_hand).count() == 2


def test_cash_is_paid_out_of_the_open_till(counter, obligation, clerk):
    open_cash_day(actor=clerk.actor, float_vnd=0)
    settle_at_counter(actor=clerk.actor, subject=obligation.subject)
    refund = refund_by_rule(attempt=PaymentAttempt.objects.get(), cause=Refund.Cause.REFUSED)
    assert refund is not None
    page = counter.get(at("counter_refund", refund)).content.decode()
    assert "Đã chi 100.000 đ tiền mặt" in page
    assert "Chờ nhận tiền mặt tại quầy" in page

    done = counter.post(at("refund_cash", refund), follow=True)

    assert "Đã hoàn trả bằng tiền mặt tại quầy" in done.content.decode()
    assert Refund.objects.get().state == "done"


def test_foreign_refunds_are_not_found(client_as, by_hand, clerk_tamtien, one_stop):
    elsewhere = client_as(clerk_tamtien)
    other_leader = make_staff("leader", one_stop, email="other.leader@motcua.example")
    desk = proven(client_as(other_leader), seconds_ago=0)
    for name in ("counter_refund", "refund_transfer", "refund_cash"):
        assert elsewhere.get(at(name, by_hand)).status_code == 404
    assert elsewhere.post(at("refund_transfer", by_hand), {"x": "1"}).status_code == 404
    for name in ("desk_refund", "refund_approve", "refund_reject"):
        assert desk.get(at(name, by_hand)).status_code == 404
    assert desk.post(at("refund_approve", by_hand)).status_code == 404
    assert Refund.objects.get().state == "by_hand"


def test_a_leader_approves(desk, requested):
    page = desk.get(at("desk_refund", requested)).content.decode()
    assert REASON in page
    assert at("refund_approve", requested) in page
    assert "Duyệt hoàn trả 100.000 đ" in desk.get(at("refund_approve", requested)).content.decode()

    assert desk.post(at("refund_approve", requested)).url == reverse("payments:desk_refunds")

    assert Refund.objects.get().state == "approved"
    assert desk.get(at("refund_approve", requested)).url == at("desk_refund", requested)
    again = desk.post(at("refund_approve", requested))
    assert again.status_code == 409


@pytest.mark.parametrize("seconds_ago", [301, 4000])
def test_approving_asks_for_the_second_factor_again(client_as, leader, requested, seconds_ago):
    Authenticator.objects.create(user=leader.user, type="totp", data={"secret": "x"})
    client = proven(client_as(leader), seconds_ago=seconds_ago)
    address = at("refund_approve", requested)
    gate = f"/accounts/2fa/reauthenticate/?next={address}"
    assert client.get(address).url == gate
    posted = client.post(address, headers={"Referer": f"http://testserver{address}"})
    assert posted.url == gate
    assert Refund.objects.get().state == "requested"
    assert client.get(at("desk_refund", requested)).status_code == 200
    # A proof of a moment ago lets her in.
    assert proven(client, seconds_ago=290).get(address).status_code == 200


def test_a_leader_rejects_with_a_reason(desk, requested):
    missing = desk.post(at("refund_reject", requested), {"reason": ""})
    assert missing.status_code == 422
    assert Refund.objects.get().state == "requested"
    desk.post(at("refund_reject", requested), {"reason": "Không đủ căn cứ."})
    assert Refund.objects.get().state == "rejected"
    page = desk.get(at("desk_refund", requested)).content.decode()
    assert "Lãnh đạo không duyệt" in page
    assert "Không đủ căn cứ." in page


def test_a_late_rejection_keeps_what_was_typed(desk, requested, leader):
    reject_refund(actor=leader.actor, refund=requested, reason="Trước.")
    late = desk.post(at("refund_reject", requested), {"reason": "Một lý do dài."})
    assert late.status_code == 409
    assert "Một lý do dài." in late.content.decode()
    assert Refund.objects.get().decision_reason == "Trước."


def test_who_requested_finds_no_buttons(desk, requested, leader):
    Refund.objects.update(requested_by=leader.user)
    assert (
        at("refund_approve", requested)
        not in desk.get(at("desk_refund", requested)).content.decode()
    )
    assert desk.post(at("refund_approve", requested)).status_code == 403
    assert Refund.objects.get().state == "requested"


@pytest.mark.parametrize("number", ["9" * 5000, "-1", "0", "x"])
def test_a_page_that_is_none_is_the_first(counter, requested, number):
    answer = counter.get("/counter/refunds/", {"page": number})
    assert (answer.status_code, answer.context["previous_url"]) == (200, "")


@pytest.mark.parametrize("reference", ["x\0y", "đ" * 5000])
def test_a_reference_that_nobody_can_type_is_not_found(counter, requested, reference):
    answer = counter.post("/counter/refunds/new/", {"reference": reference})
    assert answer.status_code == 404
    assert Refund.objects.count() == 1
