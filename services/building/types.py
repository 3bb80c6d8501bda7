"""Types of field in the words of the builder."""

from dataclasses import dataclass

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


@dataclass(frozen=True)
class TypeWords:
    """A type as it is offered: what it asks, an example question, the attributes one may set."""

    name: str
    title: str | LazyText
    meaning: str | LazyText
    example: str | LazyText
    attributes: tuple[str, ...] = ()


_TEXT = ("max_length", "pattern", "prefill")

TYPE_WORDS: tuple[TypeWords, ...] = (
    TypeWords(
        "text",
        gettext_lazy("Chữ, một dòng"),
        gettext_lazy("Một câu trả lời ngắn."),
        gettext_lazy("Họ, chữ đệm và tên"),
        _TEXT,
    ),
    TypeWords(
        "long_text",
        gettext_lazy("Chữ, nhiều dòng"),
        gettext_lazy("Một đoạn văn, xuống dòng được."),
        gettext_lazy("Lý do đề nghị"),
        _TEXT,
    ),
    TypeWords(
        "whole_number",
        gettext_lazy("Số nguyên"),
        gettext_lazy("Đếm: bản, trang, người. Phí theo số lượng dùng loại này."),
        gettext_lazy("Số bản cần cấp"),
        ("unit", "min", "max"),
    ),
    TypeWords(
        "money",
        gettext_lazy("Số tiền"),
        gettext_lazy("Đồng Việt Nam; gõ 1.500.000 hay 1,5 triệu đều được."),
        gettext_lazy("Vốn điều lệ"),
        ("min", "max"),
    ),
    TypeWords(
        "date",
        gettext_lazy("Ngày"),
        gettext_lazy("Một ngày dương lịch, gõ 22/3/2022."),
        gettext_lazy("Ngày sinh"),
        ("min", "max", "prefill", "by_age"),
    ),
    TypeWords(
        "yes_no",
        gettext_lazy("Có hay không"),
        gettext_lazy("Câu hỏi trả lời Có hoặc Không."),
        gettext_lazy("Có ủy quyền cho người khác không?"),
        ("applicant_class",),
    ),
    TypeWords(
        "one_of",
        gettext_lazy("Chọn một"),
        gettext_lazy("Một câu trả lời trong danh sách bạn soạn."),
        gettext_lazy("Mục đích sử dụng"),
        ("choices", "prefill"),
    ),
    TypeWords(
        "several_of",
        gettext_lazy("Chọn nhiều"),
        gettext_lazy("Đánh dấu một hay nhiều câu trả lời trong danh sách."),
        gettext_lazy("Các giấy tờ đề nghị cấp lại"),
        ("choices",),
    ),
    TypeWords(
        "personal_number",
        gettext_lazy("Số định danh cá nhân"),
        gettext_lazy("12 chữ số, được kiểm tra; so được với giới tính và ngày sinh."),
        gettext_lazy("Số định danh cá nhân"),
        ("prefill", "same_sex_as", "same_birth_as"),
    ),
    TypeWords(
        "tax_code",
        gettext_lazy("Mã số thuế"),
        gettext_lazy("10 hoặc 13 chữ số, được kiểm tra."),
        gettext_lazy("Mã số doanh nghiệp"),
    ),
    TypeWords(
        "phone",
        gettext_lazy("Số điện thoại"),
        gettext_lazy("Số Việt Nam, gõ có hay không có +84."),
        gettext_lazy("Số điện thoại"),
        ("prefill",),
    ),
    TypeWords(
        "email",
        gettext_lazy("Thư điện tử"),
        gettext_lazy("Địa chỉ thư điện tử."),
        gettext_lazy("Thư điện tử"),
        ("prefill",),
    ),
    TypeWords(
        "address",
        gettext_lazy("Địa chỉ"),
        gettext_lazy("Chọn xã, phường, rồi ghi số nhà, đường. Mỗi phần một hai địa chỉ thôi."),
        gettext_lazy("Nơi thường trú"),
        ("prefill",),
    ),
    TypeWords(
        "computed",
        gettext_lazy("Tự tính"),
        gettext_lazy("Không ai nhập: cổng tính từ các trường đứng trước."),
        gettext_lazy("Thành tiền, Tuổi"),
        ("formula", "unit"),
    ),
    TypeWords(
        "file",
        gettext_lazy("Tệp"),
        gettext_lazy(
            "Ảnh hay bản quét gắn với một câu hỏi. Giấy tờ của hồ sơ thì khai ở phần Giấy tờ."
        ),
        gettext_lazy("Ảnh chân dung 4 × 6"),
        ("max_files", "max_megabytes"),
    ),
    TypeWords(
        "group",
        gettext_lazy("Nhóm lặp lại"),
        gettext_lazy("Nhiều trường đi cùng nhau, người khai thêm được nhiều lần."),
        gettext_lazy("Con: họ tên, ngày sinh"),
        ("item_label", "min_items", "max_items"),
    ),
    TypeWords(
        "table",
        gettext_lazy("Bảng"),
        gettext_lazy("Các cột cố định; dòng do người khai thêm, hoặc có tên sẵn."),
        gettext_lazy("Danh sách máy móc: tên, số lượng"),
        ("row_labels", "item_label", "min_items", "max_items"),
    ),
)
BY_TYPE = {words.name: words for words in TYPE_WORDS}
NOT_IN_GROUP = ("group", "table", "file")
NOT_IN_TABLE = (*NOT_IN_GROUP, "address", "long_text")


def type_title(name: str) -> str:
    """`Chọn một` of `one_of`."""
    words = BY_TYPE.get(name)
    return str(words.title) if words else _("Loại “%(name)s”") % {"name": name}


def offered(inside: str = "") -> list[TypeWords]:
    """The types to choose from; `inside` is the type of the group or table, or empty."""
    barred = {"group": NOT_IN_GROUP, "table": NOT_IN_TABLE}.get(inside, ())
    return [words for words in TYPE_WORDS if words.name not in barred]
