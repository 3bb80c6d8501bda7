"""Which form is spoken, and what is said when something is missing."""

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.national.adapters.chosen import national_portal
from portal.national.adapters.rest import RestPortal
from portal.national.adapters.session import SessionPortal

SESSION = {
    "NATIONAL_PORTAL_FORM": "session",
    "NATIONAL_PORTAL_URL": "http://127.0.0.1:1",
    "NATIONAL_PORTAL_USERNAME": "motcua",
    "NATIONAL_PORTAL_PASSWORD": "p",
    "NATIONAL_PORTAL_UNIT": "H47",
}
REST = {
    "NATIONAL_PORTAL_FORM": "rest",
    "NATIONAL_PORTAL_AUTH": "hmac",
    "NATIONAL_PORTAL_URL": "http://127.0.0.1:1",
    "NATIONAL_PORTAL_SECRET": "s",
}


def choose(settings: Any, values: dict[str, str]) -> object:
    for name, value in values.items():
        setattr(settings, name, value)
    return national_portal()


def test_the_settings_choose_the_form(settings: Any) -> None:
    assert isinstance(choose(settings, SESSION), SessionPortal)
    assert isinstance(choose(settings, REST), RestPortal)


@pytest.mark.parametrize("name", [name for name in SESSION if not name.endswith("FORM")])
def test_what_the_session_form_lacks_is_named(settings: Any, name: str) -> None:
    with pytest.raises(ImproperlyConfigured) as error:
        choose(settings, SESSION | {name: ""})
    assert str(error.value) == (
        f"Chưa khai báo biến {name} để kết nối cổng quốc gia (dạng “session”)."
    )


@pytest.mark.parametrize("name", ["NATIONAL_PORTAL_URL", "NATIONAL_PORTAL_SECRET"])
def test_what_the_rest_form_lacks_is_named(settings: Any, name: str) -> None:
    with pytest.raises(ImproperlyConfigured) as error:
        choose(settings, REST | {name: ""})
    assert str(error.value) == (
        f"Chưa khai báo biến {name} để kết nối cổng quốc gia (dạng “rest”)."
    )


def test_an_unknown_form_is_refused(settings: Any) -> None:
    with pytest.raises(ImproperlyConfigured) as error:
        choose(settings, REST | {"NATIONAL_PORTAL_FORM": "soap"})
    assert str(error.value) == "NATIONAL_PORTAL_FORM chỉ nhận: rest, session (đang là “soap”)."
