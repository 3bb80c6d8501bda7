"""What a synonym must be so that it helps and does not confuse."""

from django.utils.translation import gettext as _

from portal.shared.errors import InvalidInput
from services.models import Synonym
from services.search.fillers import is_filler
from services.search.tokens import phrase_of, words

SHORTEST, LONGEST, MOST_MEANINGS, LONGEST_MEANING = 2, 80, 6, 120


def check_synonym(said: str, meanings: list[str], *, number: int | None) -> None:
    """Raises InvalidInput with every mistake; `number` is the synonym that is changed."""
    others = [each for each in Synonym.objects.filter(removed=False) if each.pk != number]
    errors = {"said": _said_error(said, others), "meanings": _meanings_error(meanings)}
    if not any(errors.values()):
        errors["meanings"] = _circle_error(said, meanings, others)
    found = {name: text for name, text in errors.items() if text}
    if found:
        raise InvalidInput(found)


def _said_error(said: str, others: list[Synonym]) -> str:
    folded = phrase_of(said)
    if not folded:
        return _("Nhập từ người dân hay nói, ví dụ: sổ đỏ.")
    if len(folded) < SHORTEST:
        return _("Từ này quá ngắn. Nhập ít nhất %(least)d ký tự.") % {"least": SHORTEST}
    if len(said) > LONGEST:
        return _("Viết ngắn lại, không quá %(most)d ký tự.") % {"most": LONGEST}
    if folded.replace(" ", "").isdigit():
        return _("Chỉ có chữ số: người dân sẽ tìm như mã thủ tục. Thêm chữ.")
    if is_filler(said):
        return _("“%(said)s” là từ đệm, phần tra cứu bỏ qua từ này. Chọn từ khác.") % {"said": said}
    same = next((each for each in others if each.folded == folded), None)
    if same:
        return _("Đã có từ “%(said)s”. Hãy sửa từ đó thay vì thêm mới.") % {"said": same.said}
    return ""


def _meanings_error(meanings: list[str]) -> str:
    if not meanings:
        return _("Nhập ít nhất một cách gọi trong danh mục, mỗi dòng một cách.")
    if len(meanings) > MOST_MEANINGS:
        return _("Nhiều nhất %(most)d cách gọi. Bỏ bớt dòng.") % {"most": MOST_MEANINGS}
    for meaning in meanings:
        if len(meaning) > LONGEST_MEANING:
            return _("Dòng “%(line)s…” quá dài, không quá %(most)d ký tự.") % {
                "line": meaning[:30],
                "most": LONGEST_MEANING,
            }
        if len(phrase_of(meaning)) < SHORTEST:
            return _("Dòng “%(line)s” quá ngắn để tìm.") % {"line": meaning}
        if is_filler(meaning):
            return _("“%(line)s” là từ đệm, không tìm được gì. Ghi tên trong danh mục.") % {
                "line": meaning
            }
    if len({phrase_of(meaning) for meaning in meanings}) < len(meanings):
        return _("Có hai dòng giống nhau (không kể dấu). Bỏ bớt một dòng.")
    return ""


def _circle_error(said: str, meanings: list[str], others: list[Synonym]) -> str:
    """A meaning that leads back to the saying, over other synonyms or at once."""
    start = tuple(words(said))
    leads = {tuple(each.folded.split()): each for each in others}
    for meaning in meanings:
        way = _way_back(tuple(words(meaning)), start, leads, ())
        if way is None:
            continue
        if not way:
            return _("“%(said)s” không thể có nghĩa là chính nó.") % {"said": said}
        return _("Luẩn quẩn: “%(meaning)s” lại dẫn về “%(said)s” (qua %(way)s).") % {
            "meaning": meaning,
            "said": said,
            "way": ", ".join(f"“{each.said}”" for each in way),
        }
    return ""


def _way_back(
    phrase: tuple[str, ...],
    start: tuple[str, ...],
    leads: dict[tuple[str, ...], Synonym],
    way: tuple[Synonym, ...],
) -> tuple[Synonym, ...] | None:
    if phrase == start:
        return way
    step = leads.get(phrase)
    if step is None or step in way:
        return None
    for meaning in step.meanings:
        found = _way_back(tuple(words(meaning)), start, leads, (*way, step))
        if found is not None:
            return found
    return None
