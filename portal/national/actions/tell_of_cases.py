"""The person in charge is told of new cases by mail: codes and reasons, never contents.

Each case is told of once. Messages that are refused or stuck may come by the thousand, so those
of a kind are told of together and at most once an hour: the first at once, then how many there are.
"""

import re
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.national.models import Endpoint, SyncCase
from portal.national.queries.duty import person_in_charge
from portal.notifications.actions.notify import notify
from portal.shared import clock
from portal.shared.kept_language import kept_language

Kind = SyncCase.Kind
TOGETHER = (Kind.PARKED, Kind.STUCK)
APART = timedelta(hours=1)
NAMED_AT_MOST = 10
# Numbers of identity cards and telephones, and addresses of mail, in what the other side says.
PERSONAL = re.compile(r"\d{9,}|\S+@\S+")


@transaction.atomic
def tell_of_cases() -> int:
    """Write the mails that are due; how many. None while there is nobody to write to."""
    person = person_in_charge()
    if person is None or not person.email:
        return 0
    untold = SyncCase.objects.select_for_update().filter(
        closed_at__isnull=True, told_at__isnull=True
    )
    cases = list(untold.order_by("pk"))
    told = [[case] for case in cases if case.kind not in TOGETHER]
    for kind in TOGETHER:
        alike = [case for case in cases if case.kind == kind]
        if alike and not _told_lately(kind):
            told.append(alike)
    with kept_language():
        for together in told:
            _tell(person, together)
    return len(told)


def _told_lately(kind: str) -> bool:
    return SyncCase.objects.filter(kind=kind, told_at__gt=clock.now() - APART).exists()


def _tell(person: User, cases: list[SyncCase]) -> None:
    SyncCase.objects.filter(pk__in=[case.pk for case in cases]).update(
        assignee=person, told_at=clock.now()
    )
    notify(
        to_email=str(person.email),
        template="sync_case",
        key=f"sync_case:{cases[-1].pk}",
        context={
            "portal_name": settings.PORTAL_NAME,
            "province_name": settings.PROVINCE_NAME,
            "headline": _headline(cases),
            "lines": [_line(case) for case in cases[:NAMED_AT_MOST]],
            "more": max(0, len(cases) - NAMED_AT_MOST),
            "link": f"{settings.PUBLIC_URL}/manage/national/",
        },
    )


def _headline(cases: list[SyncCase]) -> str:
    kind = cases[0].kind
    if kind == Kind.PARKED:
        return _("%(count)d bản tin bị cổng quốc gia từ chối") % {"count": len(cases)}
    if kind == Kind.STUCK:
        return _("%(count)d bản tin lỗi kéo dài") % {"count": len(cases)}
    return str(cases[0].get_kind_display())


def _line(case: SyncCase) -> str:
    text = PERSONAL.sub("…", case.text)
    if case.kind == Kind.OUTAGE:
        return f"{Endpoint.Name(case.subject).label}: {text}"
    return f"{case.subject}: {text}"
