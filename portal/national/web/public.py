"""How far behind the national portal is, for everybody."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from portal.national.queries.public import PublicSync, public_sync
from portal.national.web import words


@dataclass(frozen=True)
class PublicLine:
    """`figure` ends the sentence that `label` begins; `note` says what it leaves out."""

    label: str
    figure: str
    note: str


def public_line() -> PublicLine | None:
    """The line of the home page; None when there is nothing to say yet."""
    sync = public_sync()
    behind = sync.behind()
    if behind is None:
        return None
    slowest = words.length(behind)
    if sync.down_since:
        figure = _("đang chờ cổng quốc gia từ %(since)s, chậm nhất %(slowest)s") % {
            "since": words.since(sync.down_since),
            "slowest": slowest,
        }
    else:
        figure = _("chậm nhất %(slowest)s") % {"slowest": slowest}
    return PublicLine(_("Đồng bộ với cổng quốc gia"), figure, _left_out(sync))


def national_sync(request: HttpRequest) -> HttpResponse:
    """`/national-sync/`: what the number means."""
    return render(request, "national/public.html", {"line": public_line()})


def _left_out(sync: PublicSync) -> str:
    if not sync.parked:
        return ""
    return _("Không tính %(count)s hồ sơ mà cổng quốc gia từ chối nhận, đang chờ cán bộ sửa.") % {
        "count": words.counted(sync.parked)
    }
