"""First answers of a new draft from what the portal already knows: nothing is asked twice."""

from collections.abc import Mapping
from typing import Any

from services.eforms.conditions import is_blank
from services.eforms.definition import EForm, Field
from services.eforms.fields import BY_NAME
from services.eforms.sources import SOURCES

__all__ = ["SOURCES", "prefill"]


def prefill(eform: EForm, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Raw answers for the fields that name a known fact. Pass them through `clean` to store."""
    found = {field.key: _fact(field, facts) for field in eform.fields() if field.prefill}
    return {key: fact for key, fact in found.items() if fact is not None}


def _fact(field: Field, facts: Mapping[str, Any]) -> Any:
    fact = facts.get(field.prefill)
    fits = (field.type == "address") == isinstance(fact, Mapping)
    if not fits or is_blank(fact) or BY_NAME[field.type].is_empty(fact):
        return None
    return dict(fact) if isinstance(fact, Mapping) else fact
