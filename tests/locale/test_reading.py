"""The reading of a page that the tests of pages rely on."""

from tests.locale.reading import words_of


def test_what_is_said_is_found() -> None:
    html = (
        '<html lang="en"><title>One</title><style>no</style><p>Two <br> <b>three</b></p>'
        '<button lang="vi" title="không"><input value="không"><i>không</i></button>'
        '<input placeholder="four" name="no" data-text="five"><path d="no"/> six'
    )

    assert words_of(html) == ["One", "Two", "three", "four", "five", "six"]
