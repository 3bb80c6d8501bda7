"""Files of a filing: gone when it fails, kept when nobody knows whether it failed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError

from dossiers.direct.files import checked_files
from dossiers.direct.filing import GivenFile, digest_of
from portal.shared.errors import InvalidInput
from tests.portal.api.national.sender import pdf

FILE = GivenFile("cccd", "..\\..\\cccd.exe", pdf())
BROKEN = GivenFile("cccd", "b.pdf", "JVBERi0xLjc=")


@pytest.fixture
def stored(settings: Any) -> Callable[[], list[Path]]:
    return lambda: [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


def test_they_lie_in_their_places(stored: Callable[[], list[Path]]) -> None:
    with checked_files([FILE]) as files:
        assert [one.attachment.original_name for one in files] == ["cccd.pdf"]

    assert len(stored()) == 1


def test_a_failed_transaction_takes_them_with_it(stored: Callable[[], list[Path]]) -> None:
    with pytest.raises(KeyError), checked_files([FILE, GivenFile("cccd", "b.pdf", pdf(2))]):
        assert len(stored()) == 2
        raise KeyError

    assert stored() == []


def test_a_bad_file_takes_the_good_ones_with_it(stored: Callable[[], list[Path]]) -> None:
    with pytest.raises(InvalidInput) as refusal, checked_files([FILE, BROKEN]):
        pass

    assert list(refusal.value.errors) == ["attachments.1.content"]
    assert stored() == []


def test_a_broken_connection_leaves_them(stored: Callable[[], list[Path]]) -> None:
    with pytest.raises(OperationalError), checked_files([FILE]):
        raise OperationalError("server closed the connection during COMMIT")

    assert len(stored()) == 1


def test_the_digest_is_of_values() -> None:
    assert digest_of({"b": [1, "ạ"], "a": None}) == digest_of({"a": None, "b": [1, "ạ"]})
    assert len({digest_of(1), digest_of("1"), digest_of(1.5), digest_of([1]), digest_of(True)}) == 5
