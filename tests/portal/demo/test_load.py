"""The demo world: alive in every state, whole or not at all."""

from collections import Counter
from datetime import date
from random import Random

import pytest
import time_machine
from django.core.management import call_command
from django.db.models import Sum

from dossiers.models import Dossier
from dossiers.states import State
from payments.models import CashDay, LedgerEntry
from portal.demo import load as demo
from portal.demo.stories import STORIES, plan
from portal.shared import clock
from services.models import Procedure
from tests.dossiers.clock.test_calendar import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def few_stories(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each story once: the real ones, but not 300 of them."""
    codes = ("2.000488", "1.002809", "2.000635", "2.000815", "1.001612", "1.004616")
    each_once = [
        (story, "1.004616" if "unpaid" in story.steps else codes[number % 6])
        for number, story in enumerate(STORIES)
    ]
    monkeypatch.setattr(demo, "plan", lambda _random: each_once)


def test_there_are_about_300_stories() -> None:
    assert sum(story.weight for story in STORIES) == 314


@time_machine.travel(at("2026-11-19 10:30"))
def test_every_story_can_be_told(few_stories: None) -> None:
    assert demo.load() == len(STORIES)
    assert Procedure.objects.count() == 143
    states = Counter(Dossier.objects.values_list("state", flat=True))
    assert set(states) == set(State) - {State.DRAFT}
    assert any(dossier.is_late for dossier in Dossier.objects.all())
    assert not Dossier.objects.filter(filed_at__gt=clock.now()).exists()
    call_command("verify_log")


@time_machine.travel(at("2026-11-19 10:30"))
def test_tills_are_closed_day_by_day(few_stories: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody comes to the counter and pays cash."""
    monkeypatch.setattr(demo, "PROVENANCES", ((Dossier.Provenance.HELPED, 1),))
    demo.load()

    days = list(CashDay.objects.order_by("day"))
    assert {each.state for each in days if each.day < clock.today()} == {"closed", "signed_off"}
    assert {each.state for each in days if each.day < date(2026, 11, 16)} == {"signed_off"}
    assert {each.state for each in days if each.day == clock.today()} <= {"open"}
    centre = [each for each in days if each.clerk.email == "clerk@motcua.example"]
    assert len(centre) > 3
    signers = {each.signed_off_by.email for each in centre if each.signed_off_by}
    assert signers == {"leader.motcua@motcua.example"}
    sums = LedgerEntry.objects.values("cash_day").filter(account="till", cash_day__in=[
        each for each in days if each.state != "open"]).annotate(sum=Sum("amount_vnd"))  # fmt: skip
    assert {row["sum"] for row in sums} == {0}


def test_it_is_loaded_into_an_empty_portal_only(
    few_stories: None, capsys: pytest.CaptureFixture
) -> None:
    call_command("load_demo")
    before = Dossier.objects.count()
    call_command("load_demo")
    assert Dossier.objects.count() == before == len(STORIES)
    assert "demo skipped" in capsys.readouterr().out


def test_broken_off_nothing_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_random: object) -> list:
        raise RuntimeError("power failure")

    monkeypatch.setattr(demo, "plan", broken)
    with pytest.raises(RuntimeError):
        demo.load()
    assert demo.is_empty()


def test_the_same_seed_makes_the_same_stories() -> None:
    assert plan(Random(demo.SEED)) == plan(Random(demo.SEED))
