"""A slow provider must not hang the portal: only so many threads of a process wait for one."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from payments.errors import ProviderSilent

# Of the four threads that a web process has (Procfile): the others go on serving everybody else.
AT_ONCE = 2
# Longer than a provider in good health needs; whoever comes then is told instead of kept waiting.
PATIENCE_SECONDS = 0.4

_places = threading.BoundedSemaphore(AT_ONCE)


@contextmanager
def waiting_for_provider() -> Iterator[None]:
    """Inside, the provider may be asked. Raises ProviderSilent when all places are taken."""
    if not _places.acquire(timeout=PATIENCE_SECONDS):
        raise ProviderSilent(
            _(
                "Cổng thanh toán đang có nhiều người dùng hoặc trả lời chậm. Bạn chưa bị trừ tiền "
                "cho lần này; hãy thử lại sau ít giây."
            )
        )
    try:
        yield
    finally:
        _places.release()
