"""From what was typed to a query of PostgreSQL's full-text search, and a ranking."""

from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Case, F, FloatField, Q, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Length

from services.search.synonyms import readings, without_fillers
from services.search.tokens import words

MAX_LENGTH = 200
MAX_NEAR_WORDS = 8
# ts_rank of a name that holds every word lies between 0.6 and 1; these decide between names.
WHOLE_PHRASE, NAME_BEGINS, POPULAR = 0.4, 0.2, 0.3
PER_LETTER = -0.0005
WEIGHTS = [0.05, 0.2, 0.4, 1.0]


@dataclass(frozen=True)
class Question:
    """What was typed, cut into phrases that each would be an answer."""

    phrases: tuple[str, ...]

    @classmethod
    def parse(cls, typed: str) -> "Question":
        """Empty phrases when nothing can be searched for."""
        phrase = " ".join(words(without_fillers(typed[:MAX_LENGTH])))
        return cls(tuple(readings(phrase)) if phrase else ())

    def all_words(self) -> SearchQuery:
        """Every word of one of the phrases; the last word may be unfinished."""
        return _raw(" | ".join(f"({_joined(phrase, '&')})" for phrase in self.phrases))

    def any_word(self) -> SearchQuery:
        """At least one word: what is near when nothing fits."""
        return _raw(_joined(self.phrases[0], "|"))

    def score(self) -> Combinable:
        """For all_words(): the words, the phrase as typed, what people ask for, a short name."""
        return (
            SearchRank(F("procedure__search_vector"), self.all_words(), weights=WEIGHTS)
            + _bonus("contains", self.phrases, WHOLE_PHRASE)
            + _bonus("startswith", self.phrases, NAME_BEGINS)
            + _general_score()
        )

    def near_score(self) -> Combinable:
        """For any_word(): how many of the words a procedure holds counts before all else."""
        score = _general_score()
        for word in dict.fromkeys(self.phrases[0].split()[:MAX_NEAR_WORDS]):
            holds = Q(procedure__search_vector=_raw(f"'{word}'"))
            score += Case(When(holds, then=Value(1.0)), default=Value(0.0))
        return score


def _raw(text: str) -> SearchQuery:
    return SearchQuery(text, config="simple", search_type="raw")


def _joined(phrase: str, operator: str) -> str:
    *finished, last = phrase.split()
    return f" {operator} ".join([*(f"'{word}'" for word in finished), f"'{last}':*"])


def _bonus(lookup: str, phrases: tuple[str, ...], points: float) -> Combinable:
    found = Q()
    for phrase in phrases:
        found |= Q(**{f"procedure__search_text__{lookup}": phrase})
    return Case(When(found, then=Value(points)), default=Value(0.0), output_field=FloatField())


def _general_score() -> Combinable:
    popularity = F("procedure__popularity") * Value(POPULAR / 100, output_field=FloatField())
    return popularity + Length("procedure__search_text") * Value(
        PER_LETTER, output_field=FloatField()
    )
