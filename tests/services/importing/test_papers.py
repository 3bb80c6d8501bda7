"""Papers out of one cell."""

import pytest

from services.importing.papers import parse_papers

FILLED_IN_ONLINE = "Kê khai trực tuyến trên cổng thay cho giấy này."


def names(cell: str) -> list[str]:
    return [paper.name for paper in parse_papers(cell, online=True)]


def test_counts_conditions_and_the_declaration() -> None:
    papers = parse_papers(
        "Tờ khai đăng ký khai sinh (mẫu); Giấy chứng sinh [BC 1]; Bản sao GPLX [BS 2];"
        " Biên bản về việc trẻ bị bỏ rơi (nếu có) [BC 1/BS 0]; Xuất trình: hộ chiếu",
        online=True,
    )

    assert [(p.name, p.required, p.originals, p.copies, p.note) for p in papers] == [
        ("Tờ khai đăng ký khai sinh (mẫu)", False, 0, 0, FILLED_IN_ONLINE),
        ("Giấy chứng sinh", True, 1, 0, ""),
        ("Bản sao GPLX", True, 0, 2, ""),
        ("Biên bản về việc trẻ bị bỏ rơi (nếu có)", False, 1, 0, ""),
        ("Hộ chiếu", False, 0, 0, "Chỉ xuất trình khi đến quầy, không phải nộp."),
    ]


def test_on_paper_the_declaration_is_required() -> None:
    [paper] = parse_papers("Đơn đề nghị (Mẫu số 31)", online=False)

    assert (paper.required, paper.note) == (True, "")


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Sổ hộ khẩu [1 BC]", "Sổ hộ khẩu"),
        ("Phương án vận chuyển chi tiết – Bản chính: 1", "Phương án vận chuyển chi tiết"),
        ("Quyết định xử lý tài sản (01 bản sao)", "Quyết định xử lý tài sản"),
        ("Mảnh trích đo (bản chính: 1, bản sao: 1)", "Mảnh trích đo"),
        ("Thể lệ Mẫu số: 03 ĐP.docx | [BC 1/BS 0]", "Thể lệ"),
        ("Đơn đề nghị Số lượng: [BC 1/BS 1] Link tải mẫu", "Đơn đề nghị"),
        ("(1) học bạ", "Học bạ"),
        ("Hộ chiếu còn giá trị sử dụng (sau đây g [1 BC]", "Hộ chiếu còn giá trị sử dụng"),
    ],
)
def test_litter_goes(cell: str, name: str) -> None:
    assert names(cell) == [name]


def test_a_name_that_was_cut_off_ends_at_a_whole_clause() -> None:
    cell = "Giấy tờ có dán ảnh, " + "thông tin cá nhân do cơ quan cấp, " * 5 + "còn giá trị sử d"

    [name] = names(cell)

    assert name.endswith("do cơ quan cấp…")


def test_the_same_paper_twice_is_asked_for_once_and_keys_are_unique() -> None:
    same_start = "Bản sao có chứng thực giấy tờ chứng minh quyền "
    papers = parse_papers(f"Học bạ; học bạ; {same_start}sử dụng; {same_start}sở hữu", online=True)

    assert [paper.key for paper in papers] == [
        "hoc-ba",
        "ban-sao-co-chung-thuc-giay-to-chung-minh",
        "ban-sao-co-chung-thuc-giay-to-chung-mi-2",
    ]


def test_an_empty_cell_leaves_room_for_any_paper() -> None:
    [paper] = parse_papers("", online=True)

    assert (paper.key, paper.required) == ("other", False)
