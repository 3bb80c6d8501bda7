"""`/`: search, life events, track a dossier, sign in, three public figures, the line."""

from functools import lru_cache
from typing import Any, NamedTuple

from django.template.loader import render_to_string
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from dossiers.models import Dossier
from portal.national.web.public import public_line
from portal.reporting.figures import WINDOW_DAYS, PublicFigures, Share, public_figures
from services import queries
from services.models import LifeEvent
from services.search.life_events import shown_events


class HomeView(TemplateView):
    """A handful of cached queries for a visitor who is not signed in."""

    template_name = "public/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Life events, what people ask for most, the figures, and how far behind the line is."""
        return super().get_context_data(
            life_events=_life_events(get_language(), tuple(map(_Shown.of, shown_events()))),
            popular=queries.popular(),
            stats=_stats(public_figures()),
            sync=public_line(),
            **kwargs,
        )


class _Shown(NamedTuple):
    """What the page says of a life event."""

    slug: str
    title: str
    icon: str
    text: str

    @classmethod
    def of(cls, event: LifeEvent) -> "_Shown":
        return cls(event.slug, event.title, event.icon, event.text)


@lru_cache(maxsize=8)
def _life_events(_language: str | None, events: tuple[_Shown, ...]) -> SafeString:
    """Kept by what it says, so it is never old: twelve of them with their icons took 0.6 ms of
    the portal's first page. Empty where there are none."""
    return (
        render_to_string("public/_life_events.html", {"events": events}) if events else SafeString()
    )


def _stats(figures: PublicFigures) -> list[dict[str, str]]:
    days = {"days": WINDOW_DAYS}
    return [
        {
            "value": _whole(figures.by_citizens.whole),
            "label": _("hồ sơ đã nộp trong %(days)d ngày qua") % days,
            "basis": _sources(figures),
        },
        {
            "value": _percent(figures.on_time),
            "label": _("giải quyết đúng hạn"),
            "basis": _("%(part)s trong %(whole)s hồ sơ có kết quả, %(days)d ngày qua") % {
                "part": _whole(figures.on_time.part),
                "whole": _whole(figures.on_time.whole),
                **days,
            },
        },
        {
            "value": _percent(figures.online_procedures),
            "label": _("thủ tục nộp được trực tuyến"),
            "basis": _("%(part)s trong %(whole)s thủ tục, mức độ 3 và 4") % {
                "part": _whole(figures.online_procedures.part),
                "whole": _whole(figures.online_procedures.whole),
            },
        },
    ]  # fmt: skip


def _sources(figures: PublicFigures) -> str:
    """Each provenance by itself; of those of the counter the ones that there are."""
    words = {
        Dossier.Provenance.CITIZEN: _("%(part)s do công dân tự nộp trực tuyến"),
        Dossier.Provenance.HELPED: _("%(part)s do cán bộ hỗ trợ nộp tại quầy"),
        Dossier.Provenance.DIGITISED: _("%(part)s do cán bộ số hóa từ hồ sơ giấy"),
        Dossier.Provenance.POST: _("%(part)s qua bưu chính công ích"),
    }
    return "; ".join(
        words[Dossier.Provenance(source)] % {"part": _whole(share.part)}
        for source, share in figures.by_source
        if share.part or source == Dossier.Provenance.CITIZEN
    )


def _whole(number: int) -> str:
    return number_format(number, force_grouping=True)


def _percent(share: Share) -> str:
    if share.percent is None:
        return "–"
    return f"{number_format(share.percent, 1)} %"
