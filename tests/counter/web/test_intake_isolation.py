"""Nothing of one client reaches the next: no page, field, cookie or session, whoever asks."""

import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver, reverse

from counter.models import Intake, ScannedPage
from counter.web.intake.start import FORGET
from dossiers.actions.save_answers import save_answers
from portal.accounts.models import Citizen
from portal.accounts.roles import Role
from portal.agencies.models import Agency
from portal.shared import clock
from services.models import Revision
from tests.counter.intake_world import begun, fresh
from tests.world import Person, make_citizen, make_staff

PURPOSE, PAPER = "Xin việc ở Hội An", "so-ho-khau-cua-dang.jpg"
OF_DANG = (
    "Ông Ích Đằng", "049077008899", "8899", "0917552663", "17/08/1977", PURPOSE, PAPER,
    "0917 552 663", "663", "Tổ Quế Lâm 9",
)  # fmt: skip


@pytest.fixture
def dang(db: None) -> Citizen:
    """A client with data that nobody else has."""
    return make_citizen(
        "049077008899", full_name="Ông Ích Đằng", birth_date=date(1977, 8, 17),
        phone="0917552663", address_line="Tổ Quế Lâm 9",
    ).citizen  # fmt: skip


@pytest.fixture
def of_dang(
    clerk: Person, dang: Citizen, make_revision: Callable[..., Revision], justice: Agency
) -> Intake:
    """Đằng's intake with an answer, a page of a paper and half a look-up."""
    intake = begun(clerk, dang, make_revision(), justice)
    assert intake.dossier is not None
    save_answers(actor=clerk.actor, key=intake.dossier.key, typed={"purpose": PURPOSE})
    ScannedPage.objects.create(
        intake=intake, source="file", original_name=PAPER, original="x",
        sha256="0" * 64, added_at=clock.now(),
    )  # fmt: skip
    Intake.objects.filter(pk=intake.pk).update(
        typed={"found": {"citizens": [dang.pk], "card": None, "number": "049077008899"}}
    )
    return intake


def pages_of(intake: Intake) -> Iterator[str]:
    """Every address under `/counter/intake/<uuid>/`, whoever wrote it (none but the key needed)."""
    patterns = get_resolver().namespace_dict["counter"][1].reverse_dict
    for name in sorted(name for name in patterns if isinstance(name, str)):
        for possibility, _pattern, _defaults, _converters in patterns.getlist(name):
            if possibility[0][1] == ["intake"]:
                yield reverse(f"counter:{name}", args=[intake.key])


def everything_of(response: HttpResponse) -> str:
    """Content, headers and cookies."""
    body = response.content.decode() if not response.streaming else ""
    return body + str(dict(response.headers)) + response.cookies.output()


def leaks(client: Client, *responses: HttpResponse) -> list[str]:
    """What of Đằng is to be seen there, or kept for this browser. Whole words: three or four digits
    in a row stand in many a random key."""
    text = "".join(everything_of(one) for one in responses)
    text += client.cookies.output() + str(dict(client.session.items()))
    return [word for word in OF_DANG if re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text)]


def test_the_words_looked_for_are_on_the_pages_of_their_client(
    clerk: Person, of_dang: Intake, client_as: Callable[[Person], Client]
) -> None:
    client = client_as(clerk)

    shown = "".join(client.get(page).content.decode() for page in pages_of(of_dang))

    assert len(list(pages_of(of_dang))) >= 10
    assert [word for word in OF_DANG[:6] if word not in shown] == []


def test_nothing_of_one_client_is_there_for_the_next(
    clerk: Person, lan: Person, of_dang: Intake, client_as: Callable[[Person], Client]
) -> None:
    client = client_as(clerk)
    for page in pages_of(of_dang):
        client.get(page)

    closed = client.post(reverse("counter:intake_close", args=[of_dang.key]))
    start = client.get(reverse("counter:intake_start"))
    opened = client.post(reverse("counter:intake_open"), {"q": "049185012345"})
    of_lan = Intake.objects.get(state="open")
    seen = [closed, start, opened, *(client.get(page) for page in pages_of(of_lan))]
    person = reverse("counter:intake_person", args=[of_lan.key])
    seen.append(client.post(person, {"citizen": lan.citizen.pk}))
    seen.append(
        client.post(reverse("counter:intake_consent", args=[of_lan.key]), {"how": "printed"})
    )
    seen.append(
        client.post(
            reverse("counter:intake_procedure", args=[of_lan.key]),
            {"code": "2.000488", "provenance": "digitised"},
        )
    )
    seen += [client.get(page) for page in pages_of(of_lan)]

    form = client.get(reverse("counter:intake_form", args=[of_lan.key])).content.decode()
    assert "Trần Thị Lan" in form
    assert closed["Clear-Site-Data"] == FORGET == '"cache", "storage"'
    assert leaks(client, *seen) == []


@pytest.mark.parametrize("end", ["intake_close", "intake_suspend"])
def test_an_intake_that_has_ended_is_unknown_to_its_own_clerk(
    clerk: Person, of_dang: Intake, client_as: Callable[[Person], Client], end: str
) -> None:
    client = client_as(clerk)

    ended = client.post(reverse(f"counter:{end}", args=[of_dang.key]))

    assert ended["Clear-Site-Data"] == FORGET
    answers = {page: (client.get(page), client.post(page)) for page in pages_of(of_dang)}
    assert {r.status_code for pair in answers.values() for r in pair} == {404}
    assert leaks(client, *(r for pair in answers.values() for r in pair)) == []


def test_other_clerks_and_officers_never_get_in(
    clerk: Person, clerk_tamtien: Person, officer: Person, tra: Person, of_dang: Intake,
    client_as: Callable[[Person], Client],
) -> None:  # fmt: skip
    colleague = make_staff(Role.CLERK, clerk.agency, email="quay2@motcua.example")
    before = fresh(of_dang)
    for who, status in ((clerk_tamtien, 404), (colleague, 404), (officer, 403), (tra, 403)):
        client = client_as(who)
        answers = [ask(page) for page in pages_of(of_dang) for ask in (client.get, client.post)]
        assert {one.status_code for one in answers} == {status}, who.user.full_name
        assert leaks(client, *answers) == []
    after = fresh(of_dang)
    assert (after.state, after.version, after.typed) == (
        before.state, before.version, before.typed,
    )  # fmt: skip


def test_no_page_is_kept_by_the_browser_or_filled_in_by_it(
    clerk: Person, of_dang: Intake, client_as: Callable[[Person], Client]
) -> None:
    client = client_as(clerk)
    for page in pages_of(of_dang):
        answer = client.get(page)
        if answer.status_code == 405:
            continue
        assert "no-store" in answer["Cache-Control"], page
    form = client.get(reverse("counter:intake_form", args=[of_dang.key])).content.decode()
    # js/autosave.js keeps what was not sent yet under this address: the intake's own.
    assert f'data-autosave-url="/counter/intake/{of_dang.key}/form/"' in form
    assert 'autocomplete="off"' in form
