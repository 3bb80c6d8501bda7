"""`/consultations/<key>/try/`: filing what is proposed, for a try; it leaves nothing behind."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.shared.rate_limit import Limit, TooManyTries, client_address
from portal.shared.web.errors import too_many_requests
from services.building.showing import showable
from services.consultation_queries import content_of
from services.web import wording
from services.web.consultations.pages import ConsultationPage
from services.web.trying.unsaved import binding_of, revision_of
from services.web.trying.walk import Trial, walk

TRIES = Limit("consultation_try", times=120, seconds=600)
_TRIED = "tried_consultations"
_REMEMBERED = 20


class ConsultationTryView(ConsultationPage):
    """Open to everybody, also after the end: what was proposed stays to be seen."""

    def get(self, request: HttpRequest, key: UUID) -> HttpResponse:
        """The first page."""
        return walk(request, self._trial())

    def post(self, request: HttpRequest, key: UUID) -> HttpResponse:
        """The next page. That this visitor tries it is remembered for his or her opinion."""
        try:
            TRIES.spend(client_address(request))
        except TooManyTries as refusal:
            return too_many_requests(request, refusal.seconds)
        _remember(request, key)
        return walk(request, self._trial())

    def _trial(self) -> Trial:
        content = content_of(self.consultation)
        procedure = self.consultation.draft.procedure
        revision = revision_of(content, procedure)
        receiver = revision.receiving_agency
        problem = ""
        if showable(content.eform) is None:
            problem = _("Mẫu đơn chưa điền thử được; lượt thử bỏ qua phần kê khai.")
        return Trial(
            bound=binding_of(content, procedure.code),
            here=reverse("services:consultation_try", args=[self.consultation.key]),
            leave=reverse("services:consultation", args=[self.consultation.key]),
            leave_text=_("Về trang lấy ý kiến"),
            frame="base.html",
            time_limit=wording.time_limit(revision),
            receiver=receiver.name if receiver else _("Bộ phận tiếp nhận và trả kết quả"),
            problem=problem,
        )


def has_tried(request: HttpRequest, key: UUID) -> bool:
    """Whether this visitor has tried the form in this session."""
    return str(key) in request.session.get(_TRIED, [])


def _remember(request: HttpRequest, key: UUID) -> None:
    tried = request.session.get(_TRIED, [])
    if str(key) not in tried:
        request.session[_TRIED] = [*tried, str(key)][-_REMEMBERED:]
