"""Never filed twice by mistake: what the client has filed a short while ago, wherever it was."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils.translation import gettext as _

from dossiers.models import Dossier
from dossiers.states import OPEN
from portal.accounts.models import Citizen
from portal.shared import clock
from portal.shared.templatetags.formats import clock_time, moment

LATELY = timedelta(hours=24)


def filed_lately(citizen: Citizen | None, procedure_ids: Iterable[int]) -> dict[int, str]:
    """By the procedure's id: words about the client's latest dossier of it that was filed in the
    last 24 hours and is not at its end. One query, and at most one row for each procedure."""
    if citizen is None:
        return {}
    found = (
        Dossier.objects.filter(
            owner=citizen,
            procedure_id__in=list(procedure_ids),
            state__in=OPEN,
            filed_at__gte=clock.now() - LATELY,
        )
        .select_related("receiving_agency")
        .order_by("procedure_id", "-filed_at")
        .distinct("procedure_id")
    )
    return {dossier.procedure_id: _words(dossier) for dossier in found}


def _words(dossier: Dossier) -> str:
    filed_at = dossier.filed_at
    assert filed_at is not None, "asked for by it"
    is_today = filed_at.astimezone(clock.PROVINCE_TIME).date() == clock.today()
    return _(
        "Người này đã nộp hồ sơ %(code)s lúc %(time)s, %(where)s; chỉ nộp thêm nếu là việc khác."
    ) % {
        "code": dossier.code,
        "time": clock_time(filed_at) if is_today else moment(filed_at),
        "where": _where(dossier),
    }


def _where(dossier: Dossier) -> str:
    if dossier.provenance == Dossier.Provenance.CITIZEN:
        return _("trực tuyến")
    if dossier.provenance == Dossier.Provenance.POST:
        return _("qua bưu chính công ích")
    return _("tại %(agency)s") % {"agency": dossier.receiving_agency.name}
