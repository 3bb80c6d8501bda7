"""Dossiers of the API's tests: made as everywhere."""

from tests.fixtures_dossiers import (
    complete_draft,
    fresh_bindings,
    half_price,
    make_dossier,
    make_revision,
)

__all__ = ["complete_draft", "fresh_bindings", "half_price", "make_dossier", "make_revision"]
