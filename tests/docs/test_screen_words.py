"""What the Vietnamese guides quote from a screen (in italics) stands on a screen."""

import re

from tests.architecture.test_house_rules import CHECKOUT
from tests.locale.extraction import texts

GUIDES = (
    "citizen-guide",
    "clerk-guide",
    "queue-guide",
    "clerk",
    "returns",
    "admin-guide",
    "manage-payments",
)
QUOTED = re.compile(r"(?<![*\w])\*(?!\*)([^*\n]+)\*(?![*\w])")
# What stands there only while it runs: a name, a number, what has been left out.
FILLED_IN = re.compile(r"…|\d[\d:]*")


def test_quoted_words_are_on_a_screen() -> None:
    screens = "\n".join(texts()).casefold()
    missing = []
    quoted = 0
    for guide in GUIDES:
        text = (CHECKOUT / "docs" / f"{guide}.md").read_text(encoding="utf-8")
        for words in QUOTED.findall(text):
            quoted += 1
            parts = (part.strip(" .,:") for part in FILLED_IN.split(words))
            if not all(part.casefold() in screens for part in parts):
                missing.append((guide, words))
    assert quoted > 60, "the rule finds no quotations any more"
    assert missing == []
