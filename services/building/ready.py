"""Sections that nearly every form begins with, put in by one press."""

from dataclasses import dataclass

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.building.forms import Json


@dataclass(frozen=True)
class ReadySection:
    """What the button says, and what it puts in."""

    key: str
    title: str | LazyText
    what: str | LazyText

    def section(self) -> Json:
        """A fresh section."""
        return _MAKERS[self.key]()


def _applicant() -> Json:
    return {
        "key": "applicant",
        "title": _("Người nộp"),
        "intro": _("Thông tin lấy từ tài khoản của bạn. Hãy kiểm tra lại và sửa nếu đã thay đổi."),
        "fields": [
            *_person(profile=True),
            {
                "key": "address",
                "type": "address",
                "label": _("Nơi thường trú"),
                "required": True,
                "prefill": "profile.address",
            },
            {
                "key": "phone",
                "type": "phone",
                "label": _("Số điện thoại"),
                "required": True,
                "prefill": "profile.phone",
                "hint": _("Cán bộ gọi số này khi cần hỏi thêm."),
            },
            {
                "key": "email",
                "type": "email",
                "label": _("Thư điện tử"),
                "prefill": "profile.email",
                "hint": _("Để nhận thông báo về hồ sơ."),
            },
        ],
    }


def _represented() -> Json:
    return {
        "key": "authorisation",
        "title": _("Người được ủy quyền"),
        "intro": _("Chỉ điền khi bạn nộp thay người khác hoặc nhờ người khác nhận kết quả."),
        "fields": [
            {
                "key": "is_authorised",
                "type": "yes_no",
                "label": _("Hồ sơ có ủy quyền cho người khác không?"),
                "required": True,
            },
            *(
                field | {"show_if": {"field": "is_authorised", "op": "eq", "value": "yes"}}
                for field in [
                    *_person(profile=False, prefix="agent_"),
                    {
                        "key": "agent_phone",
                        "type": "phone",
                        "label": _("Số điện thoại của người được ủy quyền"),
                        "required": True,
                    },
                ]
            ),
        ],
    }


def _organisation() -> Json:
    return {
        "key": "organisation",
        "title": _("Tổ chức, doanh nghiệp"),
        "fields": [
            {
                "key": "organisation_name",
                "type": "text",
                "label": _("Tên tổ chức, doanh nghiệp"),
                "required": True,
            },
            {
                "key": "organisation_tax_code",
                "type": "tax_code",
                "label": _("Mã số thuế"),
                "required": True,
            },
            {
                "key": "organisation_address",
                "type": "address",
                "label": _("Địa chỉ trụ sở"),
                "required": True,
            },
            {
                "key": "representative",
                "type": "text",
                "label": _("Người đại diện theo pháp luật"),
                "required": True,
                "prefill": "profile.full_name",
            },
            {
                "key": "representative_title",
                "type": "text",
                "label": _("Chức vụ"),
            },
        ],
    }


def _copies() -> Json:
    return {
        "key": "request",
        "title": _("Nội dung yêu cầu"),
        "fields": [
            {
                "key": "purpose",
                "type": "long_text",
                "label": _("Mục đích, lý do đề nghị"),
                "required": True,
                "max_length": 1000,
            },
            {
                "key": "copies",
                "type": "whole_number",
                "label": _("Số bản cần cấp"),
                "required": True,
                "min": 1,
                "max": 50,
                "unit": _("bản"),
            },
        ],
    }


def _person(*, profile: bool, prefix: str = "") -> list[Json]:
    """Name, day of birth, sex and number, the last compared with the two before it."""
    fields: list[Json] = [
        {
            "key": f"{prefix}full_name",
            "type": "text",
            "label": _("Họ, chữ đệm và tên"),
            "required": True,
            "max_length": 150,
            "hint": _("Viết đúng như trên giấy tờ tùy thân."),
        },
        {
            "key": f"{prefix}birth_date",
            "type": "date",
            "label": _("Ngày sinh"),
            "required": True,
            "max": "today",
            "hint": _("Ví dụ: 22/03/1990"),
        },
        {
            "key": f"{prefix}sex",
            "type": "one_of",
            "label": _("Giới tính"),
            "required": True,
            "choices": [
                {"value": "male", "label": _("Nam")},
                {"value": "female", "label": _("Nữ")},
            ],
        },
        {
            "key": f"{prefix}identity_number",
            "type": "personal_number",
            "label": _("Số định danh cá nhân"),
            "required": True,
            "same_sex_as": f"{prefix}sex",
            "same_birth_as": f"{prefix}birth_date",
            "hint": _("12 chữ số trên thẻ Căn cước công dân."),
        },
    ]
    if not profile:
        return fields
    fields[1]["applicant_class"] = "by_age"
    return [field | {"prefill": f"profile.{field['key']}"} for field in fields]


_MAKERS = {
    "applicant": _applicant,
    "authorisation": _represented,
    "organisation": _organisation,
    "request": _copies,
}

READY = (
    ReadySection(
        "applicant",
        gettext_lazy("Người nộp"),
        gettext_lazy(
            "Họ tên, ngày sinh, giới tính, số định danh, nơi thường trú, điện thoại, thư điện tử;"
            " điền sẵn từ tài khoản"
        ),
    ),
    ReadySection(
        "authorisation",
        gettext_lazy("Người được ủy quyền"),
        gettext_lazy("Câu hỏi có ủy quyền không; nhân thân người được ủy quyền chỉ hiện khi có"),
    ),
    ReadySection(
        "organisation",
        gettext_lazy("Tổ chức, doanh nghiệp"),
        gettext_lazy("Tên, mã số thuế, trụ sở, người đại diện"),
    ),
    ReadySection(
        "request",
        gettext_lazy("Nội dung yêu cầu"),
        gettext_lazy("Lý do và số bản; phí theo số bản dùng được ngay"),
    ),
)
BY_KEY = {each.key: each for each in READY}
