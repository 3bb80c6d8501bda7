"""Handling steps. They have no keys: a step is known by its name."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy

from portal.accounts.roles import Role
from services.difference.attributes import Attribute, Thing
from services.difference.change import Change
from services.difference.sequence import match
from services.difference.things import Noun, list_changes
from services.difference.values import one_of, plain, quoted
from services.models import Step


def step_changes(old: Sequence[Thing], new: Sequence[Thing]) -> list[Change]:
    """Everything that happened to the steps."""
    before, after = _with_keys(old, new)
    return list_changes(NOUN, before, after)


def _with_keys(
    old: Sequence[Thing], new: Sequence[Thing]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The same key for the same name; what is left over belongs together where the same role takes
    it: that is a step under another name."""
    found = match([each.get("name") for each in old], [each.get("name") for each in new])
    keys = dict(found.kept)
    free = list(found.added)
    for was in found.removed:
        same = next((at for at in free if new[at].get("role") == old[was].get("role")), None)
        if same is not None:
            free.remove(same)
            keys[was] = same
    before = [
        {**each, "key": f"{keys[at] + 1}" if at in keys else f"-{at + 1}"}
        for at, each in enumerate(old)
    ]
    return before, [{**each, "key": f"{at + 1}"} for at, each in enumerate(new)]


NOUN = Noun(
    part="steps",
    word=gettext_lazy("bước"),
    attributes={
        "role": Attribute(gettext_lazy("người thực hiện"), one_of(dict(Role.choices))),
        "agency": Attribute(gettext_lazy("nơi thực hiện"), one_of(dict(Step.Agency.choices))),
        "work": Attribute(gettext_lazy("công việc"), quoted),
        "budget_hours": Attribute(
            gettext_lazy("số giờ làm việc"), lambda value: plain(value).replace(".", ",")
        ),
    },
)
