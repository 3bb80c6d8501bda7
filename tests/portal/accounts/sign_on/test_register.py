"""A number that is new here: the national facts, a page for the rest, no password."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from portal.accounts.models import Citizen, NationalIdentity, User
from portal.shared.action_log.models import ActionLogEntry
from tests.at_once import at_once
from tests.portal.accounts.sign_on.conftest import START
from tests.portal.accounts.sign_on.provider import HOA
from tests.world import Person

PAGE = "/accounts/national/register/"
REST = {
    "commune": "20974",
    "address_line": "Thôn Hà Quang",
    "email": "hoa@motcua.example",
    "phone": "0935 222 333",
}


def test_registers_in_one_page_and_goes_where_the_person_was_going(
    client: Client, sign_on, units
) -> None:
    response = sign_on(client, HOA, next="/services/?q=ly+lich")
    assert (response.status_code, response.url) == (302, PAGE)
    page = client.get(PAGE).content.decode()
    for words in ("049095001234", "Phạm Văn Hòa", "15/06/1995", "Nam"):
        assert words in page
    assert 'name="full_name"' not in page
    assert 'value="hoa@motcua.example"' in page
    assert not Citizen.objects.exists()

    # what cannot be typed is not taken from the form either
    response = client.post(PAGE, REST | {"full_name": "Ai Đó", "identity_number": "049190004747"})
    assert (response.status_code, response.url) == (302, "/services/?q=ly+lich")

    citizen = Citizen.objects.select_related("user", "national_identity").get()
    assert (citizen.identity_number, citizen.full_name) == ("049095001234", "Phạm Văn Hòa")
    assert (str(citizen.birth_date), citizen.sex) == ("1995-06-15", "male")
    assert (citizen.email, citizen.phone) == ("hoa@motcua.example", "0935222333")
    assert citizen.commune is not None and citizen.commune.code == "20974"
    user = citizen.user
    assert user is not None and not user.has_usable_password()
    identity = citizen.national_identity
    assert (identity.subject, identity.proof, identity.assurance) == (
        "quoc-gia-hoa", "registered", 2,
    )  # fmt: skip
    account = SocialAccount.objects.get()
    assert (account.user, account.provider, account.uid) == (user, "national", "quoc-gia-hoa")
    assert account.extra_data == {}, "facts about people are kept in one place"
    assert [entry.action for entry in ActionLogEntry.objects.all()] == ["register_by_national"]
    assert client.session["_auth_user_id"] == str(user.pk)
    assert client.get("/me/").status_code == 200


def test_lands_on_me_when_the_person_was_going_nowhere(client: Client, sign_on, units) -> None:
    sign_on(client, HOA)
    assert client.post(PAGE, REST).url == "/me/"


def test_never_goes_to_another_site(client: Client, sign_on, units) -> None:
    sign_on(client, HOA, next="https://evil.example/")
    assert client.post(PAGE, REST).url == "/me/"


def test_signs_in_the_next_time_without_a_page(client: Client, sign_on, units) -> None:
    sign_on(client, HOA)
    client.post(PAGE, REST)
    client.logout()
    response = sign_on(client, HOA, next="/me/profile/")
    assert response.url == "/me/profile/"
    assert User.objects.count() == 1


def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    client: Client, sign_on, units, everything
) -> None:
    sign_on(client, HOA)
    before = everything()
    response = client.post(PAGE, {"commune": "", "address_line": "Thôn 5", "email": "x@"})
    assert response.context["form"].errors == {
        "commune": ["Chọn xã, phường hoặc thị trấn nơi bạn ở."],
        "email": ["Thư điện tử chưa đúng. Nhập theo dạng ten@vidu.vn."],
    }
    page = response.content.decode()
    assert 'value="Thôn 5"' in page
    response = client.post(PAGE, {"commune": "20974"})
    assert list(response.context["form"].errors) == ["email"]
    assert everything() == before


def test_an_email_of_somebody_else_is_refused_beside_its_field(
    client: Client, sign_on, tra: Person, everything
) -> None:
    sign_on(client, HOA)
    before = everything()
    response = client.post(PAGE, REST | {"email": "tra@motcua.example"})
    assert list(response.context["form"].errors) == ["email"]
    assert everything() == before
    assert client.post(PAGE, REST).status_code == 302, "and it can be mended"


def test_the_page_needs_a_sign_on_that_is_not_too_old(
    client: Client, sign_on, units, everything, time_machine_of_session
) -> None:
    before = everything()
    assert client.get(PAGE).status_code == 400
    sign_on(client, HOA)
    time_machine_of_session(client, minutes=16)
    response = client.post(PAGE, REST)
    assert response.status_code == 400
    assert "Lần đăng nhập này không còn hiệu lực" in response.content.decode()
    assert everything() == before


@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_once_make_one_account(provider, sign_on, units) -> None:
    clients = [Client(), Client()]
    for client in clients:
        sign_on(client, HOA)

    answers = at_once(*[lambda client=client: client.post(PAGE, REST) for client in clients])

    assert [answer.url for answer in answers] == ["/me/", "/me/"]
    assert Citizen.objects.count() == User.objects.count() == 1
    assert NationalIdentity.objects.count() == SocialAccount.objects.count() == 1
    assert {client.session["_auth_user_id"] for client in clients} == {str(User.objects.get().pk)}


@pytest.mark.django_db(transaction=True)
def test_the_number_registered_with_a_password_meanwhile_leads_to_its_proof(
    provider, sign_on, units, tra: Person
) -> None:
    client = Client()
    sign_on(client, HOA)
    Citizen.objects.filter(pk=tra.citizen.pk).update(
        identity_number=HOA["identity_number"], birth_date=HOA["birthdate"]
    )
    response = client.post(PAGE, REST)
    assert response.url == "/accounts/national/link/"
    assert not NationalIdentity.objects.exists()


def test_start_is_a_post_and_a_bookmark_leads_to_sign_in(client: Client, provider, db) -> None:
    response = client.get(START, {"next": "/me/profile/"})
    assert response.url == "/accounts/login/?next=%2Fme%2Fprofile%2F"
    assert provider.asked == []
    csrf_checked = Client(enforce_csrf_checks=True)
    assert csrf_checked.post(START).status_code == 403


def test_not_offered_without_an_issuer(client: Client, db, settings) -> None:
    settings.NATIONAL_SIGN_ON_URL = ""
    for page in ("/accounts/login/", "/accounts/signup/"):
        assert "Cổng Dịch vụ công quốc gia" not in client.get(page).content.decode()
    assert client.post(START).status_code == 404
    assert client.get(f"{START}callback/").status_code == 404


def test_offered_with_the_way_on(client: Client, provider, db) -> None:
    page = client.get("/accounts/login/?next=/me/profile/").content.decode()
    assert "Đăng nhập bằng Cổng Dịch vụ công quốc gia" in page
    assert page.count('name="next" value="/me/profile/"') == 2
