"""An account made at the counter is claimed with the code on the slip, and with nothing else."""

from datetime import date, timedelta

import pytest
import time_machine
from django.http import Http404
from django.test import Client

from portal.accounts.actions.make_claim_code import make_claim_code
from portal.accounts.claim_code import ALPHABET, LENGTH, VALID_FOR, code_of, is_code_of
from portal.accounts.conflicts import taken
from portal.accounts.models import AccountClaim, Citizen, User
from portal.accounts.web.claim import CODES
from portal.shared import clock
from portal.shared.action_log.models import ActionLogEntry
from portal.shared.errors import NotAllowed, StalePage
from tests.at_once import at_once
from tests.world import Person

CLAIM = "/accounts/claim/"
NUMBER = "049195001234"
WRONG = (
    "Số định danh hoặc mã chưa đúng, hoặc mã không còn hiệu lực. Hãy so lại với phiếu nhận ở quầy; "
    "nếu vẫn không được, hãy mang căn cước công dân đến Bộ phận một cửa để nhận mã mới."
)


@pytest.fixture
def hoa(units: None) -> Citizen:
    """Hoa, whom a clerk typed in; nobody has an account."""
    return Citizen.objects.create(
        identity_number=NUMBER, full_name="Phạm Thị Hoa", birth_date=date(1995, 6, 15),
        sex="female", phone="0935222333",
    )  # fmt: skip


@pytest.fixture
def claim(hoa: Citizen, clerk: Person) -> AccountClaim:
    return make_claim_code(actor=clerk.actor, citizen_id=hoa.pk)


def typed(code: str, **changes: str) -> dict[str, str]:
    return {
        "identity_number": NUMBER, "code": code, "email": "Hoa@Motcua.example", "phone": "",
        "password1": "mat-khau-tot-1", "password2": "mat-khau-tot-1",
    } | changes  # fmt: skip


def refused(client: Client, code: str, **changes: str) -> dict[str, list[str]]:
    response = client.post(CLAIM, typed(code, **changes))
    assert response.status_code == 422
    assert "_auth_user_id" not in client.session
    return dict(response.context["form"].errors)


def test_the_code_opens_the_account_and_its_dossiers(
    client: Client, claim: AccountClaim, hoa: Citizen
) -> None:
    as_typed = code_of(claim).lower().replace("-", " ")
    response = client.post(CLAIM, typed(as_typed, identity_number="049 195 001 234"))

    assert (response.status_code, response.url) == (302, "/me/")
    hoa.refresh_from_db()
    assert hoa.user is not None and hoa.user.check_password("mat-khau-tot-1")
    assert (hoa.user.email, hoa.email) == ("hoa@motcua.example", "hoa@motcua.example")
    assert client.session["_auth_user_id"] == str(hoa.user_id)
    assert AccountClaim.objects.get().used_at is not None
    assert list(ActionLogEntry.objects.order_by("pk").values_list("action", flat=True)) == [
        "make_claim_code",
        "claim_at_counter",
    ]
    assert refused(Client(), code_of(claim), email="mo@motcua.example") == {"code": [WRONG]}


def test_number_and_code_get_the_same_answer(
    client: Client, claim: AccountClaim, tra: Person
) -> None:
    code = code_of(claim)
    has_account = tra.citizen.identity_number
    answers = [
        client.post(CLAIM, typed("22222222")),
        client.post(CLAIM, typed(code, identity_number="049195009999")),
        client.post(CLAIM, typed(code, identity_number=has_account)),
    ]
    assert {answer.status_code for answer in answers} == {422}
    assert all(dict(answer.context["form"].errors) == {"code": [WRONG]} for answer in answers)
    assert User.objects.filter(email="hoa@motcua.example").count() == 0


def test_a_stranger_who_knows_the_number_cannot_burn_the_code(
    claim: AccountClaim, hoa: Citizen
) -> None:
    """He uses up what one address may try, and another; the owner gets in from a third."""
    code, owner = code_of(claim), Client(REMOTE_ADDR="203.0.113.9")
    for address in ("198.51.100.1", "198.51.100.2"):
        stranger = Client(REMOTE_ADDR=address)
        for _try in range(CODES.times):
            assert refused(stranger, "ABCDEFGH") == {"code": [WRONG]}
        assert stranger.post(CLAIM, typed(code)).status_code == 429, "the right one is too late"
    hoa.refresh_from_db()
    assert hoa.user_id is None

    assert owner.post(CLAIM, typed(code)).status_code == 302
    hoa.refresh_from_db()
    assert hoa.user is not None and hoa.user.email == "hoa@motcua.example"


def test_guessing_is_hopeless() -> None:
    """What one address may try while a code is good, of all codes there are."""
    codes = len(ALPHABET) ** LENGTH
    tries = CODES.times * (VALID_FOR // timedelta(seconds=CODES.seconds))
    assert (codes, tries) == (2**40, 21_600)
    assert codes // tries == 50_903_316


def test_the_code_dies_after_ninety_days(client: Client, claim: AccountClaim) -> None:
    with time_machine.travel(claim.made_at + timedelta(days=90), tick=False):
        assert refused(client, code_of(claim)) == {"code": [WRONG]}
    with time_machine.travel(claim.made_at + timedelta(days=90, seconds=-1), tick=False):
        assert client.post(CLAIM, typed(code_of(claim))).status_code == 302


def test_a_new_code_ends_the_one_of_before(
    client: Client, claim: AccountClaim, hoa: Citizen, clerk: Person
) -> None:
    newer = make_claim_code(actor=clerk.actor, citizen_id=hoa.pk)
    assert refused(client, code_of(claim)) == {"code": [WRONG]}
    assert client.post(CLAIM, typed(code_of(newer))).status_code == 302


def test_what_is_mended_in_the_form_leaves_the_code_good(
    client: Client, claim: AccountClaim, tra: Person
) -> None:
    code = code_of(claim)
    assert refused(client, code, password1="123", password2="123").keys() == {"password1"}
    assert refused(client, code, email="").keys() == {"email"}
    assert refused(client, code, email=str(tra.user.email)) == {"email": [taken("email")]}
    claim.refresh_from_db()
    assert claim.used_at is None
    assert client.post(CLAIM, typed(code)).status_code == 302


def test_only_clerks_make_codes_and_only_for_people_without_an_account(
    hoa: Citizen, tra: Person, clerk: Person, officer: Person
) -> None:
    for who in (tra.actor, officer.actor):
        with pytest.raises(NotAllowed):
            make_claim_code(actor=who, citizen_id=hoa.pk)
    with pytest.raises(StalePage):
        make_claim_code(actor=clerk.actor, citizen_id=tra.citizen.pk)
    with pytest.raises(Http404):
        make_claim_code(actor=clerk.actor, citizen_id=0)
    assert not AccountClaim.objects.exists()
    assert not ActionLogEntry.objects.exists()


def test_the_code_is_not_in_the_database_and_outlives_a_new_secret(
    claim: AccountClaim, settings
) -> None:
    code = code_of(claim)
    assert len(code) == 9 and set(code.replace("-", "")) <= set(ALPHABET)
    row = str(AccountClaim.objects.values().get())
    assert code not in row and code.replace("-", "") not in row
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another-secret"
    assert code_of(claim) != code
    assert is_code_of(claim, code)


def test_registering_with_a_number_of_the_counter_points_here(client: Client, hoa: Citizen) -> None:
    response = client.post(
        "/accounts/signup/",
        {
            "identity_number": NUMBER, "full_name": "Phạm Thị Hoa", "birth_date": "15/06/1995",
            "sex": "female", "commune": "20974", "email": "hoa@motcua.example",
            "password1": "mat-khau-tot-1", "password2": "mat-khau-tot-1",
        },
    )  # fmt: skip
    page = response.content.decode()
    assert f'href="{CLAIM}"' in page and "nhận tài khoản bằng mã trên phiếu" in page
    assert Citizen.objects.get().user_id is None


def test_many_tries_from_one_address_are_stopped(client: Client, claim: AccountClaim) -> None:
    for number in range(20):
        client.post(CLAIM, typed("22222222", identity_number=f"0491950{number:05d}"))
    assert client.post(CLAIM, typed(code_of(claim))).status_code == 429
    assert AccountClaim.objects.get().used_at is None


@pytest.mark.django_db(transaction=True)
def test_the_code_used_twice_at_once_makes_one_account(claim: AccountClaim) -> None:
    forms = [typed(code_of(claim), email=f"hoa{number}@motcua.example") for number in (1, 2)]
    answers = at_once(*[lambda form=form: Client().post(CLAIM, form) for form in forms])
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    assert User.objects.filter(email__startswith="hoa").count() == 1
    assert AccountClaim.objects.get().used_at <= clock.now()
