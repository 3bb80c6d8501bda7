"""Searches that found nothing, counted by day and phrase, so that an admin sees which synonym is
missing. Nothing about the person is kept; a phrase is shown from its third time on, and phrases
that look like personal data (long numbers, addresses of e-mail) are not kept at all.

A flood does not fill the table: each address counts ten times an hour, a day keeps so many
different phrases and no more, and old days are forgotten.
"""

import hashlib
import logging
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.cache import caches
from django.db import DatabaseError, connection, transaction
from django.db.models import Max, Sum
from django.http import HttpRequest

from portal.shared import clock
from portal.shared.rate_limit import Limit, TooManyTries, client_address
from services.models import MissedSearch
from services.search.tokens import words

LONGEST_PHRASE, MOST_WORDS = 60, 8
SHOWN_FROM_TIMES = 3
MOST_A_DAY = 2000
KEPT_DAYS = 90
LONGEST_NUMBER = 5
LIMIT = Limit("missed_search", times=10, seconds=3600)
SHOWN = 200
REPEATED_SECONDS = 600

COUNT = """
INSERT INTO services_missedsearch (day, phrase, times)
SELECT %(day)s, %(phrase)s, 1
WHERE EXISTS (SELECT FROM services_missedsearch WHERE day = %(day)s AND phrase = %(phrase)s)
    OR (SELECT count(*) FROM (
        SELECT FROM services_missedsearch WHERE day = %(day)s LIMIT %(most)s) AS kept) < %(most)s
ON CONFLICT (day, phrase) DO UPDATE SET times = services_missedsearch.times + 1
"""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Missed:
    """A phrase that found nothing, how often, and when last."""

    phrase: str
    times: int
    last: date


def note_missed(request: HttpRequest, typed: str) -> None:
    """Count it. Reloading counts once, and the page of the person who searched never fails for it.

    A process remembers for a while whom it need not count, so that a flood is no flood of writes.
    """
    phrase = phrase_to_keep(typed)
    who = client_address(request)
    memory = caches["memory"]
    closed, again = _key("closed", who), _key("again", f"{who} {phrase}")
    if not phrase or memory.get(closed) or not memory.add(again, True, REPEATED_SECONDS):
        return
    try:
        LIMIT.spend(who)
        with transaction.atomic(), connection.cursor() as cursor:
            today = clock.today()
            cursor.execute(COUNT, {"day": today, "phrase": phrase, "most": MOST_A_DAY})
    except TooManyTries as refusal:
        memory.set(closed, True, refusal.seconds)
    except DatabaseError:
        logger.warning("a search that found nothing could not be counted", exc_info=True)


def _key(kind: str, text: str) -> str:
    """The address itself is kept nowhere."""
    return f"services.missed.{kind}.{hashlib.sha256(text.encode()).hexdigest()[:32]}"


def phrase_to_keep(typed: str) -> str:
    """The folded phrase; empty for what may be personal data or is no phrase."""
    found = words(typed)
    if "@" in typed or any(len(w) >= LONGEST_NUMBER and w.isdigit() for w in found):
        return ""
    if sum(each.isdigit() for word in found for each in word) >= LONGEST_NUMBER:
        return ""
    phrase = " ".join(found[:MOST_WORDS])
    return phrase if 2 <= len(phrase) <= LONGEST_PHRASE else ""


def missed_searches(days: int = 30) -> list[Missed]:
    """For the admin: phrases of the last days that came often enough, the most frequent first."""
    since = clock.today() - timedelta(days=days)
    found = (
        MissedSearch.objects.filter(day__gte=since)
        .values("phrase")
        .annotate(total=Sum("times"), last=Max("day"))
        .filter(total__gte=SHOWN_FROM_TIMES)
        .order_by("-total", "phrase")[:SHOWN]
    )
    return [Missed(row["phrase"], row["total"], row["last"]) for row in found]


def forget_old() -> None:
    """Days that are over for long."""
    MissedSearch.objects.filter(day__lt=clock.today() - timedelta(days=KEPT_DAYS)).delete()
