"""Every action that the code can log has words on the auditor's page."""

import ast
from collections.abc import Iterator
from pathlib import Path

from dossiers.policy import MAY
from dossiers.words import history
from portal.accounts.web.log_words import WORDS

CHECKOUT = Path(__file__).resolve().parents[3]
NOT_LOGGED = {"save"}  # typing in a draft is no act of anybody


def recorded_actions() -> Iterator[str]:
    for app in ("portal", "services", "dossiers", "counter", "payments"):
        for file in (CHECKOUT / app).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record":
                    for keyword in node.keywords:
                        if keyword.arg == "action" and isinstance(keyword.value, ast.Constant):
                            yield str(keyword.value.value)


def test_every_recorded_action_has_words() -> None:
    found = set(recorded_actions())
    assert {"register_citizen", "publish_revision", "settle"} <= found
    assert found - set(WORDS) == set()


def test_every_use_case_of_a_dossier_has_words() -> None:
    assert set(MAY) - NOT_LOGGED - set(WORDS) == set()


def test_every_event_of_a_dossiers_history_has_words() -> None:
    assert {"sign", "seal"} <= set(history._WORDS)
    assert set(history._WORDS) - set(WORDS) == set()
