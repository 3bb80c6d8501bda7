"""A portal behind a proxy is told when it cannot tell people apart."""

from typing import Any

import pytest
from django.core.checks import run_checks

PROXY = ("HTTP_X_FORWARDED_PROTO", "https")


@pytest.mark.parametrize(
    ("proxy", "header", "told"),
    [(PROXY, "", ["shared.W001"]), (PROXY, "X-Real-IP", []), (None, "", [])],
)
def test_a_proxy_must_say_for_whom_it_speaks(settings: Any, proxy, header, told) -> None:
    settings.SECURE_PROXY_SSL_HEADER = proxy
    settings.CLIENT_ADDRESS_HEADER = header

    found = run_checks(tags=["security"], include_deployment_checks=True)

    assert [each.id for each in found if str(each.id).startswith("shared.")] == told
