"""No pattern of a form can hang the server."""

import pytest

from services.eforms import patterns
from services.eforms.answers import clean
from services.eforms.definition import EForm
from services.eforms.errors import DefinitionError
from tests.services.eforms.forms import field, form_of


def test_patterns_are_matched_in_linear_time_by_re2():
    """Not timed: the compiled pattern is RE2's, which never backtracks. (`(a+)+$` takes Python's
    own engine longer than the universe has, on this text.)"""
    compiled = patterns._compiled("(a+)+$")
    assert type(compiled).__module__ == "re2"
    assert compiled.options.max_mem == patterns.MAX_MEMORY_BYTES
    assert not patterns.fits("(a+)+$", "a" * 5000 + "!")
    form = form_of(field("long_text", pattern="(a+)+$", pattern_message="Chỉ gồm chữ a.",
                         max_length=6000))  # fmt: skip
    assert clean(form, {"it": "a" * 5000 + "!"}, partial=False).errors == {"it": "Chỉ gồm chữ a."}
    assert clean(form, {"it": "a" * 5000}, partial=False).is_valid


@pytest.mark.parametrize("pattern", ["(", "(?=a)b", "(?<!a)b", r"(a)\1", "a{1001}", "(a{1000}){9}"])
def test_what_re2_cannot_read_is_refused_in_words(pattern):
    data = {"sections": [{"key": "only", "title": "Phần", "fields": [
        field("text", pattern=pattern, pattern_message="Sai.")]}]}  # fmt: skip
    with pytest.raises(DefinitionError, match="máy không đọc được mẫu này") as refusal:
        EForm.parse(data)
    assert refusal.value.path == "sections[0].fields[0].pattern"


def test_a_whole_answer_has_to_fit():
    assert patterns.fits("[0-9]{4}|[Nn]ay", "2022")
    assert not patterns.fits("[0-9]{4}|[Nn]ay", "2022a")
    assert patterns.fits("Đ.n", "Đàn")
