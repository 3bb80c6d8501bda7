"""Batches, for files that come back through one."""

from tests.services.batches.conftest import approver, previewed

__all__ = ["approver", "previewed"]
