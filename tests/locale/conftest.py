"""The catalogue as it is kept, and compiled for the tests that read pages."""

import polib
import pytest

from scripts.messages import LOCALES, compile_all

ENGLISH = LOCALES / "en" / "LC_MESSAGES" / "django.po"


@pytest.fixture(scope="session", autouse=True)
def compiled() -> None:
    """As `make test` and `make run` do first."""
    compile_all()


@pytest.fixture(scope="session")
def english() -> polib.POFile:
    """The English catalogue."""
    return polib.pofile(str(ENGLISH))
