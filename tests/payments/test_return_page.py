"""Coming back from the provider: the page says what is true."""

import pytest
from django.urls import reverse

from payments.models import Obligation, PaymentAttempt
from tests.payments.factory import fresh, make_obligation
from tests.world import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor(client, payer):
    return sign_in(client, payer)


def back(visitor, attempt, query=""):
    return visitor.get(reverse("payments:attempt_return", args=[attempt.key]) + query)


def test_paid_goes_on_to_where_the_payer_came_from(visitor, attempt, payment_sandbox):
    payment_sandbox.press(attempt.provider_reference, "succeed")

    response = back(visitor, attempt)

    assert (response.status_code, response.url) == (302, "/next/")
    assert Obligation.objects.get().state == "settled"


def test_coming_back_twice_is_the_same(visitor, attempt, payment_sandbox):
    payment_sandbox.press(attempt.provider_reference, "succeed")
    assert back(visitor, attempt).url == back(visitor, attempt).url == "/next/"


def test_declined_says_so_and_offers_another_try(visitor, attempt, payment_sandbox):
    answer = payment_sandbox.press(attempt.provider_reference, "decline")
    assert answer.headers["Location"].endswith("?cancelled=1")

    response = back(visitor, attempt, "?cancelled=1")

    assert response.status_code == 200
    assert "Ngân hàng từ chối giao dịch" in response.content.decode()
    assert "Thanh toán lại" in response.content.decode()
    assert "Refresh" not in response.headers
    assert fresh(attempt).state == "declined"
    assert payment_sandbox.session(attempt.provider_reference).status == "expired"


def test_cancelled_says_so_and_the_retry_works_at_once(visitor, attempt, payment_sandbox):
    response = back(visitor, attempt, "?cancelled=1")
    assert "Bạn đã dừng thanh toán" in response.content.decode()
    assert fresh(attempt).state == "cancelled"

    start = reverse("payments:attempt_start", args=[attempt.obligation.key])
    response = visitor.post(start, {"next": "/next/"})

    second = PaymentAttempt.objects.get(state="open")
    assert (response.status_code, response.url) == (302, second.redirect_url)
    payment_sandbox.press(second.provider_reference, "succeed")
    assert back(visitor, second).url == "/next/"


def test_paid_in_another_tab_then_cancelled_here_is_paid(visitor, attempt, payment_sandbox):
    payment_sandbox.press(attempt.provider_reference, "succeed")
    assert back(visitor, attempt, "?cancelled=1").url == "/next/"
    assert fresh(attempt).state == "settled"


def test_a_silent_provider_means_wait_and_do_not_pay_again(visitor, attempt, payment_sandbox):
    payment_sandbox.press(attempt.provider_reference, "succeed")
    payment_sandbox.fault("error_500", count=3)

    response = back(visitor, attempt)

    assert response.status_code == 200
    assert "đừng thanh toán lại" in response.content.decode()
    assert "Thanh toán lại" not in response.content.decode()
    assert response["Refresh"] == "10"
    assert fresh(attempt).state == "open"

    assert back(visitor, attempt).url == "/next/"


def test_who_has_paid_is_told_so_while_the_answer_is_open(visitor, attempt, payment_sandbox):
    """The provider sends the payer back before it calls the payment paid, or does not answer."""
    order = payment_sandbox.session(attempt.provider_reference)
    assert order.success_url.endswith("/return/?paid=1")
    assert order.cancel_url.endswith("/return/?cancelled=1")
    for silences in (0, 3):
        payment_sandbox.fault("error_500", count=silences)
        response = back(visitor, attempt, "?paid=1")
        page = response.content.decode()
        assert response.status_code == 200
        assert "Đã thanh toán, hồ sơ đang được nộp" in page
        assert "đừng thanh toán lại" in page
        assert "/start/" not in page
        assert response["Refresh"] == "10"
        assert fresh(attempt).state == "open"


def test_who_says_he_has_paid_is_not_believed(visitor, attempt, payment_sandbox):
    payment_sandbox.press(attempt.provider_reference, "decline")
    payment_sandbox.stripe.v1.checkout.sessions.expire(attempt.provider_reference)
    page = back(visitor, attempt, "?paid=1").content.decode()
    assert "Ngân hàng từ chối giao dịch" in page
    assert "Thanh toán lại" in page
    assert fresh(attempt).state == "declined"


def test_turning_back_while_the_provider_is_silent_says_wait(visitor, attempt, payment_sandbox):
    payment_sandbox.fault("error_500", count=3)
    response = back(visitor, attempt, "?cancelled=1")
    page = response.content.decode()
    assert "Đang hỏi cổng thanh toán" in page
    assert "Đã thanh toán" not in page
    assert "/return/?cancelled=1" in page
    assert response["Refresh"] == "10"


def test_not_paid_yet_offers_the_page_again(visitor, attempt):
    response = back(visitor, attempt)
    assert "Chưa thanh toán xong" in response.content.decode()
    assert response["Refresh"] == "10"
    assert fresh(attempt).state == "open"


def test_surplus_is_said(visitor, attempt, payment_sandbox):
    payment_sandbox.fault("amount_changed")
    payment_sandbox.press(attempt.provider_reference, "succeed")
    response = back(visitor, attempt)
    assert "được giữ riêng để hoàn trả" in response.content.decode()
    assert Obligation.objects.get().state == "due"


def test_a_strangers_payment_is_not_found(client, stranger, attempt):
    sign_in(client, stranger)
    for name, key in (
        ("attempt_return", attempt.key),
        ("obligation_detail", attempt.obligation.key),
    ):
        assert client.get(reverse(f"payments:{name}", args=[key])).status_code == 404
    start = reverse("payments:attempt_start", args=[attempt.obligation.key])
    assert client.post(start).status_code == 404
    assert PaymentAttempt.objects.count() == 1


def test_anonymous_signs_in_first(client, attempt):
    response = back(client, attempt)
    assert response.status_code == 302
    assert "next=" in response.url
    assert fresh(attempt).asked_at is None


def test_the_payment_page_shows_lines_and_button(visitor, obligation):
    url = reverse("payments:obligation_detail", args=[obligation.key])
    page = visitor.get(url + "?next=/next/").content.decode()
    assert "Giảm 50% khi nộp trực tuyến" in page
    assert "−100.000 đ" in page
    assert "Thanh toán 100.000 đ" in page
    assert 'value="/next/"' in page


def test_the_way_on_never_leads_out_of_the_portal(visitor, obligation, payment_sandbox):
    start = reverse("payments:attempt_start", args=[obligation.key])
    visitor.post(start, {"next": "https://evil.example/"})
    assert PaymentAttempt.objects.get().next_url == ""
    url = reverse("payments:obligation_detail", args=[obligation.key])
    page = visitor.get(url + "?next=//evil.example/").content.decode()
    assert 'name="next" value=""' in page


def test_a_small_amount_is_paid_at_the_counter(visitor, payer):
    little = make_obligation(payer.citizen, amount_vnd=8_000)
    page = visitor.get(reverse("payments:obligation_detail", args=[little.key])).content.decode()
    assert "Nộp tại quầy một cửa" in page
    assert "/start/" not in page


def test_a_provider_that_does_not_answer_leaves_the_page_with_the_reason(
    visitor, obligation, payment_sandbox
):
    payment_sandbox.fault("error_500", count=3)
    start = reverse("payments:attempt_start", args=[obligation.key])
    response = visitor.post(start, {"next": "/next/"})
    assert response.status_code == 409
    assert "hãy thử lại sau ít phút" in response.content.decode()
    assert 'value="/next/"' in response.content.decode()
