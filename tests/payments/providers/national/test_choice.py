"""The payer chooses between the providers."""

import pytest
from django.urls import reverse

from payments.actions.check_attempt import check_attempt
from payments.actions.open_attempt import open_attempt
from payments.actions.reserve_attempt import reserve_attempt
from payments.actions.start_attempt import start_attempt
from payments.actions.stop_online_payment import stop_online_payment
from payments.errors import OnlinePaymentRunning, ProviderSilent
from payments.models import Obligation, PaymentAttempt
from tests.payments.factory import fresh, make_obligation
from tests.world import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor(client, payer):
    return sign_in(client, payer)


def page_of(visitor, obligation):
    url = reverse("payments:obligation_detail", args=[obligation.key])
    return visitor.get(url + "?next=/next/").content.decode()


def press(visitor, obligation, **data):
    url = reverse("payments:attempt_start", args=[obligation.key])
    return visitor.post(url, {"next": "/next/", **data})


def test_both_are_offered_the_first_is_chosen(visitor, obligation, platform):
    page = page_of(visitor, obligation)
    assert page.count('type="radio"') == 2
    assert 'id="provider-stripe" value="stripe" checked>' in page
    assert 'id="provider-national" value="national">' in page
    assert "Thẻ ngân hàng" in page
    assert "Tài khoản ngân hàng, ví điện tử (qua Cổng Dịch vụ công quốc gia)" in page


def test_one_alone_is_not_a_choice(visitor, obligation, platform, settings):
    settings.STRIPE_SECRET_KEY = ""
    page = page_of(visitor, obligation)
    assert "radio" not in page
    assert press(visitor, obligation).url == PaymentAttempt.objects.get().redirect_url
    assert PaymentAttempt.objects.get().provider == "national"


def test_the_chosen_one_is_taken(visitor, obligation, platform, payment_sandbox):
    response = press(visitor, obligation, provider="national")
    attempt = PaymentAttempt.objects.get()
    assert (attempt.provider, response.url) == ("national", attempt.redirect_url)
    assert response.url.startswith(platform.url)


def test_without_a_word_the_first_is_taken(visitor, obligation, platform, payment_sandbox):
    assert press(visitor, obligation).status_code == 302
    assert PaymentAttempt.objects.get().provider == "stripe"


@pytest.mark.parametrize("given", ["", "cash", "paypal", "nationalx", "x" * 5000, "\x00"])
def test_what_is_not_offered_is_said_beside_the_choice(visitor, obligation, platform, given):
    response = press(visitor, obligation, provider=given)
    page = response.content.decode()
    assert response.status_code == 400
    assert page.count("Hãy chọn một cách thanh toán trong danh sách.") == 2
    assert '<a href="#provider-stripe">' in page
    assert 'aria-describedby="provider-error"' in page
    assert "checked" not in page
    assert 'name="next" value="/next/"' in page
    assert PaymentAttempt.objects.count() == 0


def test_one_that_went_away_meanwhile(visitor, obligation, platform, settings):
    settings.NATIONAL_PAYMENT_SECRET = ""
    response = press(visitor, obligation, provider="national")
    assert response.status_code == 400
    assert 'id="provider-stripe"' in response.content.decode()
    assert PaymentAttempt.objects.count() == 0


def test_what_is_too_little_for_cards_goes_through_the_platform(visitor, payer, platform):
    little = make_obligation(payer.citizen, amount_vnd=8_000)
    assert "radio" not in page_of(visitor, little)
    press(visitor, little)
    assert PaymentAttempt.objects.get().provider == "national"


def test_going_on_keeps_the_way_chosen(visitor, obligation, platform, payment_sandbox):
    press(visitor, obligation, provider="national")
    back = reverse("payments:attempt_return", args=[PaymentAttempt.objects.get().key])
    page = visitor.get(back).content.decode()
    assert "Chưa thanh toán xong" in page
    assert 'value="national" checked>' in page


@pytest.mark.parametrize(("first", "second"), [("stripe", "national"), ("national", "stripe")])
def test_another_way_closes_the_first(
    visitor, obligation, platform, payment_sandbox, first, second
):
    press(visitor, obligation, provider=first)
    press(visitor, obligation, provider=second)
    assert [(a.provider, a.state) for a in PaymentAttempt.objects.order_by("pk")] == [
        (first, "cancelled"),
        (second, "open"),
    ]


def test_another_way_after_paying_is_not_a_second_payment(
    visitor, obligation, platform, payment_sandbox
):
    press(visitor, obligation, provider="national")
    platform.press(PaymentAttempt.objects.get().redirect_url, "succeed")
    assert press(visitor, obligation, provider="stripe").url == "/next/"
    assert PaymentAttempt.objects.get().state == "settled"


def test_a_page_that_cannot_be_closed_is_named(visitor, obligation, platform, payment_sandbox):
    press(visitor, obligation, provider="national")
    attempt = PaymentAttempt.objects.get()
    platform.fault("cancel_unknown", count=9)

    response = press(visitor, obligation, provider="stripe")

    page = response.content.decode()
    assert response.status_code == 409
    assert "chưa đóng được" in page
    assert "qua Cổng Dịch vụ công quốc gia" in page
    assert fresh(attempt).state == "open"
    assert PaymentAttempt.objects.count() == 1
    assert press(visitor, obligation, provider="national").url == attempt.redirect_url
    with pytest.raises(OnlinePaymentRunning):
        start_attempt(obligation=obligation, provider="stripe", next_url="")


def test_at_the_counter_no_cash_while_a_page_cannot_be_closed(obligation, platform):
    attempt = start_attempt(obligation=obligation, provider="national", next_url="")
    platform.fault("cancel_unknown", count=9)
    stop_online_payment(subject=obligation.subject)
    assert fresh(attempt).is_live


def test_a_silent_provider_does_not_stand_in_the_way_of_the_other(
    visitor, obligation, platform, payment_sandbox
):
    platform.fault("error_500", count=99)
    assert press(visitor, obligation, provider="national").status_code == 409
    assert PaymentAttempt.objects.get().state == "created"

    response = press(visitor, obligation, provider="stripe")

    first, second = PaymentAttempt.objects.order_by("pk")
    assert (first.state, first.problem) == ("expired", "unanswered")
    assert (second.provider, second.state) == ("stripe", "open")
    assert response.url == second.redirect_url


def test_money_on_the_page_nobody_saw_is_still_taken_in(
    obligation, platform, payment_sandbox, settled_events
):
    platform.fault("crash_after_create", count=2)
    with pytest.raises(ProviderSilent):
        start_attempt(obligation=obligation, provider="national", next_url="")
    platform.fault("error_500", count=1)
    second = start_attempt(obligation=obligation, provider="stripe", next_url="")
    payment_sandbox.press(second.provider_reference, "succeed")
    assert check_attempt(attempt=second).state == "settled"

    first = PaymentAttempt.objects.get(provider="national")
    assert first.state == "expired"
    assert Obligation.objects.get().state == "settled"
    assert len(settled_events) == 1


def test_a_page_somebody_has_seen_is_not_given_up_in_silence(
    visitor, obligation, platform, payment_sandbox
):
    press(visitor, obligation, provider="national")
    platform.fault("error_500", count=99)
    response = press(visitor, obligation, provider="stripe")
    assert response.status_code == 409
    assert "đang không trả lời" in response.content.decode()
    attempt = PaymentAttempt.objects.get()
    assert (attempt.provider, attempt.state) == ("national", "open")


def test_a_page_that_came_too_late_is_not_shown(visitor, obligation, platform, payment_sandbox):
    """Two tabs: this one waits for the platform while the other takes another way."""
    waiting = reserve_attempt(obligation=obligation, provider="national", next_url="")
    platform.fault("error_500")
    press(visitor, obligation, provider="stripe")

    late = open_attempt(attempt=waiting)

    assert (late.state, late.redirect_url) == ("expired", "")
    assert PaymentAttempt.objects.get(provider="stripe").state == "open"
