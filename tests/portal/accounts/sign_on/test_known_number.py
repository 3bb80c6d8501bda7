"""A number that is known here: its password first, or the counter's account is claimed."""

from datetime import date

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.test import Client

from portal.accounts.models import Citizen, NationalIdentity, StaffRole
from portal.accounts.roles import Role
from portal.shared.action_log.models import ActionLogEntry
from tests.at_once import at_once
from tests.portal.accounts.sign_on.provider import HOA, LAN, TRA
from tests.world import PASSWORD, Person

PROVE, CLAIM = "/accounts/national/link/", "/accounts/national/claim/"
FACTS = "/me/profile/national/"


def test_links_after_the_password_and_shows_what_differs(
    client: Client, sign_on, lan: Person
) -> None:
    assert sign_on(client, LAN, next="/services/").url == PROVE
    page = client.get(PROVE).content.decode()
    assert "Số định danh này đã có tài khoản" in page
    for secret in ("lan@motcua.example", "Trần Thị Lan", "0914654321", "0914 654 321"):
        assert secret not in page, "nothing of the account before its password"

    response = client.post(PROVE, {"password": PASSWORD})
    assert response.url == f"{FACTS}?next=%2Fservices%2F"
    page = client.get(response.url).content.decode()
    for words in ("Trần Thị Lan", "Trần Thị Ngọc Lan", "Khác nhau", 'href="/services/"'):
        assert words in page

    citizen = Citizen.objects.select_related("national_identity", "user").get()
    assert citizen.full_name == "Trần Thị Lan", "not overwritten"
    assert citizen.user is not None and citizen.user.full_name == "Trần Thị Lan"
    identity = citizen.national_identity
    assert (identity.full_name, identity.proof) == ("Trần Thị Ngọc Lan", "password")
    assert SocialAccount.objects.get().user_id == lan.user.pk
    entry = ActionLogEntry.objects.get()
    assert (entry.action, entry.detail) == ("link_national", {"proof": "password"})


def test_same_facts_go_straight_on(client: Client, sign_on, tra: Person) -> None:
    sign_on(client, TRA, next="/services/")
    assert client.post(PROVE, {"password": PASSWORD}).url == "/services/"


def test_a_wrong_password_links_nothing(client: Client, sign_on, lan: Person, everything) -> None:
    sign_on(client, LAN)
    before = everything()
    response = client.post(PROVE, {"password": "sai-mat-khau"})
    assert response.context["form"].errors == {"password": ["Mật khẩu không đúng. Hãy nhập lại."]}
    assert everything() == before
    assert "_auth_user_id" not in client.session


def test_tries_count_against_the_account_as_at_sign_in(
    client: Client, sign_on, lan: Person, settings, everything
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key"}
    cache.clear()
    sign_on(client, LAN)
    before = everything()
    for _ in range(5):
        client.post(PROVE, {"password": "sai-mat-khau"})
    response = client.post(PROVE, {"password": PASSWORD})
    assert response.context["form"].errors == {
        "password": ["Bạn đã thử quá nhiều lần. Hãy đợi 5 phút rồi thử lại, hoặc lấy lại mật khẩu."]
    }
    assert everything() == before
    elsewhere = Client().post(
        "/accounts/login/", {"login": "lan@motcua.example", "password": PASSWORD}
    )
    assert elsewhere.status_code == 200, "the same count"


def test_an_account_by_phone_alone_proves_too(client: Client, sign_on, lan: Person) -> None:
    lan.user.emailaddress_set.all().delete()
    lan.user.email = None
    lan.user.save()
    sign_on(client, LAN)
    assert client.post(PROVE, {"password": PASSWORD}).status_code == 302
    assert NationalIdentity.objects.count() == 1


def test_staff_still_show_the_second_factor(client: Client, sign_on, lan: Person, one_stop) -> None:
    StaffRole.objects.create(user=lan.user, role=Role.CLERK, agency=one_stop)
    TOTP.activate(lan.user, generate_totp_secret())
    sign_on(client, LAN, next="/counter/")
    response = client.post(PROVE, {"password": PASSWORD})
    assert response.url == "/accounts/2fa/authenticate/"
    assert "_auth_user_id" not in client.session
    client.post("/accounts/2fa/authenticate/", {"code": "123456"})
    assert client.get("/counter/").status_code == 200

    client.post("/accounts/logout/")
    assert sign_on(client, LAN, next="/counter/").url == "/accounts/2fa/authenticate/"
    assert "_auth_user_id" not in client.session
    assert client.post("/accounts/2fa/authenticate/", {"code": "123456"}).url == "/counter/"


def test_staff_without_a_second_factor_are_led_to_it(
    client: Client, sign_on, tra: Person, one_stop
) -> None:
    StaffRole.objects.create(user=tra.user, role=Role.CLERK, agency=one_stop)
    sign_on(client, TRA)
    client.post(PROVE, {"password": PASSWORD})
    assert client.get("/counter/").url.startswith("/accounts/2fa/totp/activate/")


def test_a_locked_account_stays_locked(client: Client, sign_on, lan: Person, everything) -> None:
    lan.user.is_active = False
    lan.user.save()
    sign_on(client, LAN)
    before = everything()
    assert client.get(PROVE).url == "/accounts/inactive/"
    client.post(PROVE, {"password": PASSWORD})
    assert everything() == before
    assert "_auth_user_id" not in client.session


def test_a_locked_account_that_is_linked_does_not_sign_in(
    client: Client, sign_on, tra: Person
) -> None:
    sign_on(client, TRA)
    client.post(PROVE, {"password": PASSWORD})
    client.logout()
    tra.user.is_active = False
    tra.user.save()
    assert sign_on(client, TRA).url == "/accounts/inactive/"
    assert "_auth_user_id" not in client.session


@pytest.fixture
def from_the_counter(units) -> Citizen:
    """Hòa, whom a clerk typed in; nobody has an account."""
    return Citizen.objects.create(
        identity_number=HOA["identity_number"],
        full_name="Phạm Văn Hoà",
        birth_date=date(1995, 6, 15),
        sex="male",
        phone="0935222333",
    )


def test_claims_what_the_counter_made(client: Client, sign_on, from_the_counter: Citizen) -> None:
    assert sign_on(client, HOA).url == CLAIM
    page = client.get(CLAIM).content.decode()
    assert 'value="hoa@motcua.example"' in page
    response = client.post(CLAIM, {"email": "hoa@motcua.example", "phone": "0935222333"})
    assert response.url == f"{FACTS}", "the name was typed otherwise at the counter: shown"
    from_the_counter.refresh_from_db()
    assert from_the_counter.full_name == "Phạm Văn Hoà"
    user = from_the_counter.user
    assert user is not None and not user.has_usable_password()
    assert from_the_counter.national_identity.proof == "claimed"
    assert SocialAccount.objects.get().user == user
    assert ActionLogEntry.objects.get().action == "claim_by_national"
    assert client.session["_auth_user_id"] == str(user.pk)


def test_another_birth_date_goes_to_the_counter(
    client: Client, sign_on, from_the_counter: Citizen, everything
) -> None:
    Citizen.objects.update(birth_date=date(1995, 6, 16))
    before = everything()
    response = sign_on(client, HOA)
    assert response.status_code == 403
    page = response.content.decode()
    assert "Ngày sinh chưa khớp với hồ sơ đã lập tại quầy" in page
    assert "16/06/1995" not in page
    assert client.post(CLAIM, {"email": "hoa@motcua.example"}).status_code == 400
    assert everything() == before


@pytest.mark.django_db(transaction=True)
def test_two_claims_at_once_make_one_account(sign_on, from_the_counter: Citizen) -> None:
    clients = [Client(), Client()]
    for client in clients:
        sign_on(client, HOA)
    form = {"email": "hoa@motcua.example", "phone": "0935222333"}

    answers = at_once(*[lambda client=client: client.post(CLAIM, form) for client in clients])

    assert {answer.status_code for answer in answers} == {302}
    assert NationalIdentity.objects.count() == SocialAccount.objects.count() == 1
    assert ActionLogEntry.objects.filter(action="claim_by_national").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_proofs_at_once_make_one_link(sign_on, lan: Person) -> None:
    clients = [Client(), Client()]
    for client in clients:
        sign_on(client, LAN)

    answers = at_once(
        *[lambda client=client: client.post(PROVE, {"password": PASSWORD}) for client in clients]
    )

    assert {answer.status_code for answer in answers} == {302}
    assert NationalIdentity.objects.count() == SocialAccount.objects.count() == 1
    assert ActionLogEntry.objects.filter(action="link_national").count() == 1


@pytest.mark.parametrize("assurance", ["1", "", "urn:unknown", "0"])
@pytest.mark.parametrize("known", ["nobody", "lan", "counter"])
def test_the_low_level_may_do_none_of_it(
    client: Client, sign_on, units, request, everything, assurance: str, known: str
) -> None:
    person = {"nobody": HOA, "lan": LAN, "counter": HOA}[known]
    if known != "nobody":
        request.getfixturevalue({"lan": "lan", "counter": "from_the_counter"}[known])
    before = everything()
    response = sign_on(client, person | {"assurance_level": assurance})
    assert response.status_code == 403
    assert "Tài khoản quốc gia của bạn ở mức 1" in response.content.decode()
    assert everything() == before
