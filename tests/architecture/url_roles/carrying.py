"""In the world of the table: a draft and two dossiers that a second revision has left behind."""

from collections.abc import Callable
from typing import Any

from dossiers.actions.ask_move import ask_move
from dossiers.models import Dossier
from services.models import Revision
from tests.dossiers.second_revision import publish_second
from tests.world import Person

CODE = "1.004873"


def make_left_behind(
    complete_draft: Callable[..., Dossier],
    make_dossier: Callable[..., Dossier],
    make_revision: Callable[..., Revision],
    officer: Person,
) -> dict[str, Any]:
    """What the parts of the paths stand for."""
    outdated = make_dossier("processing", code=CODE)
    moving = make_dossier("processing", code=CODE)
    draft = complete_draft(code=CODE)
    publish_second(make_revision, code=CODE)
    ask_move(actor=officer.actor, code=str(moving.code), reason="Có lợi hơn cho công dân.")
    return {
        "outdated_draft": draft.key,
        "outdated": outdated.code,
        "outdated_version": outdated.version,
        "moving": moving.code,
        "moving_version": Dossier.objects.get(pk=moving.pk).version,
    }
