"""The first provincial admin of an installation, whom nobody can invite."""

import re

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from portal.accounts.models import StaffRole, User
from portal.agencies.models import Agency
from tests.world import Person


def test_who_is_appointed_sets_up_a_second_factor_first(
    province: Agency, client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("appoint_admin", "An.Tran@tinh.example", "Trần  Văn An")
    said = re.fullmatch(r"Temporary password: (\S{12})\n", capsys.readouterr().out)
    assert said
    role = StaffRole.objects.get(user__email="an.tran@tinh.example")
    assert (role.role, role.agency, role.user.full_name) == (
        "provincial_admin",
        province,
        "Trần Văn An",
    )
    sign_in = {"login": "an.tran@tinh.example", "password": said[1]}
    signed_in = client.post("/accounts/login/", sign_in)
    assert signed_in.headers["Location"] == "/accounts/2fa/totp/activate/"
    page = client.get("/manage/")
    assert page.headers["Location"] == "/accounts/2fa/totp/activate/?next=/manage/"


def test_who_has_an_account_is_not_appointed(province: Agency, clerk: Person) -> None:
    before = (User.objects.count(), list(StaffRole.objects.values_list("pk", "role", "is_active")))
    with pytest.raises(CommandError, match="đã có tài khoản cán bộ"):
        call_command("appoint_admin", clerk.user.email, "Trần Văn An")
    after = (User.objects.count(), list(StaffRole.objects.values_list("pk", "role", "is_active")))
    assert after == before


def test_without_agencies_it_says_what_comes_first(db: None) -> None:
    with pytest.raises(CommandError, match="import_agencies"):
        call_command("appoint_admin", "an.tran@tinh.example", "Trần Văn An")
    assert not User.objects.exists()
