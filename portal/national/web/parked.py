"""Lines that wait for a person (/manage/national/parked/)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts.roles import Role
from portal.accounts.web.access import ActorRequest
from portal.national.actions.resend_alike import resend_alike
from portal.national.queries import parked as queries
from portal.national.web.access import AdminRequired, ReaderRequired
from portal.national.web.paging import address, number_or_zero
from portal.national.web.subjects import StreamNames, stream_url
from portal.national.web.words import masked, whole


@method_decorator(never_cache, name="dispatch")
class ParkedView(ReaderRequired):
    """`?like=` (the number of a message) narrows to lines parked for the same reason."""

    def get(self, request: ActorRequest) -> HttpResponse:
        """The reasons, and one page of lines."""
        like = number_or_zero(request.GET.get("like", ""))
        reason = queries.reason_of(like) if like else None
        lines, more = queries.parked_lines(reason=reason, after=request.GET.get("after", ""))
        waiting = queries.waiting_in(each.stream for each in lines)
        names = StreamNames(each.stream for each in lines)
        here = reverse("national:parked")
        chosen = like if reason is not None else 0
        context = {
            "reasons": [
                {
                    "text": masked(each.text),
                    "count": whole(each.count),
                    "oldest": each.oldest,
                    "example": each.example,
                    "href": address(here, like=each.example) + "#lines",
                    "is_chosen": each.text == reason,
                }
                for each in queries.reasons()
            ],
            "grouped": whole(queries.GROUPED),
            "lines": [
                {
                    "href": stream_url(each.stream),
                    "name": names.name(each.stream),
                    "note": names.note(each.stream),
                    "reason": masked(each.last_error),
                    "since": each.parked_at,
                    "behind": whole(waiting.get(each.stream, 1) - 1),
                }
                for each in lines
            ],
            "chosen": masked(reason) if reason is not None else "",
            "has_moved_on": bool(like) and reason is None,
            "next_url": address(here, like=chosen, after=more) if more else "",
            "writes": request.actor.role == Role.PROVINCIAL_ADMIN,
        }
        return render(request, "national/parked.html", context)


class ResendAlikeView(AdminRequired):
    """The button "Gửi lại tất cả cùng lý do": POST `like`, the number of one of them."""

    def get(self, request: ActorRequest) -> HttpResponse:
        """Reloading: back to the list."""
        return redirect("national:parked")

    def post(self, request: ActorRequest) -> HttpResponse:
        """Send them again, whatever page they are on."""
        like = number_or_zero(request.POST.get("like", ""))
        reason = queries.reason_of(like)
        if reason is None:
            messages.warning(request, _("Các bản tin này đã được gửi lại; không có gì thay đổi."))
            return redirect("national:parked")
        count = resend_alike(actor=request.actor, error=reason)
        messages.success(
            request,
            _("Đang gửi lại %(count)s bản tin; bản tin nào vẫn bị từ chối sẽ trở lại trang này.")
            % {"count": whole(count)},
        )
        return redirect("national:parked")
