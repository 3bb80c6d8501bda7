"""The words of a filing by the national portal. Rules are in portal.national.inbound, not here."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy
from rest_framework import serializers

from portal.accounts.models import Citizen
from portal.api.dossiers.filing import CaseSerializer, case_of
from portal.api.strict import CHOICE, EMPTY, OBJECT, ErrorWords, Strict, Words
from portal.national.inbound.filing import Applicant, Filing

DAY: ErrorWords = {**EMPTY, "invalid": gettext_lazy("Ghi ngày theo dạng 2022-03-22.")}
DAY["datetime"] = DAY["invalid"]
LEVEL: ErrorWords = {
    **EMPTY,
    **dict.fromkeys(
        ("invalid", "min_value", "max_value", "max_string_length"),
        gettext_lazy("Ghi mức xác thực bằng số 1 hoặc 2."),
    ),
}


class AddressSerializer(Strict):
    """Where the applicant lives."""

    commune = Words(
        max_length=10, required=False, default="", allow_blank=True,
        help_text="Mã xã, phường; bỏ trống: ngoài tỉnh",
    )  # fmt: skip
    line = Words(
        max_length=200, required=False, default="", allow_blank=True,
        help_text="Số nhà, đường, thôn; ngoài tỉnh thì ghi đủ địa chỉ",
    )  # fmt: skip


class ApplicantSerializer(Strict):
    """The citizen, as the national portal knows him."""

    identity_number = Words(max_length=20, help_text="Số định danh cá nhân, 12 chữ số")
    full_name = Words(max_length=300, help_text="Họ, chữ đệm và tên")
    birth_date = serializers.DateField(
        input_formats=["%Y-%m-%d"], help_text="Ngày sinh", error_messages=DAY
    )
    sex = serializers.ChoiceField(
        choices=Citizen.Sex.choices, required=False, default="", error_messages=CHOICE,
        help_text="Giới tính; bỏ trống: theo số định danh",
    )  # fmt: skip
    phone = Words(max_length=30, required=False, default="", allow_blank=True)
    email = Words(max_length=254, required=False, default="", allow_blank=True)
    address = AddressSerializer(required=False, error_messages=OBJECT)
    assurance_level = serializers.IntegerField(
        min_value=1, max_value=2, help_text="Mức xác thực của tài khoản quốc gia",
        error_messages=LEVEL,
    )  # fmt: skip


class FilingSerializer(CaseSerializer):
    """A dossier to file, and whose it is."""

    applicant = ApplicantSerializer(error_messages=OBJECT)


def filing_of(data: Mapping[str, Any]) -> Filing:
    """The plain values of a valid FilingSerializer."""
    applicant = dict(data["applicant"])
    address = applicant.pop("address", {})
    return Filing(
        case=case_of(data),
        applicant=Applicant(
            **applicant,
            commune=address.get("commune", ""),
            address_line=address.get("line", ""),
        ),
    )
