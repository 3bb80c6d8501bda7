"""A procedure begins: new, as a copy, with a sector of its own; nobody else may."""

from collections.abc import Callable

import pytest
from django.test import Client

from portal.shared.action_log.models import ActionLogEntry
from services.models import Procedure, Revision, RevisionDraft, Sector
from tests.world import Person

NEW = "/manage/procedures/new/"
TYPED = {"code": "2.100002", "name": "Cấp  phép  mới", "sector": "LV001", "new_sector": ""}


@pytest.mark.usefixtures("sector")
def test_a_new_procedure_has_a_draft_and_no_public_page(manage: Client) -> None:
    answer = manage.post(NEW, TYPED)

    assert answer["Location"] == "/manage/procedures/2.100002/draft/"
    draft = RevisionDraft.objects.get(procedure__code="2.100002")
    assert (draft.content.name, draft.content.sector) == ("Cấp phép mới", "Hộ tịch")
    assert manage.get("/services/2.100002/").status_code == 404


@pytest.mark.usefixtures("sector")
def test_what_is_wrong_is_said_beside_the_field_and_kept(manage: Client) -> None:
    answer = manage.post(NEW, TYPED | {"code": "abc", "sector": ""})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Lĩnh vực: Chọn lĩnh vực, hoặc nhập lĩnh vực mới." in page
    assert 'value="abc"' in page
    assert "Cấp  phép  mới" in page
    assert not Procedure.objects.exists()


@pytest.mark.usefixtures("draft")
def test_a_code_that_is_taken_adds_no_sector_either(manage: Client) -> None:
    typed = TYPED | {"code": "2.100001", "new_sector": "Lĩnh vực lạ"}

    assert "đã có trong danh mục" in manage.post(NEW, typed).content.decode()
    assert not Sector.objects.filter(name="Lĩnh vực lạ").exists()


@pytest.mark.usefixtures("sector")
def test_a_sector_is_added_once_however_it_is_spelt(manage: Client) -> None:
    manage.post(NEW, TYPED | {"new_sector": " ho  TICH "})
    manage.post(NEW, TYPED | {"code": "2.100003", "new_sector": "Thủy lợi"})

    assert list(Sector.objects.values_list("code", "name", "slug")) == [
        ("LV001", "Hộ tịch", "ho-tich"), ("LV002", "Thủy lợi", "thuy-loi"),
    ]  # fmt: skip
    assert ActionLogEntry.objects.filter(action="create_sector").count() == 1


def test_a_copy_takes_the_content_and_not_the_name(
    manage: Client, make_revision: Callable[..., Revision]
) -> None:
    revision = make_revision()
    answer = manage.post(
        "/manage/procedures/2.000488/copy/", TYPED | {"sector": revision.procedure.sector.code}
    )

    assert answer.status_code == 302
    content = RevisionDraft.objects.get(procedure__code="2.100002").content
    assert content.name == "Cấp phép mới"
    assert [paper.key for paper in content.papers] == ["cccd"]
    assert content.fees[0].rule == {"kind": "fixed", "amount_vnd": 200_000}


@pytest.mark.usefixtures("sector")
def test_a_copy_of_what_is_not_there(manage: Client) -> None:
    answer = manage.post(NEW, TYPED | {"copy_code": "9.9"})

    assert "Không có thủ tục mã 9.9 trong danh mục." in answer.content.decode()


def test_opening_a_draft_twice_is_one_draft(
    manage: Client, make_revision: Callable[..., Revision]
) -> None:
    revision = make_revision()
    address = "/manage/procedures/2.000488/draft/open/"

    assert manage.get("/manage/procedures/2.000488/draft/").status_code == 404
    assert manage.post(address)["Location"] == "/manage/procedures/2.000488/draft/"
    assert manage.post(address).status_code == 302
    assert RevisionDraft.objects.get().base_revision == revision
    assert manage.get(address)["Location"] == "/manage/procedures/2.000488/draft/"


@pytest.mark.usefixtures("sector")
def test_an_officer_makes_nothing(officer: Person, client_as: Callable[[Person], Client]) -> None:
    assert client_as(officer).post(NEW, TYPED).status_code == 403
    assert not Procedure.objects.exists()
