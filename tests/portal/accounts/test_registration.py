"""Registration: once per person, with words that say how to mend what is wrong."""

from datetime import date
from threading import Barrier, Thread

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django.test import Client

from portal.accounts.actions.register_citizen import register_citizen
from portal.accounts.models import AccountLetter, Citizen, User
from portal.shared.action_log.models import ActionLogEntry
from portal.shared.errors import InvalidInput
from tests.world import Person

BIRTH_DATE = date(1990, 10, 5)
SIGNUP = "/accounts/signup/"
GOOD = {
    "identity_number": "049190012345",
    "full_name": "Lê Thị  Mơ",
    "birth_date": "05/10/1990",
    "sex": "female",
    "commune": "20974",
    "address_line": "Thôn Hà Quang",
    "email": "Mo@Motcua.example",
    "phone": "+84 912 345 678",
    "password1": "mat-khau-tot-1",
    "password2": "mat-khau-tot-1",
}
NUMBER_TAKEN = (
    "Số này đã có tài khoản. Nếu đây là số của bạn, hãy đăng nhập hoặc lấy lại mật khẩu. Nếu bạn "
    "đã nộp hồ sơ tại quầy, hãy nhận tài khoản bằng mã trên phiếu. Nếu bạn chưa từng đăng ký, hãy "
    "mang căn cước công dân đến Bộ phận một cửa gần nhất để được giúp."
)


@pytest.fixture(autouse=True)
def places(units: None) -> None:
    """Every test here needs the places of the province."""


def errors_of(client: Client, **changes: str) -> dict[str, list[str]]:
    response = client.post(SIGNUP, GOOD | changes)
    assert response.status_code == 200
    return dict(response.context["form"].errors)


def test_registers_signs_in_and_greets(client: Client) -> None:
    response = client.post(SIGNUP, GOOD)

    assert (response.status_code, response.url) == (302, "/me/")
    citizen = Citizen.objects.select_related("user", "commune__parent").get()
    assert citizen.identity_number == "049190012345"
    assert citizen.full_name == citizen.user.full_name == "Lê Thị Mơ"
    assert citizen.birth_date.isoformat() == "1990-10-05"
    assert citizen.sex == "female"
    assert citizen.address == "Thôn Hà Quang, Xã Tam Tiến, Huyện Núi Thành"
    assert (citizen.email, citizen.phone) == ("mo@motcua.example", "0912345678")
    assert (citizen.user.email, citizen.user.phone) == ("mo@motcua.example", "0912345678")
    assert client.session["_auth_user_id"] == str(citizen.user_id)
    entry = ActionLogEntry.objects.get()
    assert (entry.action, entry.subject) == ("register_citizen", f"citizen:{citizen.pk}")


def test_verification_mail_leaves_in_a_job(client: Client, run_jobs) -> None:
    client.post(SIGNUP, GOOD)
    assert mail.outbox == []

    assert run_jobs() == ["accounts.send_letter"]

    (message,) = mail.outbox
    assert message.to == ["mo@motcua.example"]
    assert message.subject == "Một Cửa: xác minh thư điện tử"
    link = next(word for word in message.body.split() if "/confirm-email/" in word)
    assert AccountLetter.objects.get().text == "", "the secret link is erased once sent"

    client.post(link.replace("http://testserver", ""))
    assert EmailAddress.objects.get(email="mo@motcua.example").verified


def test_phone_alone_is_enough(client: Client) -> None:
    assert client.post(SIGNUP, GOOD | {"email": ""}).status_code == 302
    user = User.objects.get()
    assert (user.email, user.phone) == (None, "0912345678")
    assert not AccountLetter.objects.exists()


def test_goes_on_to_the_page_that_asked(client: Client) -> None:
    assert client.post(f"{SIGNUP}?next=/me/drafts/1/", GOOD).url == "/me/drafts/1/"


def test_unknown_province_code_warns_and_registers(client: Client) -> None:
    client.post(SIGNUP, GOOD | {"identity_number": "999190012345"})
    assert Citizen.objects.get().identity_number == "999190012345"
    page = client.get("/me/profile/").content.decode()
    assert "Ba chữ số đầu (999) không phải mã tỉnh trong nước." in page


def test_place_outside_the_province(client: Client) -> None:
    words = "Nơi ở ngoài tỉnh: ghi đủ thôn, xã, huyện, tỉnh vào ô này."
    outside = {"commune": "outside", "address_line": ""}
    assert errors_of(client, **outside) == {"address_line": [words]}
    client.post(SIGNUP, GOOD | outside | {"address_line": "1 Lê Lợi, Quận 1, TP. HCM"})
    assert Citizen.objects.get().commune is None


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("identity_number", "", "Nhập 12 chữ số trên căn cước công dân."),
        (
            "identity_number",
            "04919001",
            "Số định danh cá nhân phải có 12 chữ số, bạn đã nhập 8 chữ số.",
        ),
        (
            "identity_number",
            "049190O12345",
            "Số định danh cá nhân chỉ gồm chữ số, ví dụ 049190001234.",
        ),
        (
            "identity_number",
            "049085012345",
            "Số định danh cá nhân không khớp với giới tính và năm sinh. Hãy kiểm tra lại.",
        ),
        (
            "birth_date",
            "05/10/1991",
            None,
        ),
        ("full_name", "", "Nhập họ và tên của bạn."),
        ("full_name", "Mơ 2", "Họ và tên chỉ gồm chữ cái, như trên căn cước công dân."),
        ("birth_date", "1990-10-05", "Nhập theo dạng ngày/tháng/năm, ví dụ 22/03/1990."),
        ("birth_date", "31/02/1990", "Nhập theo dạng ngày/tháng/năm, ví dụ 22/03/1990."),
        ("birth_date", "05/10/2990", "Ngày sinh không đúng. Hãy kiểm tra lại năm sinh."),
        ("sex", "", "Chọn giới tính."),
        ("commune", "", "Chọn xã, phường hoặc thị trấn nơi bạn ở."),
        ("commune", "502", "Chọn một xã, phường hoặc thị trấn trong danh sách."),
        ("email", "mo@", "Thư điện tử chưa đúng. Nhập theo dạng ten@vidu.vn."),
        (
            "phone",
            "091234567",
            "Số điện thoại phải có 10 chữ số, ví dụ 0912 345 678; bạn đã nhập 9 chữ số.",
        ),
        ("password2", "khac", "Hai mật khẩu không giống nhau. Hãy nhập lại."),
    ],
)
def test_bad_input_is_named_beside_its_field(
    client: Client, field: str, value: str, words: str | None
) -> None:
    errors = errors_of(client, **{field: value})
    if words is None:
        assert "năm sinh là 1990" in errors["identity_number"][0]
    else:
        assert errors[field] == [words]
    assert not User.objects.exists()
    assert not Citizen.objects.exists()


def test_a_weak_password_is_refused(client: Client) -> None:
    assert "password1" in errors_of(client, password1="12345678", password2="12345678")
    assert not User.objects.exists()


def test_email_or_phone_is_needed(client: Client) -> None:
    assert errors_of(client, email="", phone="") == {
        "email": ["Nhập thư điện tử hoặc số điện thoại để đăng nhập sau này."]
    }


def test_nothing_typed_is_lost(client: Client) -> None:
    page = client.post(SIGNUP, GOOD | {"sex": ""}).content.decode()
    for value in ("049190012345", "Lê Thị  Mơ", "05/10/1990", "Thôn Hà Quang", "+84 912 345 678"):
        assert f'value="{value}"' in page
    assert '<option value="20974" selected>' in page


def test_second_account_of_a_number_is_refused(client: Client, tra: Person) -> None:
    number = tra.citizen.identity_number
    errors = errors_of(client, identity_number=number, birth_date="22/03/1990")

    assert errors == {"identity_number": [NUMBER_TAKEN]}
    assert tra.citizen.full_name not in NUMBER_TAKEN
    assert User.objects.count() == Citizen.objects.count() == 1
    assert not AccountLetter.objects.exists()
    assert "_auth_user_id" not in client.session


def test_second_account_of_an_email_or_a_phone_is_refused(client: Client, tra: Person) -> None:
    assert errors_of(client, email="TRA@motcua.example") == {
        "email": [
            "Địa chỉ này đã có tài khoản. Hãy đăng nhập, lấy lại mật khẩu, hoặc dùng địa chỉ khác."
        ]
    }
    assert errors_of(client, phone="0905 123 456") == {
        "phone": ["Số này đã có tài khoản. Hãy đăng nhập bằng số này, hoặc dùng số khác."]
    }
    assert User.objects.count() == Citizen.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_registrations_at_once_make_one_account() -> None:
    """Two real connections, the same number, at the same moment."""
    start = Barrier(2)
    outcomes: list[str] = []

    def register(email: str) -> None:
        start.wait()
        try:
            register_citizen(
                email=email,
                phone=None,
                password="mat-khau-tot-1",
                identity_number=GOOD["identity_number"],
                full_name="Lê Thị Mơ",
                birth_date=BIRTH_DATE,
                sex="female",
                commune=None,
                address_line="",
            )
            outcomes.append("made")
        except InvalidInput as refusal:
            outcomes.append(refusal.errors["identity_number"])
        finally:
            connection.close()

    threads = [Thread(target=register, args=(f"{n}@motcua.example",)) for n in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == sorted(["made", NUMBER_TAKEN])
    assert User.objects.count() == Citizen.objects.count() == EmailAddress.objects.count() == 1
