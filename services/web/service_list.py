"""`/services/`: search the catalogue, browse it by audience, sector, agency and level."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlencode

from django.http import HttpRequest, QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from portal.agencies.models import Agency
from services import queries
from services.levels import LEVELS
from services.models import Revision
from services.search.life_events import shown_events
from services.search.missed import note_missed
from services.search.pages import Filters, ResultPage, search_page
from services.search.reasons import Part, name_parts, reasons
from services.web import wording

LAST_PAGE = 100
AS_TYPED = "exact"
# How many facts of procedures and lists of choices a process keeps as HTML (0.6 and 6 KB each).
FACTS_KEPT, LISTS_KEPT = 4000, 100


@dataclass(frozen=True)
class Select:
    """A filter as a select."""

    name: str
    label: str
    any_label: str
    choices: tuple[tuple[str, str], ...]  # value and label
    value: str

    @property
    def chosen(self) -> str:
        """The label of the option that narrows the list, if any."""
        return dict(self.choices).get(self.value, "")

    @property
    def options(self) -> SafeString:
        """The choices as HTML."""
        return _options(self.choices, self.value if self.chosen else "")


@lru_cache(maxsize=LISTS_KEPT)
def _options(choices: tuple[tuple[str, str], ...], chosen: str) -> SafeString:
    """Kept by what it says, so it is never old: seventy options cost 0.4 ms of each search."""
    made = (
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>'
        f"{escape(label)}</option>"
        for value, label in choices
    )
    return mark_safe("".join(made))  # noqa: S308 - values and labels are escaped


@dataclass(frozen=True)
class Result:
    """A procedure in the list. `marked` is its name as HTML with what was looked for marked; it
    is put together here, for loops of a template cost more than the search."""

    code: str
    name: str
    sector: str
    agency: str
    level: int
    level_name: str
    time: str
    fee: str
    marked: str = ""
    reasons: tuple[str, ...] = ()

    @property
    def why(self) -> str:
        """The reasons in a line."""
        return " · ".join(self.reasons)

    @property
    def href(self) -> str:
        """The page of the procedure (built by hand: thirty times on a page)."""
        return f"/services/{quote(self.code)}/"

    @property
    def facts(self) -> SafeString:
        """What the list says of the procedure, whoever asks: level, code, sector and so on."""
        return _facts(get_language(), replace(self, name="", marked="", reasons=()))

    @classmethod
    def of(cls, revision: Revision, page: ResultPage | None = None) -> "Result":
        """The revision in words, and why it is on this page."""
        name = revision.procedure.name
        reading = page.readings.get(revision.procedure_id) if page else None
        return cls(
            code=revision.procedure.code,
            name=name,
            sector=revision.procedure.sector.name,
            agency=wording.agency_name(revision),
            level=revision.level,
            level_name=wording.level_name(revision.level),
            time=wording.time_limit(revision),
            fee=wording.base_fee(revision),
            marked=_marked(name_parts(name, reading)),
            reasons=tuple(reasons(revision, page)) if page else (),
        )


@lru_cache(maxsize=FACTS_KEPT)
def _facts(_language: str | None, result: Result) -> SafeString:
    """Kept by what it says, so it is never old: thirty of them cost 2 ms of a list."""
    return render_to_string("public/_result_facts.html", {"result": result})


def _marked(parts: list[Part]) -> SafeString:
    """Each part escaped."""
    marked = (f"<mark>{escape(p.text)}</mark>" if p.asked else escape(p.text) for p in parts)
    return mark_safe("".join(marked))  # noqa: S308 - every part is escaped


class ServiceListView(TemplateView):
    """Works without JavaScript: a form by GET, so that a search has an address."""

    template_name = "public/service_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The page of results, the filters and the links that keep them."""
        typed = self.request.GET.get("q", "").replace("\0", "").strip()
        filters = _filters(self.request.GET)
        number = _page_number(self.request.GET)
        as_typed = AS_TYPED in self.request.GET
        page = search_page(typed, filters, number, as_typed=as_typed)
        if typed and number == 1 and (page.near or not page.revisions) and filters == Filters():
            note_missed(self.request, typed)
        selects = _selects(filters)
        return super().get_context_data(
            q=typed,
            results=[Result.of(revision, page) for revision in page.revisions],
            near=page.near,
            mended=page.mended,
            as_typed_url=_url(self.request, **{AS_TYPED: "1"}) if page.mended else "",
            as_typed=as_typed,
            events=page.events if page.events else shown_events() if not page.revisions else (),
            selects=selects,
            removals=_removals(self.request, selects),
            previous_url=_page_url(self.request, number - 1) if number > 1 else "",
            next_url=_page_url(self.request, number + 1) if page.has_next else "",
            page_number=number,
            centre=queries.one_stop_centre() if page.near or not page.revisions else None,
            **kwargs,
        )


def _filters(get: QueryDict) -> Filters:
    level = get.get("level", "")
    agency_level = get.get("agency_level", "")
    audience = get.get("audience", "")
    return Filters(
        sector=get.get("sector", ""),
        agency=get.get("agency", ""),
        level=int(level) if level in {str(known) for known in LEVELS} else None,
        agency_level=agency_level if agency_level in Agency.Level.values else "",
        audience=audience if audience in Revision.Audience.values else "",
    )


def _page_number(get: QueryDict) -> int:
    text = get.get("page", "1")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 1
    return min(max(number, 1), LAST_PAGE)


def _selects(filters: Filters) -> list[Select]:
    local_levels = (Agency.Level.PROVINCE, Agency.Level.DISTRICT, Agency.Level.COMMUNE)
    return [
        Select("audience", _("Bạn là"), _("Mọi đối tượng"), tuple(
            (audience.value, str(audience.label)) for audience in Revision.Audience
        ), filters.audience),
        Select("sector", _("Lĩnh vực"), _("Mọi lĩnh vực"), tuple(
            (sector.slug, sector.name) for sector in queries.sectors()
        ), filters.sector),
        Select("agency_level", _("Cấp thực hiện"), _("Mọi cấp"), tuple(
            (level.value, str(level.label)) for level in local_levels
        ), filters.agency_level),
        Select("agency", _("Cơ quan cấp tỉnh"), _("Mọi cơ quan"), tuple(
            (agency.code, agency.name) for agency in queries.handling_agencies()
        ), filters.agency),
        Select("level", _("Mức độ dịch vụ"), _("Mọi mức độ"), tuple(
            (str(level), wording.level_name(level)) for level in reversed(LEVELS)
        ), str(filters.level or "")),
    ]  # fmt: skip


def _removals(request: HttpRequest, selects: Sequence[Select]) -> list[dict[str, str]]:
    """One link for each filter in force that takes it away and keeps the rest."""
    return [
        {"label": select.chosen, "url": _url(request, **{select.name: ""})}
        for select in selects
        if select.chosen
    ]


def _page_url(request: HttpRequest, number: int) -> str:
    return _url(request, page=str(number) if number > 1 else "")


def _url(request: HttpRequest, **changes: str) -> str:
    kept = {name: value for name, value in request.GET.items() if value and name != "page"}
    kept |= changes
    query = urlencode({name: value for name, value in kept.items() if value})
    return reverse("services:service_list") + (f"?{query}" if query else "")
