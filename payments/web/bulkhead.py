"""A slow provider must not hang the portal: only so many threads of a process wait for one."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from payments.errors import ProviderSilent
from portal.shared.web.bulkhead import Bulkhead, NoPlace

# Of the four threads that a web process has (Procfile): the others go on serving everybody else.
AT_ONCE = 2

_providers = Bulkhead(AT_ONCE)


@contextmanager
def waiting_for_provider() -> Iterator[None]:
    """Inside, the provider may be asked. Raises ProviderSilent when all places are taken."""
    try:
        with _providers.place():
            yield
    except NoPlace as full:
        raise ProviderSilent(
            _(
                "Cổng thanh toán đang có nhiều người dùng hoặc trả lời chậm. Bạn chưa bị trừ tiền "
                "cho lần này; hãy thử lại sau ít giây."
            )
        ) from full
