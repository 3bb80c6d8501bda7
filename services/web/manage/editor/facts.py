"""`…/draft/facts/`: what the procedure is, who handles it, how long it takes."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.agencies.models import Agency
from portal.shared import clock
from services.actions.edit_draft import Change
from services.content import RevisionContent
from services.editing.facts import Facts, set_facts
from services.models import Revision, Sector
from services.web.manage.editor.fields import (
    BoxesField,
    CircleField,
    DayField,
    LineField,
    LinesField,
    NumberField,
    OneField,
)
from services.web.manage.editor.page import SheetPage
from services.web.manage.editor.sheet import Sheet, Unchecked, row_forms, shown_when

_LEVELS = (
    (2, gettext_lazy("Mức độ 2: xem hướng dẫn trên cổng, nộp giấy tại quầy")),
    (3, gettext_lazy("Mức độ 3: nộp trực tuyến; nộp phí, nhận kết quả tại quầy")),
    (4, gettext_lazy("Mức độ 4: nộp hồ sơ, nộp phí và nhận kết quả trực tuyến")),
)
_WHOSE = (
    (Agency.Level.PROVINCE.value, gettext_lazy("Cấp tỉnh: một cơ quan cho cả tỉnh")),
    (Agency.Level.DISTRICT.value, gettext_lazy("Cấp huyện: theo nơi công dân chọn")),
    (Agency.Level.COMMUNE.value, gettext_lazy("Cấp xã: theo nơi công dân chọn")),
)


class LawForm(Unchecked):
    """A legal text and its last day."""

    text = LineField(label=gettext_lazy("Văn bản"))
    ends_on = DayField(
        label=gettext_lazy("Hết hiệu lực ngày"),
        help_text=gettext_lazy("Ngày cuối cùng còn hiệu lực; chưa biết thì để trống."),
    )


class ResultForm(Unchecked):
    """A result."""

    text = LineField(label=gettext_lazy("Kết quả"))


class FactsForm(Unchecked):
    """The facts without their rows."""

    name = LinesField(label=gettext_lazy("Tên thủ tục"), rows=2)
    local_code = LineField(
        label=gettext_lazy("Mã tại tỉnh"),
        optional=True,
        help_text=gettext_lazy("Ví dụ 2.000488.000.00.00.H47."),
    )
    sector = OneField(label=gettext_lazy("Lĩnh vực"))
    audiences = BoxesField(label=gettext_lazy("Dành cho ai"), choices=Revision.Audience.choices)
    level = forms.TypedChoiceField(
        label=gettext_lazy("Mức độ dịch vụ công trực tuyến"),
        choices=_LEVELS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Chọn mức độ.")},
    )
    agency_level = forms.ChoiceField(
        label=gettext_lazy("Cấp giải quyết"),
        choices=_WHOSE,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Chọn cấp giải quyết.")},
    )
    handling_agency_code = OneField(
        label=gettext_lazy("Cơ quan giải quyết"),
        optional=True,
        help_text=gettext_lazy("Chỉ chọn khi cấp tỉnh giải quyết."),
    )
    receiving_agency_code = OneField(
        label=gettext_lazy("Cơ quan tiếp nhận"),
        optional=True,
        help_text=gettext_lazy(
            "Để trống: Trung tâm Phục vụ hành chính công tỉnh, hoặc Bộ phận một cửa nơi giải quyết."
        ),
    )
    agency_text = LineField(
        label=gettext_lazy("Cơ quan thực hiện, như ghi trên trang thủ tục"),
        optional=True,
        help_text=gettext_lazy("Để trống thì ghi tên cơ quan giải quyết."),
    )
    time_unit = CircleField(
        label=gettext_lazy("Đơn vị thời hạn"),
        choices=[
            (Revision.TimeUnit.WORKING_DAY.value, gettext_lazy("Ngày làm việc")),
            (Revision.TimeUnit.DAY.value, gettext_lazy("Ngày, kể cả ngày nghỉ")),
            (Revision.TimeUnit.SAME_DAY.value, gettext_lazy("Trong ngày")),
        ],
    )
    legal_time_value = NumberField(
        label=gettext_lazy("Thời hạn theo luật"),
        help_text=gettext_lazy("Số ngày nhiều nhất mà luật cho phép."),
    )
    time_value = NumberField(
        label=gettext_lazy("Thời hạn của tỉnh"),
        optional=False,
        help_text=gettext_lazy("Số ngày tỉnh cam kết, không dài hơn luật cho phép."),
    )
    clock_rule = CircleField(label=gettext_lazy("Cách tính"), choices=Revision.ClockRule.choices)
    time_note = LinesField(label=gettext_lazy("Ghi chú về thời hạn"), optional=True)
    result_template = forms.ChoiceField(
        label=gettext_lazy("Mẫu trình bày kết quả"),
        help_text=gettext_lazy(
            "Hệ thống trình bày văn bản kết quả theo Nghị định 30/2020/NĐ-CP, Phụ lục I."
        ),
        choices=Revision.ResultTemplate.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    return_channels = BoxesField(
        label=gettext_lazy("Cách nhận kết quả"), choices=Revision.ReturnChannel.choices
    )

    def __init__(self, *args: Any, stored: RevisionContent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = list(Sector.objects.values_list("name", flat=True))
        self.fields["sector"].choices = [(name, name) for name in names]  # type: ignore[attr-defined]
        codes = (stored.handling_agency_code, stored.receiving_agency_code)
        agencies = _agencies(codes)
        blank = [("", _("Theo quy tắc chung"))]
        counters = [each for each in agencies if each.is_one_stop or each.code in codes]
        provincial = [each for each in agencies if each.level == Agency.Level.PROVINCE]
        self.fields["handling_agency_code"].choices = [  # type: ignore[attr-defined]
            ("", _("Chưa chọn")),
            *_options(provincial),
        ]
        self.fields["receiving_agency_code"].choices = [*blank, *_options(counters)]  # type: ignore[attr-defined]


class FactsView(SheetPage):
    """The facts with the rows of legal texts and results."""

    part = "facts"
    template_name = "manage/draft/facts.html"
    row_prefixes = ("laws", "results")

    def sheet(self, data: QueryDict | None, content: RevisionContent) -> Sheet:
        """One form, two lists of rows."""
        laws = [{"text": law.text, "ends_on": law.ends_on} for law in content.legal_basis]
        results = [{"text": text} for text in content.results]
        form = FactsForm(data, initial=_stored(content), stored=content)
        rows = {
            "laws": row_forms(LawForm, "laws", data, laws),
            "results": row_forms(ResultForm, "results", data, results),
        }
        return Sheet(form, rows)

    def change(self, sheet: Sheet) -> Change:
        """Set all facts."""
        typed = sheet.form.cleaned_data
        facts = Facts(
            **typed
            | {
                "audiences": tuple(typed["audiences"]),
                "return_channels": tuple(typed["return_channels"]),
                "laws": [(row["text"], row["ends_on"]) for row in sheet.values("laws")],
                "results": [row["text"] for row in sheet.values("results")],
            }
        )
        return lambda content: set_facts(content, facts)

    def words(self, sheet: Sheet) -> str:
        """For the history."""
        return _("Sửa thông tin chung")

    def more(self, sheet: Sheet) -> dict[str, Any]:
        """The rows by their names."""
        counted = (Revision.TimeUnit.WORKING_DAY, Revision.TimeUnit.DAY)
        return {
            "laws": sheet.rows["laws"],
            "results": sheet.rows["results"],
            "when": {
                "provincial": shown_when("agency_level", Agency.Level.PROVINCE),
                "days": shown_when("time_unit", *counted),
            },
        }


def _stored(content: RevisionContent) -> dict[str, Any]:
    names = FactsForm.base_fields
    return {name: getattr(content, name) for name in names} | {
        "audiences": list(content.audiences),
        "return_channels": list(content.return_channels),
    }


def _agencies(chosen: tuple[str, ...]) -> list[Agency]:
    """Those at work, and those that are chosen already, were they closed since."""
    at_work = Agency.objects.at_work(clock.today())
    return list((at_work | Agency.objects.filter(code__in=chosen)).order_by("level", "name"))


def _options(agencies: list[Agency]) -> list[tuple[str, str]]:
    closed = _("(đã giải thể)")
    return [
        (each.code, f"{each.name} {closed}" if each.closed_on else each.name) for each in agencies
    ]
