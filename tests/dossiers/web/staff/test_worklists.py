"""The worklists: what stands in them, in which order, page by page, in how many queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dossiers.models import Dossier
from portal.shared import clock

# Session, account, roles, and one for the list.
QUERIES = 4


def codes_of(page) -> list[str]:
    return [row["code"] for row in page.context["rows"]]


@pytest.fixture
def many(make_dossier) -> list[Dossier]:
    """45 dossiers of one agency; the last five have no date, two others the same one."""
    first = make_dossier("submitted")
    now = clock.now()
    copies = []
    for number in range(2, 46):
        copy = Dossier.objects.get(pk=first.pk)
        copy.pk, copy.code = None, f"{first.code[:-4]}{number:04d}"
        copy.key = None
        copy.due_at = None if number > 40 else now + timedelta(days=(number * 7) % 39)
        copies.append(copy)
    for copy in copies:
        copy.key = Dossier._meta.get_field("key").get_default()
    Dossier.objects.bulk_create(copies)
    return list(Dossier.objects.order_by("due_at", "id"))


def test_a_tab_shows_its_states_of_the_own_agency(
    clerk_client, client_as, clerk_tamtien, make_dossier
):
    submitted = make_dossier("submitted")
    received = make_dossier("received", code="1.000001")

    assert codes_of(clerk_client.get("/counter/?show=new")) == [submitted.code]
    assert codes_of(clerk_client.get("/counter/?show=result")) == []
    assert set(codes_of(clerk_client.get("/counter/?show=open"))) == {submitted.code, received.code}
    assert codes_of(client_as(clerk_tamtien).get("/counter/?show=open")) == []


@pytest.mark.parametrize(
    ("state", "tab"),
    [
        ("submitted", "new"),
        ("payment_required", "unpaid"),
        ("supplement_required", "supplement"),
        ("withdrawal_requested", "withdrawal"),
        ("completed", "result"),
    ],
)
def test_each_state_has_its_tab(clerk_client, make_dossier, state, tab) -> None:
    dossier = make_dossier(state)

    for each in ("new", "unpaid", "supplement", "withdrawal", "result"):
        listed = codes_of(clerk_client.get(f"/counter/?show={each}"))
        assert (each, listed) == (each, [dossier.code] if each == tab else [])


def test_the_desk_shows_what_was_received(
    officer_client, leader_client, officer, make_dossier
) -> None:
    waiting = make_dossier("submitted")
    received = make_dossier("received", code="1.000001")
    taken = make_dossier("processing", code="1.000002")
    proposed = make_dossier("proposed", code="1.000003")
    Dossier.objects.filter(pk=received.pk).update(due_at=clock.now() - timedelta(days=1))
    by_tab = {
        "all": {received.code, taken.code, proposed.code},
        "mine": {taken.code, proposed.code},
        "unassigned": {received.code},
        "awaiting": {proposed.code},
        "late": {received.code},
    }

    for tab, codes in by_tab.items():
        assert (tab, set(codes_of(officer_client.get(f"/desk/?show={tab}")))) == (tab, codes)
    assert codes_of(leader_client.get("/desk/")) == [proposed.code]
    assert waiting.code not in codes_of(officer_client.get("/desk/?show=all"))


def test_pages_follow_each_other_without_gap_or_repetition(clerk_client, many) -> None:
    wanted = [dossier.code for dossier in many]
    url, forward, pages = "/counter/?show=new", [], []
    while url:
        page = clerk_client.get(url)
        pages.append(codes_of(page))
        forward += codes_of(page)
        url, last = page.context["next_url"], page

    assert forward == wanted
    assert [len(page) for page in pages] == [20, 20, 5]

    backward = [codes_of(last)]
    url = last.context["previous_url"]
    while url:
        page = clerk_client.get(url)
        backward.append(codes_of(page))
        url = page.context["previous_url"]
    assert backward == pages[::-1]


@pytest.mark.parametrize("cursor", ["x", "_", "2026-01-01_5", "-_" + "9" * 30, "-_٣", "99999_1"])
def test_an_unreadable_cursor_is_the_first_page(clerk_client, many, cursor) -> None:
    page = clerk_client.get("/counter/", {"show": "new", "after": cursor})

    assert codes_of(page) == [dossier.code for dossier in many[:20]]


def test_the_choice_stays_for_the_session(officer_client, make_dossier) -> None:
    make_dossier("processing")
    officer_client.get("/desk/?show=late&q=22")

    page = officer_client.get("/desk/")

    assert page.context["filter"].choice.key == "late"
    assert page.context["filter"].q == "22"


def test_a_whole_code_leads_to_its_dossier(clerk_client, client_as, clerk_tamtien, make_dossier):
    dossier = make_dossier("returned")

    answer = clerk_client.get("/counter/", {"q": f" {dossier.code.lower()} "})

    assert answer["Location"] == f"/counter/dossiers/{dossier.code}/"
    foreign = client_as(clerk_tamtien).get("/counter/", {"q": dossier.code})
    assert (foreign.status_code, codes_of(foreign)) == (200, [])


def test_part_of_a_code_narrows_the_list(clerk_client, many) -> None:
    page = clerk_client.get("/counter/?show=new&q=-0007")

    assert [code[-4:] for code in codes_of(page)] == ["0007"]
    assert page.context["rows"][0]["applicant"] == "Nguyễn Thị Trà"


@pytest.mark.parametrize(("who", "url"), [("clerk", "/counter/"), ("officer", "/desk/?show=all")])
def test_a_list_of_20_costs_as_many_queries_as_one_of_1(
    request, client_as, make_dossier, many, who, url
) -> None:
    Dossier.objects.filter(pk__in=[each.pk for each in many[20:]]).update(
        state="processing", received_at=clock.now()
    )
    client = client_as(request.getfixturevalue(who))
    client.get(url)

    with CaptureQueriesContext(connection) as queries:
        page = client.get(url)

    assert len(page.context["rows"]) == 20
    assert len(queries) == QUERIES


def test_an_empty_list_says_so(clerk_client) -> None:
    assert "Không có hồ sơ mới nào chờ tiếp nhận." in clerk_client.get("/counter/").content.decode()
