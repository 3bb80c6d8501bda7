"""Batches and the second admin."""

from tests.services.batches.conftest import approver, carried_out, previewed

__all__ = ["approver", "carried_out", "previewed"]
