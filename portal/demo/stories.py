"""What happens to the demo's dossiers: how often, and how long ago it began."""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Story:
    """A walk through the machine. `steps` are names of methods of portal.demo.walk.Walk.

    `days_ago` is the range in which it was filed; `pace` the range of working hours per step.
    """

    steps: tuple[str, ...]
    days_ago: tuple[int, int]
    pace: tuple[float, float]
    weight: int


_HANDLED = ("receive", "start", "propose", "decide")
STORIES = (
    Story((*_HANDLED, "hand_over"), (8, 60), (1, 12), 112),
    Story((*_HANDLED, "hand_over"), (30, 60), (14, 34), 14),  # finished late
    Story(("receive", "start", "propose_rejection", "decide", "hand_over"), (15, 60), (2, 14), 9),
    Story(("supplement", "supply", *_HANDLED, "hand_over"), (20, 60), (2, 12), 14),
    Story(("receive", "start", "propose", "send_back", "propose", "decide"), (6, 20), (2, 8), 7),
    Story(_HANDLED, (5, 20), (2, 8), 12),
    Story(("receive", "start", "propose"), (2, 9), (1, 6), 16),
    Story(("receive", "start", "propose"), (24, 40), (1, 6), 4),  # late at the leader's
    Story(("receive", "start"), (2, 9), (1, 6), 26),
    Story(("receive", "start"), (22, 45), (1, 6), 8),  # late
    Story(("receive",), (1, 5), (1, 6), 22),
    Story(("receive",), (20, 30), (1, 6), 4),  # late, nobody took it
    Story((), (0, 1), (1, 2), 16),
    Story((), (3, 5), (1, 2), 4),  # nobody has answered in time
    Story(("unpaid",), (0, 4), (1, 2), 9),
    Story(("supplement",), (1, 12), (1, 6), 9),
    Story(("receive", "start", "supplement_by_officer"), (5, 15), (1, 6), 4),
    Story(("withdraw",), (4, 6), (1, 3), 4),
    Story(("withdraw", "confirm_withdrawal"), (10, 50), (1, 6), 4),
    Story(("withdraw", "decline_withdrawal", "receive"), (6, 9), (1, 4), 2),
    Story(("refuse",), (3, 50), (1, 6), 8),
    Story(("receive", "start", "halt"), (12, 50), (2, 8), 4),
    Story(("receive", "start", "propose", "decide", "reopen"), (8, 18), (1, 6), 2),
)

# How often each procedure is asked for; the others share the rest.
PROCEDURES = (
    ("2.000488", 100),
    ("1.002809", 44),
    ("2.000635", 40),
    ("1.004873", 34),
    ("2.000815", 20),
    ("1.001612", 22),
    ("1.001193", 12),
    ("1.000894", 8),
    ("1.004616", 8),
    ("1.003001", 6),
)


def plan(random: Random) -> list[tuple[Story, str]]:
    """Each story as often as its weight says, with a procedure drawn by its weight."""
    codes, weights = zip(*PROCEDURES, strict=True)
    stories = [story for story in STORIES for _ in range(story.weight)]
    random.shuffle(stories)
    return [(story, random.choices(codes, weights)[0]) for story in stories]
