"""A request that is too large is refused by its length alone."""

import pytest
from django.test import Client

TOO_LARGE = str(22 * 1024 * 1024)


def send(client: Client, length: str, **headers: str):
    # The length is announced; the body itself is never sent and never waited for.
    return client.generic("POST", "/me/", b"x", CONTENT_LENGTH=length, headers=headers)


def test_a_page_says_how_to_mend_it(client: Client) -> None:
    response = send(client, TOO_LARGE)
    assert response.status_code == 413
    assert "Mỗi tệp tối đa 20 MB." in response.content.decode()


def test_the_upload_script_gets_its_words(client: Client) -> None:
    response = send(client, TOO_LARGE, **{"X-Upload": "1"})
    assert response.status_code == 413
    assert response.json() == {
        "error": "Tệp lớn hơn 20 MB. Hãy giảm dung lượng hoặc chia thành nhiều tệp."
    }


@pytest.mark.django_db
@pytest.mark.parametrize("length", ["1", str(20 * 1024 * 1024), "", "abc"])
def test_what_fits_passes(client: Client, length: str) -> None:
    assert send(client, length).status_code != 413
