"""Beginning: straight on, a choice of agencies, or paper only."""

from collections.abc import Callable

from django.test import Client

from dossiers.models import Dossier
from portal.accounts.actor import SYSTEM
from portal.agencies.models import Agency
from services.actions.withdraw_procedure import withdraw_procedure
from services.models import Revision
from tests.dossiers.web.citizen.page import text_of
from tests.world import make_agency, make_unit

START = "/me/dossiers/new/2.000488/"


def test_one_agency_goes_straight_on_and_finds_the_draft_again(
    make_revision: Callable[..., Revision], browser_of_tra: Client
) -> None:
    make_revision()
    first, second = browser_of_tra.get(START), browser_of_tra.get(START)
    draft = Dossier.objects.get()
    assert first.headers["Location"] == second.headers["Location"] == f"/me/dossiers/{draft.key}/"


def test_paper_only_says_so(make_revision: Callable[..., Revision], browser_of_tra: Client) -> None:
    make_revision(level=2)
    assert "Thủ tục này chỉ nhận hồ sơ giấy" in text_of(browser_of_tra.get(START))
    assert "Thủ tục này chỉ nhận hồ sơ giấy" in text_of(browser_of_tra.post(START))
    assert not Dossier.objects.exists()


def test_the_commune_where_one_lives_is_chosen_already(
    make_revision: Callable[..., Revision], tam_tien: Agency, browser_of_tra: Client
) -> None:
    make_agency(
        "000.01.02.H47", "Ủy ban nhân dân phường Tân Thạnh", "commune",
        unit=make_unit("20335", "Phường Tân Thạnh", "phuong", "502"),
    )  # fmt: skip
    make_revision(agency_level="commune")
    content = browser_of_tra.get(START).content.decode()
    assert '<optgroup label="Huyện Núi Thành">' in content
    assert '<optgroup label="Thành phố Tam Kỳ">' in content
    assert f'<option value="{tam_tien.code}" selected>' in content
    assert not Dossier.objects.exists()


def test_starting_at_the_chosen_agency(
    make_revision: Callable[..., Revision], tam_tien: Agency, browser_of_tra: Client
) -> None:
    make_revision(agency_level="commune")
    browser_of_tra.post(START, {"agency": tam_tien.code})
    draft = Dossier.objects.get()
    assert (draft.handling_agency, draft.receiving_agency) == (tam_tien, tam_tien)


def test_no_agency_or_one_of_another_level_is_refused(
    make_revision: Callable[..., Revision], tam_tien: Agency, justice: Agency,
    browser_of_tra: Client,
) -> None:  # fmt: skip
    make_revision(agency_level="commune")
    for typed in ("", justice.code, "' OR 1=1"):
        answer = browser_of_tra.post(START, {"agency": typed})
        assert answer.status_code == 422
        assert "Chọn xã, phường, thị trấn giải quyết hồ sơ của bạn." in text_of(answer)
    assert not Dossier.objects.exists()


def test_an_unknown_procedure(browser_of_tra: Client, one_stop: Agency) -> None:
    assert browser_of_tra.get("/me/dossiers/new/9.999999/").status_code == 404


def test_a_withdrawn_procedure_is_told_by_its_page(
    make_revision: Callable[..., Revision], browser_of_tra: Client
) -> None:
    revision = make_revision()
    withdraw_procedure(actor=SYSTEM, procedure=revision.procedure, reason="QĐ 100/QĐ-UBND")
    for answer in (browser_of_tra.get(START), browser_of_tra.post(START, {"agency": "x"})):
        assert answer.headers["Location"] == "/services/2.000488/"
    assert not Dossier.objects.exists()
