"""Procedures chosen by filters or one by one: their place in addresses, and in words."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.web.access import ActorRequest
from portal.agencies.models import Agency
from services import queries
from services.batches.selection import Selection
from services.importing.checking import CODE
from services.levels import LEVELS
from services.models import Revision
from services.web.manage.access import ManageView
from services.web.manage.bulk.row_facts import facts_of

ROWS = 50
MOST_CODES = 500
AGENCY_LEVELS = (Agency.Level.PROVINCE, Agency.Level.DISTRICT, Agency.Level.COMMUNE)
ANY = gettext_lazy("Tất cả")


class FilterForm(forms.Form):
    """How the list of procedures is narrowed."""

    q = forms.CharField(label=gettext_lazy("Tên hoặc mã"), required=False, max_length=100)
    sector = forms.ChoiceField(label=gettext_lazy("Lĩnh vực"), required=False)
    agency_level = forms.ChoiceField(label=gettext_lazy("Cấp thực hiện"), required=False)
    agency = forms.ChoiceField(label=gettext_lazy("Cơ quan cấp tỉnh"), required=False)
    level = forms.ChoiceField(label=gettext_lazy("Mức độ"), required=False)
    audience = forms.ChoiceField(label=gettext_lazy("Dành cho"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, list[tuple[str, Any]]] = {
            "sector": [(each.slug, each.name) for each in queries.sectors()],
            "agency_level": [(each.value, each.label) for each in AGENCY_LEVELS],
            "agency": [(each.code, each.name) for each in queries.handling_agencies()],
            "level": [(str(each), str(each)) for each in LEVELS],
            "audience": list(Revision.Audience.choices),
        }
        for name, found in choices.items():
            self.fields[name].choices = [("", ANY), *found]  # type: ignore[attr-defined]

    def selection(self) -> Selection:
        """What was chosen; values that nobody offers narrow nothing."""
        self.is_valid()
        chosen = {name: self.cleaned_data.get(name, "") for name in self.fields}
        level = chosen.pop("level")
        return Selection(**chosen, level=int(level) if level else None)

    def words(self) -> str:
        """`Lĩnh vực: Hộ tịch; mức độ: 4`."""
        self.is_valid()
        said = []
        for name, field in self.fields.items():
            value = self.cleaned_data.get(name, "")
            if value:
                offered = dict(getattr(field, "choices", ()))
                said.append(f"{field.label}: {offered.get(value, value)}")
        return "; ".join(said)


def selection_of(data: QueryDict) -> tuple[Selection, str]:
    """The selection that an address names, and its words. Codes that were ticked stand alone."""
    codes = tuple(dict.fromkeys(code for code in data.getlist("codes") if CODE.fullmatch(code)))
    if codes:
        words = _("%(count)d thủ tục đã chọn") % {"count": len(codes[:MOST_CODES])}
        return Selection(codes=codes[:MOST_CODES]), words
    form = FilterForm(data)
    return form.selection(), form.words() or _("Tất cả thủ tục đang áp dụng")


class ChooseView(ManageView):
    """Filters, and the procedures that fit (/manage/batches/choose/); `?after=` a code."""

    def get(self, request: ActorRequest) -> HttpResponse:
        """One page of the list."""
        form = FilterForm(request.GET)
        selection = form.selection()
        after = request.GET.get("after", "")
        found = selection.procedures().select_related("current_revision", "sector")
        if CODE.fullmatch(after):
            found = found.filter(code__gt=after)
        procedures = list(found[: ROWS + 1])
        more = procedures[ROWS - 1].code if len(procedures) > ROWS else ""
        filters = replace(selection, codes=()).as_json()
        context = {
            "form": form,
            "rows": [facts_of(each) for each in procedures[:ROWS]],
            "filters": filters,
            "words": form.words() or _("Tất cả thủ tục đang áp dụng"),
            "next_url": f"?{urlencode({**filters, 'after': more})}" if more else "",
        }
        return render(request, "manage/bulk/choose.html", context)
