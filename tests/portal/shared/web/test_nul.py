"""An address with a NUL is refused in words, before any view."""

import pytest
from django.test import Client


@pytest.mark.parametrize(
    "url", ["/services/%00/", "/services/?q=%00", "/api/v1/procedures/%00/", "/track/?code=a%00"]
)
def test_a_nul_is_no_address(client: Client, url: str) -> None:
    answer = client.get(url)

    assert answer.status_code == 400
    assert "<h1" in answer.content.decode()
