"""Dossiers of the API's tests: made as everywhere."""

from tests.dossiers.conftest import (
    complete_draft,
    fresh_bindings,
    half_price,
    make_dossier,
    make_revision,
)

__all__ = ["complete_draft", "fresh_bindings", "half_price", "make_dossier", "make_revision"]
