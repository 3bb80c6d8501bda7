"""`POST /api/v1/me/dossiers/`: a third party renders the form and files, once for each key."""

import base64
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import jsonschema
import pytest
from django.test import Client

from dossiers.models import DirectFiling, Dossier, HistoryEntry
from portal.accounts.actions.make_app_key import make_app_key
from portal.accounts.actions.revoke_app_key import revoke_app_key
from portal.accounts.models import AppKey
from portal.notifications.models import Notice
from portal.shared import clock
from services.models import Reduction, Revision
from tests.files import small_pdf
from tests.world import Person

pytestmark = pytest.mark.django_db

# One and the same: each new one has an identifier of its own.
PDF = base64.b64encode(small_pdf()).decode()
URL = "/api/v1/me/dossiers/"


def case(**changes: Any) -> dict[str, Any]:
    return {
        "procedure": "2.000488",
        "answers": {"purpose": "Xin việc làm", "copies": 1},
        "attachments": [
            {
                "requirement": "cccd",
                "file_name": "cccd.pdf",
                "content": PDF,
            }
        ],
        **changes,
    }


@pytest.fixture(autouse=True)
def catalogue(make_revision: Callable[..., Revision], half_price: Reduction) -> Revision:
    return make_revision()


@pytest.fixture
def secret(tra: Person) -> str:
    return make_app_key(actor=tra.actor, name="Phần mềm hộ kinh doanh")[1]


def file(client: Client, secret: str, content: Any, *, key: str = "A-1") -> Any:
    headers = {"Idempotency-Key": key}
    if secret:
        headers["Authorization"] = f"Bearer {secret}"
    body = json.dumps(content).encode()
    return client.post(URL, body, content_type="application/json", headers=headers)


def nothing_was_filed() -> bool:
    return not (
        Dossier.objects.exists() or DirectFiling.objects.exists() or Notice.objects.exists()
    )


def test_a_program_asks_for_the_form_the_fee_and_files(
    client: Client, secret: str, tra: Person
) -> None:
    schema = client.get("/api/v1/procedures/2.000488/form-schema/")
    assert schema["Content-Type"] == "application/schema+json"
    jsonschema.Draft202012Validator.check_schema(schema.json())
    answers = {"full_name": "Trà", "purpose": "Xin việc làm", "copies": 1}
    jsonschema.Draft202012Validator(schema.json()).validate(answers)
    quote = client.post(
        "/api/v1/procedures/2.000488/quote/", {"answers": answers}, content_type="application/json"
    ).json()
    assert (quote["subtotal_vnd"], quote["total_vnd"], quote["revision"]) == (200_000, 100_000, 1)

    answer = file(client, secret, case())

    assert answer.status_code == 201, answer.content
    told = answer.json()
    assert (told["state"], told["fee_vnd"]) == ("payment_required", 100_000)
    dossier = Dossier.objects.get(code=told["code"])
    assert dossier.owner_id == tra.actor.citizen_id
    assert dossier.answers["full_name"] == "Nguyễn Thị Trà"  # from the profile
    filed = HistoryEntry.objects.get(dossier=dossier, event="file")
    assert filed.reason == "Nộp qua ứng dụng “Phần mềm hộ kinh doanh”."
    listed = client.get(URL, headers={"Authorization": f"Bearer {secret}"}).json()
    assert [each["code"] for each in listed["results"]] == [dossier.code]


def test_the_same_key_again_gets_the_same_dossier(client: Client, secret: str) -> None:
    first, again = file(client, secret, case()), file(client, secret, case())
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["code"] == again.json()["code"]
    assert Dossier.objects.count() == 1


def test_the_same_key_with_other_contents_is_refused(client: Client, secret: str) -> None:
    file(client, secret, case())
    answer = file(client, secret, case(answers={"purpose": "Đi học", "copies": 1}))
    assert answer.status_code == 409
    assert Dossier.objects.count() == 1


def test_keys_of_two_citizens_do_not_meet(client: Client, secret: str, lan: Person) -> None:
    other = make_app_key(actor=lan.actor, name="Khác")[1]
    assert file(client, secret, case()).status_code == 201
    assert file(client, other, case()).status_code == 201
    assert Dossier.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"procedure": "9.999999"}, "procedure"),
        ({"answers": {"copies": 1}}, "answers.purpose"),
        ({"answers": {"purpose": "a", "copies": 0}}, "answers.copies"),
        ({"answers": {"purpose": "a", "else": "b"}}, "answers.else"),
        ({"attachments": []}, "paper-cccd"),
        ({"return_channel": "counter_x"}, "return_channel"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_what_cannot_be_filed_is_named_and_leaves_nothing(
    client: Client, secret: str, changes: dict[str, Any], named: str
) -> None:
    answer = file(client, secret, case(**changes))
    assert answer.status_code in (400, 422)
    assert list(answer.json()["invalid_params"]) == [named]
    assert nothing_was_filed()


def test_without_idempotency_key(client: Client, secret: str) -> None:
    assert file(client, secret, case(), key="").status_code == 400
    assert nothing_was_filed()


@pytest.mark.parametrize("wrong", ["mc_unknown", "", "mc_" + "x" * 5000])
def test_a_key_that_opens_nothing(client: Client, wrong: str) -> None:
    assert file(client, wrong, case()).status_code == 401
    assert nothing_was_filed()


def test_revoked_expired_and_of_a_closed_account(client: Client, secret: str, tra: Person) -> None:
    key = AppKey.objects.get()
    AppKey.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    assert file(client, secret, case()).status_code == 401
    AppKey.objects.update(expires_at=clock.now() + timedelta(days=1))
    tra.user.is_active = False
    tra.user.save()
    assert file(client, secret, case()).status_code == 401
    tra.user.is_active = True
    tra.user.save()
    revoke_app_key(actor=tra.actor, key_id=key.pk)
    assert file(client, secret, case()).status_code == 401
    assert nothing_was_filed()


def test_a_session_files_too_but_not_for_staff(
    client_as: Callable[[Person], Client], tra: Person, clerk: Person
) -> None:
    assert file(client_as(clerk), "", case()).status_code == 403
    assert nothing_was_filed()
    assert file(client_as(tra), "", case()).status_code == 201


def test_a_session_without_csrf_token_files_nothing(tra: Person) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(tra.user)
    assert file(browser, "", case()).status_code == 403
    assert nothing_was_filed()


def test_the_key_itself_is_not_kept(secret: str) -> None:
    row = AppKey.objects.values().get()
    assert secret not in str(row)
    assert row["begins_with"] == secret[:10]


def test_a_file_of_the_form_itself(
    client: Client, secret: str, make_revision: Callable[..., Revision]
) -> None:
    portrait = {"key": "portrait", "type": "file", "label": "Ảnh chân dung", "required": True}
    eform = {"sections": [{"key": "photo", "title": "Ảnh", "fields": [portrait]}]}
    make_revision(eform=eform, papers=())
    lacking = file(client, secret, case(answers={}, attachments=[]))
    assert list(lacking.json()["invalid_params"]) == ["answers.portrait"]
    assert nothing_was_filed()
    given = [{"requirement": "field__portrait", "file_name": "anh.pdf", "content": PDF}]
    answer = file(client, secret, case(answers={}, attachments=given))
    assert answer.status_code == 201, answer.content
    assert Dossier.objects.get().answers["portrait"][0]["name"] == "anh.pdf"
