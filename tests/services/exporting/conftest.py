"""Batches, for files that come back through one."""

from tests.services.batches.conftest import approver, carried_out, previewed

__all__ = ["approver", "carried_out", "previewed"]
