"""Somebody who is signed in here: linking, what the profile says, taking it off, no password."""

from datetime import date

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from portal.accounts.actions.link_national import link_national
from portal.accounts.actions.unlink_national import unlink_national
from portal.accounts.models import Citizen, NationalIdentity
from portal.accounts.sign_on.problems import SignOnRefused
from portal.shared.action_log.models import ActionLogEntry
from portal.shared.errors import NotAllowed
from tests.at_once import at_once
from tests.portal.accounts.sign_on.conftest import facts_of
from tests.portal.accounts.sign_on.provider import HOA, LAN, TRA
from tests.world import PASSWORD, Person

PROFILE, FACTS = "/me/profile/", "/me/profile/national/"
UNLINK = "/me/profile/national/unlink/"
REGISTER = "/accounts/national/register/"


def test_links_from_the_profile(client_as, sign_on, tra: Person) -> None:
    client = client_as(tra)
    assert "Liên kết với Cổng Dịch vụ công quốc gia" in client.get(PROFILE).content.decode()
    response = sign_on(client, TRA, next=FACTS)
    assert response.url == FACTS
    identity = NationalIdentity.objects.get()
    assert (identity.citizen_id, identity.proof) == (tra.citizen.pk, "signed_in")
    assert SocialAccount.objects.get().user_id == tra.user.pk
    assert ActionLogEntry.objects.get().action == "link_national"

    page = client.get(PROFILE).content.decode()
    assert page.count("Cổng quốc gia xác thực ngày") == 3
    assert "Liên kết với Cổng" not in page
    assert client.session["_auth_user_id"] == str(tra.user.pk), "the same session goes on"


def test_a_value_that_differs_is_shown_beside_ours(client_as, sign_on, lan: Person) -> None:
    client = client_as(lan)
    sign_on(client, LAN)
    page = client.get(PROFILE).content.decode()
    assert page.count("Cổng quốc gia xác thực ngày") == 2
    assert "Trên cổng quốc gia: Trần Thị Ngọc Lan" in page
    assert Citizen.objects.get().full_name == "Trần Thị Lan"


def test_a_mismatch_is_refused_with_both_numbers_masked(
    client_as, sign_on, tra: Person, everything
) -> None:
    client = client_as(tra)
    before = everything()
    response = sign_on(client, LAN)
    assert response.status_code == 403
    page = response.content.decode()
    assert "049***747" in page
    assert "049***345" in page
    for secret in ("049190004747", "049185012345", "Ngọc Lan"):
        assert secret not in page
    assert everything() == before
    assert client.session["_auth_user_id"] == str(tra.user.pk)


def test_a_national_account_of_somebody_else_is_refused(
    client_as, sign_on, tra: Person, lan: Person, everything
) -> None:
    sign_on(client_as(lan), LAN)
    client = client_as(tra)
    before = everything()
    response = sign_on(client, LAN)
    assert response.status_code == 403
    assert "đã liên kết với người khác" in response.content.decode()
    assert everything() == before


def test_another_national_account_of_the_same_number_is_refused(
    client_as, client: Client, sign_on, tra: Person, everything
) -> None:
    sign_on(client_as(tra), TRA)
    signed_in = client_as(tra)
    before = everything()
    for who in (signed_in, client):
        response = sign_on(who, TRA | {"sub": "another"})
        assert response.status_code == 403
        assert "một tài khoản quốc gia khác" in response.content.decode()
    assert everything() == before


def test_the_low_level_does_not_link(client_as, sign_on, tra: Person, everything) -> None:
    client = client_as(tra)
    before = everything()
    response = sign_on(client, TRA | {"assurance_level": "1"})
    assert response.status_code == 403
    assert everything() == before


def test_staff_without_a_citizen_do_not_link(client_as, sign_on, officer: Person) -> None:
    response = sign_on(client_as(officer), HOA)
    assert response.status_code == 403
    assert "không phải của công dân" in response.content.decode()
    assert not NationalIdentity.objects.exists()


def test_signing_on_again_refreshes_what_was_said(
    client: Client, client_as, sign_on, tra: Person
) -> None:
    sign_on(client_as(tra), TRA)
    before = NationalIdentity.objects.get()
    assert sign_on(client, TRA | {"name": "Nguyễn Thị Thanh Trà"}, next="/me/").url == "/me/"
    after = NationalIdentity.objects.get()
    assert after.full_name == "Nguyễn Thị Thanh Trà"
    assert after.said_at > before.said_at
    assert after.linked_at == before.linked_at
    assert Citizen.objects.get().full_name == "Nguyễn Thị Trà"
    assert client.session["_auth_user_id"] == str(tra.user.pk)


def test_another_number_than_the_linked_citizens_is_refused_and_logged(
    client: Client, client_as, sign_on, tra: Person, everything, caplog
) -> None:
    sign_on(client_as(tra), TRA)
    before = everything()
    response = sign_on(client, TRA | {"identity_number": "049190009999"})
    assert response.status_code == 403
    assert "đã khác" in response.content.decode()
    assert "_auth_user_id" not in client.session
    after = everything()
    assert after[:-1] == before[:-1], "nothing but the log"
    entry = ActionLogEntry.objects.latest("pk")
    assert (entry.action, entry.subject) == (
        "refuse_national_sign_on", f"citizen:{tra.citizen.pk}",
    )  # fmt: skip
    assert "has another number now" in caplog.text
    assert "049190009999" not in caplog.text


def test_unlinking_asks_for_the_password(client_as, sign_on, tra: Person, everything) -> None:
    client = client_as(tra)
    sign_on(client, TRA)
    before = everything()
    response = client.post(UNLINK, {"password": "sai"})
    assert response.context["form"].errors == {"password": ["Mật khẩu không đúng. Hãy nhập lại."]}
    assert everything() == before

    assert client.post(UNLINK, {"password": PASSWORD}).url == PROFILE
    assert not NationalIdentity.objects.exists()
    assert not SocialAccount.objects.exists()
    assert ActionLogEntry.objects.latest("pk").action == "unlink_national"


def test_the_only_way_in_stays(client: Client, sign_on, units, everything) -> None:
    sign_on(client, HOA)
    client.post(REGISTER, {"commune": "20974", "email": "hoa@motcua.example"})
    before = everything()
    assert client.get(UNLINK).url == FACTS
    page = client.get(FACTS).content.decode()
    assert "Tài khoản chưa có mật khẩu" in page
    assert UNLINK not in page
    client.post(UNLINK, {"password": ""})
    assert everything() == before
    citizen = Citizen.objects.get()
    with pytest.raises(NotAllowed):
        unlink_national(actor=Person(citizen.user, citizen).actor)
    assert everything() == before


def test_a_first_password_opens_the_second_way_in(client: Client, sign_on, units) -> None:
    sign_on(client, HOA)
    client.post(REGISTER, {"commune": "20974", "email": "hoa@motcua.example"})
    assert "Đặt mật khẩu" in client.get(PROFILE).content.decode()
    form = {"password1": "mat-khau-moi-2", "password2": "mat-khau-moi-2"}
    assert client.post("/accounts/password/set/", form).url == PROFILE
    other = Client()
    other.post("/accounts/login/", {"login": "hoa@motcua.example", "password": "mat-khau-moi-2"})
    assert other.post(UNLINK, {"password": "mat-khau-moi-2"}).url == PROFILE
    assert not NationalIdentity.objects.exists()


def test_what_matters_asks_for_a_fresh_sign_on_where_there_is_no_password(
    client: Client, sign_on, units, everything
) -> None:
    sign_on(client, HOA)
    client.post(REGISTER, {"commune": "20974", "email": "hoa@motcua.example"})
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 301
    session.save()
    before = everything()
    contact = {"email": "khac@motcua.example", "phone": ""}
    for page, form in (
        ("/me/profile/contact/", contact),
        ("/accounts/password/set/", {"password1": "mat-khau-moi-2", "password2": "mat-khau-moi-2"}),
    ):
        asked = client.post(page, form).content.decode()
        assert "Xác nhận lại bằng cổng quốc gia" in asked
        assert f'name="next" value="{page}"' in asked
    assert everything() == before

    assert sign_on(client, HOA, next="/me/profile/contact/").url == "/me/profile/contact/"
    assert client.post("/me/profile/contact/", contact).url == PROFILE
    assert Citizen.objects.get().email == "khac@motcua.example"


def test_the_action_itself_refuses_another_number(tra: Person, everything) -> None:
    before = everything()
    for facts in (facts_of(LAN), facts_of(TRA | {"assurance_level": "1"})):
        with pytest.raises(SignOnRefused):
            link_national(actor=tra.actor, facts=facts, proof=NationalIdentity.Proof.SIGNED_IN)
    assert everything() == before


@pytest.mark.django_db(transaction=True)
def test_two_links_at_once_are_one(sign_on, client_as, tra: Person) -> None:
    def link() -> None:
        link_national(actor=tra.actor, facts=facts_of(TRA), proof=NationalIdentity.Proof.SIGNED_IN)

    results = at_once(link, link)

    assert sorted(type(result).__name__ for result in results) == ["NoneType", "SignOnRefused"]
    assert NationalIdentity.objects.count() == SocialAccount.objects.count() == 1


def test_a_birth_date_that_differs_is_kept_as_said(client_as, sign_on, tra: Person) -> None:
    client = client_as(tra)
    sign_on(client, TRA | {"birthdate": "1990-03-23"})
    assert NationalIdentity.objects.get().birth_date == date(1990, 3, 23)
    assert Citizen.objects.get().birth_date == date(1990, 3, 22)
    assert "Trên cổng quốc gia: 23/03/1990" in client.get(PROFILE).content.decode()
