"""The people that the demo starts with, and the operator's way to help someone in."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from portal.accounts.actions.make_demo_people import make_demo_people
from portal.accounts.actor import SYSTEM
from portal.accounts.demo_people import CITIZENS, STAFF
from portal.accounts.models import Citizen, StaffRole, User
from portal.agencies.actions.import_agencies import import_agencies
from portal.agencies.seed import AGENCIES_FILE, UNITS_FILE
from portal.shared.identity import personal_number


@pytest.fixture
def demo(db: None) -> None:
    import_agencies(actor=SYSTEM, units_file=UNITS_FILE, agencies_file=AGENCIES_FILE)
    make_demo_people(actor=SYSTEM)


def test_everyone_is_there_once(demo: None) -> None:
    make_demo_people(actor=SYSTEM)
    assert User.objects.count() == len(CITIZENS) + len(STAFF) == 11
    assert Citizen.objects.count() == 2
    roles = {r.user.email: (r.role, r.agency.name) for r in StaffRole.objects.all()}
    assert roles["clerk@motcua.example"] == (
        "clerk",
        "Trung tâm Phục vụ hành chính công tỉnh Quảng Nam",
    )
    assert roles["leader@motcua.example"] == ("leader", "Sở Tư pháp")
    assert roles["officer.tamtien@motcua.example"] == ("officer", "Ủy ban nhân dân xã Tam Tiến")


@pytest.mark.parametrize("demo_citizen", CITIZENS)
def test_their_numbers_are_sound(demo_citizen) -> None:
    number = personal_number.parse(demo_citizen.identity_number)
    year = demo_citizen.birth_date.year
    assert personal_number.mismatch(number, sex=demo_citizen.sex, birth_year=year) == ""
    assert number.warning == ""


def test_staff_sign_in_with_password_and_demo_code(demo: None, client: Client) -> None:
    sign_in = {"login": "leader@motcua.example", "password": "motcua-demo"}
    assert client.post("/accounts/login/", sign_in).url == "/accounts/2fa/authenticate/"
    assert client.post("/accounts/2fa/authenticate/", {"code": "123456"}).url == "/desk/"


def test_operator_helps_someone_in(demo: None, client: Client, capsys) -> None:
    call_command("reset_access", "0905123456", "--password")
    temporary = capsys.readouterr().out.split()[-1]
    sign_in = {"login": "tra@motcua.example", "password": temporary}
    assert client.post("/accounts/login/", sign_in).url == "/me/"


def test_operator_removes_a_lost_second_factor(demo: None, client: Client) -> None:
    call_command("reset_access", "clerk@motcua.example", "--second-factor")
    sign_in = {"login": "clerk@motcua.example", "password": "motcua-demo"}
    assert client.post("/accounts/login/", sign_in).url == "/accounts/2fa/totp/activate/"


def test_operator_must_say_whose_and_what(demo: None) -> None:
    with pytest.raises(CommandError, match=r"No account signs in with x@y\.vn"):
        call_command("reset_access", "x@y.vn", "--password")
    with pytest.raises(CommandError, match="Say what to reset"):
        call_command("reset_access", "tra@motcua.example")
