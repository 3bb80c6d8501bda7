"""What the system writes into its cases, in the words of the screen."""

from django.utils.translation import gettext as _

from portal.national.models import Endpoint
from portal.shared.clock import PROVINCE_TIME


def arrived() -> str:
    """Why a case about a message is over."""
    return _("Bản tin đã được nhận.")


def gone() -> str:
    """Why a case is over whose cause nobody can find any more."""
    return _("Nguyên nhân không còn.")


def answers_again() -> str:
    """Why a case about an endpoint is over."""
    return _("Cổng quốc gia đã nhận lại.")


def outage(endpoint: Endpoint) -> str:
    """What a case says about an endpoint that is down (`down_since` is set)."""
    since = endpoint.down_since
    assert since is not None
    return _("Từ %(since)s chưa lần gửi nào được nhận. Lỗi gần nhất: %(error)s") % {
        "since": f"{since.astimezone(PROVINCE_TIME):%H:%M %d/%m/%Y}",
        "error": endpoint.last_error,
    }
