"""Facts of a procedure: name, agencies, time limits, results, legal texts."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.agencies.models import Agency
from services.content import RevisionContent
from services.difference.attributes import Words
from services.difference.change import Change, is_long
from services.difference.texts import text_changes
from services.difference.values import Show, as_json, beginning, day, one_of, plain, quoted
from services.models import Revision

Scalars = dict[str, tuple[str | Promise, Show]]


def fact_changes(
    old: RevisionContent | None, new: RevisionContent, names: Mapping[str, str]
) -> Iterable[Change]:
    """Everything but form, papers, steps, fees, reductions and notices."""
    scalars = _scalars(names)
    for place in ("name", "sector", "local_code", "level"):
        yield from _scalar(place, *scalars[place], old, new)
    for place in ("agency_level", "agency_text", "handling_agency_code", "receiving_agency_code"):
        yield from _scalar(place, *scalars[place], old, new)
    yield from _list("audiences", gettext_lazy("đối tượng"), old, new, one_of(dict(_AUDIENCES)))
    yield from _time("time_value", gettext_lazy("thời hạn"), old, new)
    yield from _time("legal_time_value", gettext_lazy("thời hạn theo luật"), old, new)
    yield from _scalar("clock_rule", *scalars["clock_rule"], old, new)
    yield from _scalar("time_note", *scalars["time_note"], old, new)
    yield from _list("results", gettext_lazy("kết quả"), old, new, quoted)
    if old is not None or new.result_template != Revision.ResultTemplate.REPLY:
        yield from _scalar("result_template", *scalars["result_template"], old, new)
    channels = one_of(dict(Revision.ReturnChannel.choices))
    yield from _list("return_channels", gettext_lazy("cách nhận kết quả"), old, new, channels)
    yield from _legal_texts(old, new)
    yield from _source(old, new)


def fee_fact_changes(old: RevisionContent | None, new: RevisionContent) -> Iterable[Change]:
    """Whether the sum is stated, and the note on fees."""
    if old is not None and old.fee_stated != new.fee_stated:
        text = (
            _("Nay ghi rõ mức thu")
            if new.fee_stated
            else _("Nay không ghi mức thu: theo quy định riêng nêu ở ghi chú")
        )
        yield Change("fees", "changed", "fee_stated", text, *_stated(old, new))
    elif old is None and not new.fee_stated:
        yield Change("fees", "added", "fee_stated", _("Không ghi mức thu: theo quy định riêng"))
    yield from _scalar(
        "fee_note", gettext_lazy("ghi chú về phí, lệ phí"), quoted, old, new, part="fees"
    )


def _stated(old: RevisionContent, new: RevisionContent) -> tuple[str, str]:
    before, after = (
        _("ghi mức thu") if each.fee_stated else _("không ghi mức thu") for each in (old, new)
    )
    return before, after


_AUDIENCES = Revision.Audience.choices


def _scalars(names: Mapping[str, str]) -> Scalars:
    agency = one_of(names)
    return {
        "name": (gettext_lazy("tên thủ tục"), quoted),
        "sector": (gettext_lazy("lĩnh vực"), quoted),
        "local_code": (gettext_lazy("mã thủ tục của tỉnh"), quoted),
        "level": (gettext_lazy("mức độ dịch vụ công trực tuyến"), plain),
        "agency_level": (gettext_lazy("cấp thực hiện"), one_of(dict(Agency.Level.choices))),
        "agency_text": (gettext_lazy("cơ quan thực hiện theo quyết định công bố"), quoted),
        "handling_agency_code": (gettext_lazy("cơ quan giải quyết"), agency),
        "receiving_agency_code": (gettext_lazy("cơ quan tiếp nhận"), agency),
        "clock_rule": (
            gettext_lazy("cách tính thời hạn"),
            one_of(dict(Revision.ClockRule.choices)),
        ),
        "time_note": (gettext_lazy("ghi chú về thời hạn"), quoted),
        "result_template": (
            gettext_lazy("mẫu trình bày kết quả"),
            one_of(dict(Revision.ResultTemplate.choices)),
        ),
    }


def _scalar(
    place: str,
    label: Words,
    show: Show,
    old: RevisionContent | None,
    new: RevisionContent,
    *,
    part: str = "facts",
) -> Iterable[Change]:
    was = getattr(old, place) if old is not None else None
    now = getattr(new, place)
    if was == now or (old is None and now == ""):
        return
    before, after = show(was), show(now)
    if before == after:
        before, after = as_json(was), as_json(now)
    yield told(part, place, label, before, after)


def told(part: str, place: str, label: Words, before: str, after: str) -> Change:
    """A fact came, went or became another."""
    words = {"label": label, "begun": beginning(str(label)), "before": before, "after": after}
    if not before:
        text = _("Thêm %(label)s: %(after)s") % words
        if is_long(after):
            text = _("Thêm %(label)s") % words
        return Change(part, "added", place, text, before, after)
    if not after:
        text = _("Bỏ %(label)s: %(before)s") % words
        if is_long(before):
            text = _("Bỏ %(label)s") % words
        return Change(part, "removed", place, text, before, after)
    text = _("%(begun)s %(before)s → %(after)s") % words
    if is_long(before, after):
        text = _("Sửa %(label)s") % words
    return Change(part, "changed", place, text, before, after)


def _list(
    place: str, word: Words, old: RevisionContent | None, new: RevisionContent, show: Show
) -> list[Change]:
    was = [_key(each) for each in getattr(old, place)] if old is not None else []
    return text_changes(place, word, was, [_key(each) for each in getattr(new, place)], show)


def _key(member: Any) -> Any:
    return member if isinstance(member, str | int | None) else as_json(member)


def _time(
    place: str, label: Words, old: RevisionContent | None, new: RevisionContent
) -> Iterable[Change]:
    was = (getattr(old, place), old.time_unit) if old is not None else None
    now = (getattr(new, place), new.time_unit)
    legal = place == "legal_time_value"
    if was == now or (legal and was and was[0] == now[0]) or (was is None and now == (None, "")):
        return
    if legal and was is None and now[0] is None:
        return
    before, after = (
        "" if each is None or (legal and each[0] is None) else time_in_words(*each)
        for each in (was, now)
    )
    if before == after:
        # The number says nothing (within the day), yet it is another one.
        before, after = (
            _("%(time)s (số ghi: %(number)s)") % {"time": text, "number": _number(each)}
            for text, each in ((before, was), (after, now))
        )
    yield told("facts", place, label, before, after)


def _number(time: tuple[Any, str] | None) -> str:
    return _("không có") if time is None or time[0] is None else str(time[0])


def time_in_words(value: Any, unit: str) -> str:
    """`10 ngày làm việc`, `trong ngày`, or that it is not fixed."""
    if unit == Revision.TimeUnit.SAME_DAY:
        return _("trong ngày")
    if value is None:
        return _("theo từng trường hợp")
    words = dict(Revision.TimeUnit.choices).get(unit, unit or _("(chưa chọn đơn vị)"))
    return f"{value} {words}"


def _legal_texts(old: RevisionContent | None, new: RevisionContent) -> Iterable[Change]:
    was = old.legal_basis if old is not None else ()
    word = gettext_lazy("căn cứ pháp lý")
    texts = [law.text for law in was], [law.text for law in new.legal_basis]
    yield from text_changes("legal_basis", word, *texts, quoted)
    yield from _ends(
        {(law.text, at): law.ends_on for law, at in _counted(was)},
        {(law.text, at): law.ends_on for law, at in _counted(new.legal_basis)},
    )


def _counted(laws: Any) -> Iterable[tuple[Any, int]]:
    seen: dict[str, int] = {}
    for law in laws:
        yield law, seen.get(law.text, 0)
        seen[law.text] = seen.get(law.text, 0) + 1


def _ends(
    was: Mapping[tuple[str, int], str], now: Mapping[tuple[str, int], str]
) -> Iterable[Change]:
    for key, after in now.items():
        before = was.get(key, "")
        if before == after:
            continue
        words = {"text": key[0], "before": day(before), "after": day(after)}
        if not before:
            sentence = _("“%(text)s” có hiệu lực đến hết ngày %(after)s")
        elif not after:
            sentence = _("“%(text)s” không còn ghi ngày hết hiệu lực (trước là %(before)s)")
        else:
            sentence = _("“%(text)s”: ngày hết hiệu lực %(before)s → %(after)s")
        yield Change(
            "facts", "changed", "legal_basis", sentence % words, words["before"], words["after"]
        )


def _source(old: RevisionContent | None, new: RevisionContent) -> Iterable[Change]:
    was: Any = old.source if old is not None else {}
    now: Any = new.source
    if not isinstance(was, Mapping) or not isinstance(now, Mapping):
        was, now = {"": was}, {"": now}
    for name in sorted({*was, *now}, key=str):
        if was.get(name) != now.get(name) or (name in was) != (name in now):
            label = _("nguồn dữ liệu “%(name)s”") % {"name": name}
            before, after = (
                quoted(each[name]) or as_json(each[name]) if name in each else ""
                for each in (was, now)
            )
            yield told("facts", "source", label, before, after)
