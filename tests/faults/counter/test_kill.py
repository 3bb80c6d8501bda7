"""kill -9 of the web server and closed browsers in the middle of many intakes.

`MOTCUA_DRILL_INTAKES=50 pytest tests/faults/counter` is the whole drill; a test run has a few.
"""

import os
import random
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.conf import settings as django_settings
from django.test import Client

from counter.models import Intake, PaperCopy, ScannedPage
from dossiers.models import Attachment, Dossier, HistoryEntry
from portal.accounts.roles import Role
from portal.agencies.models import Agency
from tests.counter.signing_world import BOOK, CARD, TWO_PAPERS, keep_key
from tests.faults.counter.clerk import Browser, Clerk, Seen
from tests.faults.counter.portal import Portal
from tests.trust import TrustServices
from tests.world import make_staff, sign_in

INTAKES = int(os.environ.get("MOTCUA_DRILL_INTAKES", "3"))
DESKS = 2
CLOSES = 0.06


def test_no_intake_is_lost_and_none_is_filed_twice(
    portal: Portal, trust_services: TrustServices, make_revision: Any, justice: Agency,
    one_stop: Agency, units: None,
) -> None:  # fmt: skip
    make_revision(papers=TWO_PAPERS)
    desks = [_desk(portal, number, one_stop, trust_services) for number in range(DESKS)]
    clients: list[list[int]] = [[] for _desk_number in range(DESKS)]
    for number in range(INTAKES):
        clients[number % DESKS].append(number)
    all_served = threading.Event()
    with ThreadPoolExecutor(DESKS + 1) as crowd:
        killer = crowd.submit(_kill_at_random, portal, all_served)
        try:
            served = crowd.map(lambda pair: [_serve(pair[0], n) for n in pair[1]],
                               zip(desks, clients, strict=True))  # fmt: skip
            seen = [each for of_desk in served for each in of_desk]
        finally:
            all_served.set()
        killer.result()

    assert portal.web.deaths >= 2
    assert len(seen) == INTAKES
    for each in seen:
        _is_whole(each)
    assert Dossier.objects.count() == INTAKES
    assert HistoryEntry.objects.filter(event="file").count() == INTAKES
    assert not Intake.objects.exclude(state="closed").exists()


def _desk(portal: Portal, number: int, agency: Agency, trust: TrustServices) -> Clerk:
    clerk = make_staff(Role.CLERK, agency, email=f"drill{number}@motcua.example")
    keep_key(trust.issue(f"Cán bộ {number}"), clerk)
    session = sign_in(Client(), clerk).cookies[django_settings.SESSION_COOKIE_NAME].value
    cookies = {django_settings.SESSION_COOKIE_NAME: session}
    return Clerk(Browser(portal.url, cookies, closes=CLOSES))


def _serve(clerk: Clerk, number: int) -> Seen:
    name = "ABCDEGHIKLMNOPQRSTUVX"[number % 21]
    card = f"0491900{number:05d}||Nguyễn Thị {name}|05101990|Nữ|Thôn Hà Quang|12052021"
    return clerk.serve(card, {"purpose": f"Xin việc làm {number}", "copies": "2"})


def _kill_at_random(portal: Portal, over: threading.Event) -> None:
    """At least twice, at any moment."""
    while not over.is_set() or portal.web.deaths < 2:
        over.wait(random.uniform(2, 8))
        portal.web.kill()
        portal.wait_until_up()


def _is_whole(seen: Seen) -> None:
    """Everything that was answered with "saved" is in the filed dossier, once."""
    dossier = Dossier.objects.get(owner__identity_number=seen.card.partition("|")[0])
    assert dossier.code
    assert dossier.provenance == "digitised"
    assert {name: str(dossier.answers[name]) for name in seen.answers} == seen.answers
    pages = ScannedPage.objects.filter(intake__dossier=dossier).exclude(state="removed")
    assert sorted(pages.values_list("requirement_key", flat=True)) == [CARD, BOOK]
    files = Attachment.objects.filter(dossier=dossier, state="accepted")
    assert sorted(files.values_list("requirement_key", flat=True)) == [CARD, BOOK]
    assert PaperCopy.objects.filter(intake__dossier=dossier, state="signed").count() == 2
