"""What the search knows of words, read at most once a minute by each process: synonyms, life
events, the words of the catalogue."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.core.cache import caches

from portal.shared.memory import remembered
from services.models import LifeEvent, LifeEventProcedure, Procedure, SearchWord, Synonym
from services.search.fillers import FILLERS
from services.search.tokens import phrase_of, words
from services.search.vocabulary import pairs

SECONDS = 60
TOP = 3000
KEY = "services.search.lexicon"
EVENTS_KEY = "services.life_events"


@dataclass(frozen=True)
class Saying:
    """What is said for something else. `meanings` are folded, `shown` are they as written.
    `means_other` is false of words that only stand together."""

    said: str
    words: tuple[str, ...]
    meanings: tuple[tuple[str, ...], ...]
    shown: tuple[str, ...]
    means_other: bool = True


@dataclass(frozen=True)
class Event:
    """A life event with its procedures, in order."""

    slug: str
    title: str
    sayings: tuple[tuple[str, ...], ...]
    procedures: tuple[int, ...]


@dataclass(frozen=True)
class Lexicon:
    """`words` and `pairs`: in how many procedures. `sayings`: by their first word, the longest
    first. About TOP procedures have a `search_order` of `top_order` or more; None: the whole
    catalogue is not larger."""

    sayings: dict[str, tuple[Saying, ...]]
    events: tuple[Event, ...]
    words: dict[str, int]
    pairs: dict[str, int]
    top_order: int | None = None

    @cached_property
    def most(self) -> int:
        """In how many procedures the most frequent word is."""
        return max(self.words.values(), default=0)

    @cached_property
    def events_by_word(self) -> dict[str, tuple[tuple[tuple[str, ...], Event], ...]]:
        """What names an event, by its first word."""
        found: dict[str, list[tuple[tuple[str, ...], Event]]] = {}
        for event in self.events:
            for saying in event.sayings:
                if saying:
                    found.setdefault(saying[0], []).append((saying, event))
        return {first: tuple(each) for first, each in found.items()}

    def knows(self, word: str) -> bool:
        """Whether the catalogue (or a saying) has this word, or a code could be meant."""
        return word in self.words or word.isdigit()


def lexicon() -> Lexicon:
    """The present one, at most SECONDS old."""
    return remembered(KEY, make_lexicon, seconds=SECONDS)


def forget_lexicon() -> None:
    """After a change: this process sees it at once, the others within SECONDS."""
    caches["memory"].delete_many([KEY, EVENTS_KEY])


def make_lexicon() -> Lexicon:
    """Read it now."""
    sayings = [
        saying_of(each.said, each.meanings) for each in Synonym.objects.filter(removed=False)
    ]
    events = _events()
    known: dict[str, int] = {}
    beside: dict[str, int] = {}
    for text, procedures in SearchWord.objects.values_list("text", "procedures"):
        (beside if " " in text else known)[text] = procedures
    _know_sayings(known, beside, [
        *(saying.words for saying in sayings),
        *(each for event in events for each in event.sayings),
        *FILLERS,
    ])  # fmt: skip
    # The words of an event stand together too: "xin việc" loses no "xin".
    taken = {saying.words for saying in sayings}
    of_events = {words for event in events for words in event.sayings} - taken
    sayings += [Saying(" ".join(each), each, (each,), (), means_other=False) for each in of_events]
    return Lexicon(_by_first_word(sayings), events, known, beside, _top_order())


def _top_order() -> int | None:
    orders = Procedure.objects.order_by("-search_order", "id").values_list(
        "search_order", flat=True
    )
    return orders[TOP : TOP + 1].first()


def _know_sayings(
    known: dict[str, int], beside: dict[str, int], sayings: Iterable[tuple[str, ...]]
) -> None:
    """Words that people may type though no procedure has them."""
    for saying in sayings:
        for word in saying:
            known.setdefault(word, 0)
        for pair in pairs(saying):
            beside.setdefault(pair, 0)


def saying_of(said: str, meanings: Iterable[str]) -> Saying:
    """A synonym, folded."""
    shown = tuple(meanings)
    return Saying(said, tuple(words(said)), tuple(tuple(words(each)) for each in shown), shown)


def _by_first_word(sayings: Iterable[Saying]) -> dict[str, tuple[Saying, ...]]:
    found: dict[str, list[Saying]] = {}
    for saying in sorted(sayings, key=lambda each: len(each.words), reverse=True):
        if saying.words:
            found.setdefault(saying.words[0], []).append(saying)
    return {first: tuple(each) for first, each in found.items()}


def _events() -> tuple[Event, ...]:
    procedures: dict[int, list[int]] = {}
    entries = LifeEventProcedure.objects.order_by("event_id", "place", "pk")
    for event_id, procedure_id in entries.values_list("event_id", "procedure_id"):
        procedures.setdefault(event_id, []).append(procedure_id)
    return tuple(
        Event(
            event.slug,
            event.title,
            tuple(tuple(phrase_of(each).split()) for each in [event.title, *event.sayings]),
            tuple(procedures.get(event.pk, ())),
        )
        for event in LifeEvent.objects.filter(removed=False, shown=True)
    )
