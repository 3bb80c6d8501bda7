"""Who may enter an area, what it costs, and where the others are sent."""

import pytest
from django.test import Client

from portal.accounts.models import StaffRole
from portal.accounts.roles import Role
from portal.agencies.models import Agency
from tests import world
from tests.world import Person

CITIZEN_PAGE = "/me/profile/"
AREAS = {
    "/manage/": {"admin"},
    "/manage/agencies/": {"admin"},
    "/reports/log/": {"admin", "auditor"},
    CITIZEN_PAGE: {"tra", "lan"},
    "/me/profile/address/": {"tra", "lan"},
    "/me/profile/contact/": {"tra", "lan"},
}
EVERYONE = ["tra", "lan", "clerk", "officer", "leader", "admin", "auditor", "clerk_tamtien"]


@pytest.mark.parametrize("page", AREAS)
@pytest.mark.parametrize("who", EVERYONE)
def test_each_area_admits_its_roles_only(
    request: pytest.FixtureRequest, client_as, page: str, who: str
) -> None:
    response = client_as(request.getfixturevalue(who)).get(page)
    assert response.status_code == (200 if who in AREAS[page] else 403)


@pytest.mark.parametrize("page", AREAS)
def test_anonymous_people_sign_in_and_come_back(client: Client, db: None, page: str) -> None:
    response = client.get(f"{page}?q=1")
    assert response.status_code == 302
    assert response.url == f"/accounts/login/?next={page}%3Fq%3D1"


def test_lost_session_on_a_post_goes_back_to_the_form(client: Client, db: None) -> None:
    url = "/me/profile/verification/"
    response = client.post(url, headers={"Referer": "http://testserver/me/profile/?a=1"})
    assert response.url == "/accounts/login/?next=/me/profile/%3Fa%3D1"
    response = client.post(url, headers={"Referer": "https://evil.example/me/"})
    assert response.url == "/accounts/login/?next=/"


def test_background_saving_is_told_401(client: Client, db: None) -> None:
    response = client.post("/me/profile/address/", headers={"X-Autosave": "1"})
    assert response.status_code == 401
    assert response.content.decode() == "Phiên làm việc đã hết. Hãy đăng nhập lại."


def test_a_dismissed_role_opens_nothing(client_as, admin: Person) -> None:
    StaffRole.objects.update(is_active=False)
    assert client_as(admin).get("/manage/").status_code == 403


def test_the_actor_is_the_one_of_the_area(client_as, tra: Person, province: Agency) -> None:
    """A citizen who also works for the state acts as the one the area is for."""
    StaffRole.objects.create(user=tra.user, role=Role.PROVINCIAL_ADMIN, agency=province)
    client = client_as(tra)
    assert client.get("/manage/").wsgi_request.actor.role == Role.PROVINCIAL_ADMIN
    request = client.get(CITIZEN_PAGE).wsgi_request
    assert request.actor.citizen_id == tra.citizen.pk
    assert [actor.role for actor in request.actors] == [Role.CITIZEN, Role.PROVINCIAL_ADMIN]


def test_a_password_alone_gives_no_staff_actor(client: Client, tra: Person, province) -> None:
    StaffRole.objects.create(user=tra.user, role=Role.PROVINCIAL_ADMIN, agency=province)
    client.force_login(tra.user)
    request = client.get(CITIZEN_PAGE).wsgi_request
    assert [actor.role for actor in request.actors] == [Role.CITIZEN]


def test_someone_else_in_the_same_session_has_no_second_factor(
    client_as, tra: Person, admin: Person
) -> None:
    """The mark of the second factor belongs to the person who gave it."""
    client = client_as(tra)
    session = client.session
    session["_auth_user_id"] = str(admin.user.pk)
    session["_auth_user_hash"] = admin.user.get_session_auth_hash()
    session.save()
    assert client.get("/manage/").status_code == 302


def test_what_knowing_the_person_costs(
    client_as, tra: Person, admin: Person, django_assert_num_queries
) -> None:
    """Session, then the person with the citizen; the roles of staff are one query more."""
    citizen, staff = client_as(tra), client_as(admin)
    with django_assert_num_queries(2):
        assert citizen.get("/manage/").status_code == 403
    with django_assert_num_queries(3):
        assert staff.get(CITIZEN_PAGE).status_code == 403


def test_a_public_page_asks_nothing(client: Client, db: None, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert client.get("/accounts/password/reset/done/").status_code == 200


def test_two_staff_roles_choose_by_area(client_as, one_stop: Agency, justice: Agency) -> None:
    person = world.make_staff(Role.AUDITOR, justice, email="two@motcua.example")
    StaffRole.objects.create(user=person.user, role=Role.PROVINCIAL_ADMIN, agency=one_stop)
    client = client_as(person)
    assert client.get("/manage/").wsgi_request.actor.agency == one_stop
    assert client.get("/reports/log/").wsgi_request.actor.agency == justice
