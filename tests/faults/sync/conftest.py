"""The stub and the delivery process of the line's own tests."""

from tests.portal.national.conftest import (  # noqa: F401 - fixtures
    _stub_process,
    catalogue,
    delivery,
    national_stub,
    new_code,
    queue,
)
