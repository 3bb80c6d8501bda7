"""Lists made in Python escape what they show and keep the lines of a text."""

from datetime import UTC, datetime

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from portal.shared.templatetags.lists import summary_rows, timeline_entries


def test_rows_escape_and_keep_lines():
    shown = summary_rows([{"key": "<Tên>", "value": "Thôn 1\r\nXã <b>\nHuyện"}])
    assert shown == (
        '<div class="summary-list__row"><dt>&lt;Tên&gt;</dt>'
        "<dd>Thôn 1<br>Xã &lt;b&gt;<br>Huyện</dd></div>"
    )
    assert isinstance(shown, SafeString)


def test_a_row_without_a_value_says_so_where_that_is_wanted():
    row = {"key": "Ghi chú", "value": ""}
    assert summary_rows([row]).endswith("<dd></dd></div>")
    assert summary_rows([row], "Không <khai>").endswith(
        '<dd><span class="muted">Không &lt;khai&gt;</span></dd></div>'
    )


def test_zero_is_an_answer():
    assert summary_rows([{"key": "Số con", "value": 0}], "Không khai").endswith("<dd>0</dd></div>")
    assert summary_rows([{"key": "Số con", "value": None}]).endswith("<dd></dd></div>")


def test_an_entry_says_what_when_and_who():
    entry = {
        "at": datetime(2026, 11, 22, 7, 3, tzinfo=UTC), "title": "<Tiếp nhận>", "who": "Hoa & Lan",
        "text": "Dòng 1\nDòng <2>", "current": True, "kind": "success",
    }  # fmt: skip
    assert timeline_entries([entry]) == (
        '<li class="timeline__entry timeline__entry--current timeline__entry--success"'
        ' aria-current="step"><p class="timeline__title">&lt;Tiếp nhận&gt;</p>'
        '<p class="timeline__meta"><time datetime="2026-11-22T14:03:00+07:00">14:03 22/11/2026'
        '</time> · Hoa &amp; Lan</p><p class="timeline__text">Dòng 1<br>Dòng &lt;2&gt;</p></li>\n'
    )


def test_a_step_still_to_come_has_no_time():
    shown = render_to_string(
        "components/timeline.html", {"entries": [{"title": "Trả kết quả", "planned": True}]}
    )
    assert '<li class="timeline__entry timeline__entry--planned">' in shown
    assert "timeline__meta" not in shown
    assert "timeline__text" not in shown
