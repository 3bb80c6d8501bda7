"""/manage/agencies/merge/: first which ones (a search), then into what and when."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.web.access import ActorRequest
from portal.administration.actions.merge_agencies import Merged, NewAgency, merge_agencies
from portal.administration.web.agency_forms import MergeForm
from portal.administration.web.base import FormPage
from portal.agencies.models import Agency
from portal.shared import clock
from portal.shared.errors import InvalidInput
from portal.shared.folding import fold
from portal.shared.templatetags.formats import day as in_words

MOST = 100


class MergeView(FormPage):
    """`?q=` chooses whom to offer: the agencies whose name holds it, or those right under one."""

    template_name = "administration/merge.html"
    form_class = MergeForm
    title = gettext_lazy("Sáp nhập cơ quan")
    submit = gettext_lazy("Sáp nhập")
    is_danger = True

    def find(self, **where: Any) -> None:
        """Whom to offer."""
        self.q = self.request.GET.get("q", "").strip()[:100]
        self.candidates = _candidates(self.q) if self.q else []

    def initial(self) -> dict[str, Any]:
        """Today."""
        return {"on": clock.today()}

    def form_arguments(self) -> dict[str, Any]:
        """Whom to offer."""
        return {"candidates": self.candidates}

    def context(self) -> dict[str, Any]:
        """The way back, and what was searched for."""
        return {
            "q": self.q,
            "has_candidates": bool(self.candidates),
            "back_href": reverse("administration:agencies"),
            "back_text": _("Các cơ quan"),
        }

    def act(self, request: ActorRequest, typed: dict[str, Any]) -> tuple[str, str]:
        """Merge them."""
        merged = merge_agencies(
            actor=request.actor, source_ids=typed["sources"], into=_into(typed), on=typed["on"],
            reason=typed["reason"],
        )  # fmt: skip
        return _words(merged), reverse("administration:agency", args=[merged.into.pk])


def _candidates(q: str) -> list[tuple[int, str]]:
    found = Agency.objects.filter(closed_on=None, parent__isnull=False)
    named = found.filter(search__contains=fold(q)) | found.filter(code__istartswith=q)
    named |= found.filter(parent__search__contains=fold(q))
    return [
        (agency.pk, f"{agency.name} · {agency.code}")
        for agency in named.order_by("code").distinct()[:MOST]
    ]


def _into(typed: dict[str, Any]) -> int | NewAgency:
    if typed["into"]:
        return int(typed["into"])
    if not typed["name"]:
        words = _("Chọn cơ quan kế thừa, hoặc điền tên và mã của cơ quan mới.")
        raise InvalidInput({"into": words})
    return NewAgency(
        typed["name"], typed["code"], typed["code_2020"], typed["level"], typed["parent"]
    )


def _words(merged: Merged) -> str:
    waiting = merged.waiting
    if not waiting:
        return _("Đã sáp nhập %(n)d cơ quan vào “%(name)s”.") % {
            "n": len(merged.changes),
            "name": merged.into.name,
        }
    if waiting[0].on > clock.today():
        return _("Đã ghi kế hoạch; hệ thống thực hiện vào ngày %(day)s.") % {
            "day": in_words(waiting[0].on)
        }
    return _("Còn %(n)d cơ quan chưa sáp nhập được; lý do ghi ở “Kế hoạch” bên dưới.") % {
        "n": len(waiting)
    }
