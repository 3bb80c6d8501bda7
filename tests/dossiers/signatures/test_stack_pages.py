"""/desk/signing/: read, choose, one PIN, progress; nobody else's results, no growing queries."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client

from dossiers.models import DecisionPin, Document, Dossier
from portal.accounts.roles import Role
from portal.shared import clock
from portal.signatures.models import SigningItem, SigningKey, SigningRun
from tests.dossiers.signatures.conftest import bare_key
from tests.world import Person, make_agency, make_staff, sign_in

pytestmark = pytest.mark.django_db
MakeDossier = Callable[..., Dossier]
RunJobs = Callable[..., list[str]]
STACK, SIGN = "/desk/signing/", "/desk/signing/sign/"


def proven(person: Person) -> Client:
    """Signed in, the second factor shown a moment ago."""
    client = sign_in(Client(), person)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": "mfa", "type": "totp", "at": time.time()}
    ]
    session.save()
    return client


def ticked(client: Client, address: str = STACK) -> int:
    """How many results are chosen on the list."""
    page = client.get(address).content.decode()
    return len(re.findall(r'name="result" value="[^"]+" checked', page))


@pytest.fixture
def printed(make_dossier: MakeDossier, leader: Person, run_jobs: RunJobs) -> list[Document]:
    """Two results that wait for the leader, printed."""
    for code in ("2.000488", "2.000489"):
        make_dossier("completed", code=code)
    run_jobs(queues=["documents"])
    return list(Document.objects.filter(kind="result").order_by("id"))


def test_read_choose_sign_and_see_how_far_it_is(
    leaders_key: SigningKey, printed: list[Document], leader: Person, run_jobs: RunJobs
) -> None:
    first, second = printed
    client = proven(leader)
    assert client.get(STACK).content.decode().count('name="result"') == 2
    assert ticked(client) == 0

    assert "1/2" in client.get(f"{STACK}{first.key}/").content.decode()
    answer = client.post(f"{STACK}{first.key}/choose/", {"do": "next"})
    assert answer.headers["Location"] == f"{STACK}{second.key}/"
    client.post(f"{STACK}{second.key}/choose/", {"do": "toggle"})
    assert ticked(client) == 2
    client.post(f"{STACK}{second.key}/choose/", {"do": "toggle"})
    assert ticked(client) == 1
    assert ticked(client, f"{STACK}?all=1") == 2

    chosen = {"result": [str(first.key), str(second.key)]}
    assert "Ký 2 kết quả" in client.get(SIGN, chosen).content.decode()
    answer = client.post(SIGN, chosen | {"pin": "123456"})
    run = SigningRun.objects.get()
    assert answer.headers["Location"] == f"/desk/signing/runs/{run.key}/"
    waiting = client.get(answer.headers["Location"])
    assert "Đã ký 0/2 kết quả." in waiting.content.decode()
    assert waiting.headers["Refresh"] == "2"
    assert client.get(STACK).content.decode().count("Đang ký") == 2
    assert client.post(SIGN, chosen | {"pin": "123456"}).headers["Location"] == answer["Location"]
    assert SigningItem.objects.count() == 2

    run_jobs(queues=["signing"])
    over = client.get(answer.headers["Location"])
    assert "Đã ký 2/2 kết quả." in over.content.decode() and "Refresh" not in over.headers
    assert set(Dossier.objects.values_list("state", flat=True)) == {"returned"}
    assert "Không có kết quả nào chờ bạn ký." in client.get(STACK).content.decode()


def test_a_wrong_pin_is_told_on_each_result_and_in_the_list(
    leaders_key: SigningKey, printed: list[Document], leader: Person, run_jobs: RunJobs
) -> None:
    client = proven(leader)
    chosen = {"result": [str(each.key) for each in printed]}
    place = client.post(SIGN, chosen | {"pin": "000000"}).headers["Location"]
    run_jobs(queues=["signing"])
    page = client.get(place).content.decode()
    assert "Mã PIN chưa đúng." in page and "Đã ký 0/2 kết quả." in page
    stack = client.get(STACK).content.decode()
    assert stack.count("Mã PIN chưa đúng.") == 2 and stack.count("disabled") == 0
    assert set(Dossier.objects.values_list("state", flat=True)) == {"completed"}


def test_another_leader_finds_nothing_and_changes_nothing(
    leader: Person, make_dossier: MakeDossier
) -> None:
    bare_key(leader.user)
    result = Document.objects.get(dossier=make_dossier("completed"), kind="result")
    Document.objects.update(ready_at=clock.now())
    elsewhere = make_agency("000.00.90.H47", "Sở Thử", "province")
    for place, email in ((leader.agency, "here@motcua.example"), (elsewhere, "x@motcua.example")):
        other = make_staff(Role.LEADER, place, email=email)
        bare_key(other.user)
        client = proven(other)
        assert client.get(STACK).content.decode().count('name="result"') == 0
        assert client.get(f"{STACK}{result.key}/").status_code == 404
        assert client.post(f"{STACK}{result.key}/choose/", {"do": "next"}).status_code == 404
        typed = {"result": str(result.key), "pin": "123456"}
        assert client.post(SIGN, typed).status_code == 404
    assert not SigningRun.objects.exists()


def test_the_second_factor_is_asked_for_before_the_pin(leader: Person) -> None:
    client = sign_in(Client(), leader)
    asked = client.get(SIGN, {"result": "x"}).headers["Location"]
    assert asked == "/accounts/2fa/totp/activate/?next=/desk/signing/sign/%3Fresult%3Dx"


def test_a_hundred_results_cost_as_many_queries_as_one(
    leader: Person, make_dossier: MakeDossier, django_assert_max_num_queries: Any
) -> None:
    bare_key(leader.user)
    result = Document.objects.get(dossier=make_dossier("completed"), kind="result")
    Document.objects.bulk_create(
        Document(
            dossier=result.dossier, kind="result", number=number, requested_at=clock.now(),
            ready_at=clock.now(), file=f"documents/{number}.pdf", must_be_signed=True,
            signed_by=leader.user,
        )
        for number in range(2, 102)
    )  # fmt: skip
    client = proven(leader)
    client.get(STACK)
    with django_assert_max_num_queries(12):
        page = client.get(f"{STACK}?all=1").content.decode()
    assert page.count('name="result"') == 101
    keys = [str(key) for key in Document.objects.filter(number__gt=1).values_list("key", flat=True)]
    with django_assert_max_num_queries(22):
        place = client.post(SIGN, {"result": keys, "pin": "123456"}).headers["Location"]
    with django_assert_max_num_queries(12):
        assert "Đã ký 0/100 kết quả." in client.get(place).content.decode()


def test_the_decision_asks_for_the_pin_only_of_who_has_a_key(
    make_dossier: MakeDossier, leader: Person
) -> None:
    dossier = make_dossier("proposed")
    client, page = sign_in(Client(), leader), f"/desk/dossiers/{dossier.code}/decide/"
    assert 'name="pin"' not in client.get(page).content.decode()
    bare_key(leader.user)
    shown = client.get(page).content.decode()
    assert 'name="pin" value="123456"' in shown  # the demo's; nobody else's is ever shown
    client.post(page, {"version": dossier.version, "pin": "123456"})
    assert DecisionPin.objects.get().document.signed_by == leader.user
    assert "Chờ ký số" in client.get(f"/desk/dossiers/{dossier.code}/").content.decode()
    assert dossier.code in client.get("/desk/?show=unsigned").content.decode()
