"""The pages of agencies, as an admin uses them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from portal.administration.models import PlannedChange
from portal.agencies.models import Agency
from portal.shared import clock
from tests.world import Person


@pytest.fixture
def browser(client_as: Callable[[Person], Client], admin: Person) -> Client:
    """The admin's."""
    return client_as(admin)


def today(days: int = 0) -> str:
    """As it is typed."""
    return f"{clock.today() + timedelta(days=days):%d/%m/%Y}"


def test_two_communes_become_a_new_one(
    browser: Client, tam_tien: Agency, tam_hoa: Agency, province: Agency
) -> None:
    address = "/manage/agencies/merge/?q=nui thanh"
    offered = browser.get(address).content.decode()
    assert "Ủy ban nhân dân xã Tam Tiến" in offered and "Ủy ban nhân dân xã Tam Hòa" in offered
    typed = {
        "sources": [tam_tien.pk, tam_hoa.pk], "name": "Ủy ban nhân dân xã Tam Xuân",
        "code": "000.00.80.H17", "level": "commune", "parent": province.pk, "on": today(),
        "reason": "Nghị quyết 1659/NQ-UBTVQH15",
    }  # fmt: skip
    wrong = browser.post(address, typed | {"code": "80", "on": today(-1)})
    page = wrong.content.decode()
    assert wrong.status_code == 422 and "Ngày áp dụng đã qua" in page
    assert "Ủy ban nhân dân xã Tam Xuân" in page, "what was typed is there"
    wrong = browser.post(address, typed | {"code": "80"})
    assert wrong.status_code == 422 and "bốn nhóm cách nhau dấu chấm" in wrong.content.decode()
    assert not Agency.objects.filter(name="Ủy ban nhân dân xã Tam Xuân").exists()
    assert not PlannedChange.objects.exists()

    done = browser.post(address, typed, follow=True)
    new = Agency.objects.get(code="000.00.80.H17")
    assert done.redirect_chain == [(f"/manage/agencies/{new.pk}/", 302)]
    assert "Đã sáp nhập 2 cơ quan vào “Ủy ban nhân dân xã Tam Xuân”." in done.content.decode()
    assert {each.heir_id for each in Agency.objects.exclude(closed_on=None)} == {new.pk}
    closed = browser.get(f"/manage/agencies/{tam_tien.pk}/").content.decode()
    assert f"Đã giải thể ngày {today()}" in closed and "Đổi tên" not in closed
    refused = browser.post(
        f"/manage/agencies/{tam_tien.pk}/rename/",
        {"version": 0, "name": "X", "on": today(), "reason": "Y"},
    )
    assert refused.status_code == 409
    assert "đã giải thể, không thay đổi được" in refused.content.decode()


def test_a_plan_is_shown_and_cancelled(
    browser: Client, justice: Agency, home_affairs: Agency
) -> None:
    page = f"/manage/agencies/{justice.pk}/"
    done = browser.post(
        f"{page}close/",
        {"version": 0, "successor": home_affairs.pk, "on": today(30), "reason": "Nghị quyết"},
        follow=True,
    )
    assert f"hệ thống thực hiện vào ngày {today(30)}" in done.content.decode()
    assert "Hủy kế hoạch" in browser.get(page).content.decode()
    plan = PlannedChange.objects.get()
    done = browser.post(f"{page}plans/{plan.pk}/cancel/", follow=True).content.decode()
    assert "Đã hủy kế hoạch." in done and "(Huỳnh Quốc Bảo)" in done
    assert not PlannedChange.objects.get().is_waiting


def test_a_page_of_before_loses_nothing_of_what_was_typed(browser: Client, justice: Agency) -> None:
    address = f"/manage/agencies/{justice.pk}/change/"
    typed = {"version": 0, "address": "15 Trần Phú, Tam Kỳ", "phone": "0235 3852 345"}
    assert browser.post(address, typed).status_code == 302
    late = browser.post(address, typed | {"address": "16 Trần Phú"})
    page = late.content.decode()
    assert late.status_code == 409 and "Người khác vừa thay đổi “Sở Tư pháp”" in page
    assert 'value="16 Trần Phú"' in page
    assert Agency.objects.get(pk=justice.pk).address == "15 Trần Phú, Tam Kỳ"
    wrong = browser.post(address, typed | {"version": 1, "phone": "gọi anh Nam"})
    assert wrong.status_code == 422 and "Ghi số điện thoại bằng chữ số" in wrong.content.decode()


def test_the_tree(browser: Client, nui_thanh: Agency, tam_tien: Agency, province: Agency) -> None:
    def move(agency: Agency, parent: Agency) -> object:
        return browser.post(
            f"/manage/agencies/{agency.pk}/move/", {"version": 0, "parent": parent.pk}
        )

    below = move(nui_thanh, tam_tien)
    assert below.status_code == 422
    assert "Cơ quan cấp trên không thể ở cấp thấp hơn." in below.content.decode()
    assert move(tam_tien, province).status_code == 302
    assert Agency.objects.get(pk=tam_tien.pk).parent_id == province.pk
