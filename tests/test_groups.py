"""Tests of one group run in one process: `make run` is started once, not once per worker."""

import pytest


@pytest.mark.xdist_group("together")
def test_groups_are_kept_together(request: pytest.FixtureRequest) -> None:
    """xdist marks a group in the test's name; a pytest that it does not know loses the mark."""
    config = request.config
    if hasattr(config, "workerinput") and config.getoption("loadgroup", False):
        assert request.node.nodeid.endswith("@together")
