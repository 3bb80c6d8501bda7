"""What is needed elsewhere does not go, and the place is named."""

import pytest
from django.test import Client

from tests.services.web.manage.builder.conftest import FORM, Form, Post, keys, text

NEEDED = [
    ("fields/purpose/", "điều kiện của “Mục đích khác là” (phần 2 “Nội dung”)"),
    ("fields/purpose/", "điều kiện của mức giảm “Giảm cho người tìm việc”"),
    ("fields/copies/", "cách tính của “Thành tiền” (phần 2 “Nội dung”)"),
    ("fields/copies/", "cách tính khoản “Lệ phí cấp bản”"),
    ("fields/full_name/", "giấy tờ “Đơn xin việc” (thay bằng trường này)"),
    ("fields/sex/", "kiểm tra giới tính của “Số định danh” (phần 1 “Người nộp”)"),
    ("fields/birth_date/", "kiểm tra ngày sinh của “Số định danh” (phần 1 “Người nộp”)"),
    ("fields/children/", "cách tính của “Tổng cân nặng” (phần 2 “Nội dung”)"),
    ("fields/children.weight/", "cách tính của “Tổng cân nặng” (phần 2 “Nội dung”)"),
    ("fields/children.name/", "điều kiện của “Ghi chú” trong “Con” (phần 2 “Nội dung”)"),
    ("sections/request/", "điều kiện của mức giảm “Giảm cho người tìm việc”"),
]


@pytest.mark.parametrize(("page", "place"), NEEDED)
def test_a_needed_field_stays(
    manage: Client, post: Post, form: Form, page: str, place: str
) -> None:
    before = form()

    response = post(f"{page}delete/")

    assert response.status_code == 422
    assert place in text(response)
    assert place in text(manage.get(f"{FORM}{page}delete/"))
    assert form() == before


def test_a_field_goes_and_the_next_one_has_the_focus(post: Post, form: Form) -> None:
    response = post("fields/purpose_other/delete/")

    assert keys(form(), 1) == ["purpose", "copies", "cost", "children", "total"]
    assert response.headers["Location"] == f"{FORM}#field-copies"


def test_a_field_goes_to_another_section(post: Post, form: Form) -> None:
    response = post("fields/total/move/", section="applicant")

    assert response.status_code == 422, "it counts on a group that comes after it now"
    assert keys(form(), 0) == ["full_name", "birth_date", "sex", "number"]
    assert post("fields/full_name/move/", section="request").status_code == 302
    assert keys(form(), 1)[-1] == "full_name"


def test_an_inner_field_comes_out_of_its_group(post: Post, form: Form) -> None:
    post("fields/children.note/delete/")
    post("fields/children.name/move/", section="request")

    assert keys(form(), 1)[-1] == "name"


def test_another_section_must_be_named(post: Post) -> None:
    assert post("fields/full_name/move/", section="nothing").status_code == 422
