"""Synonyms: seeded once, curated by the admin, checked so that they help."""

import json

import pytest

from portal.shared.action_log.models import ActionLogEntry
from portal.shared.errors import InvalidInput, NotAllowed
from services.actions.search.delete_synonym import delete_synonym
from services.actions.search.save_synonym import save_synonym
from services.models import Synonym
from services.queries import Filters, search_page
from services.search.seeding import DATA, seed_search
from services.search.tokens import phrase_of
from tests.world import Person

pytestmark = pytest.mark.usefixtures("shipped_catalogue", "db")


def first(typed: str) -> str:
    return search_page(typed, Filters()).revisions[0].procedure.code


def test_no_two_shipped_sayings_are_the_same_without_marks() -> None:
    said = list(json.loads((DATA / "synonyms.json").read_text(encoding="utf-8")))

    assert len({phrase_of(each) for each in said}) == len(said) == Synonym.objects.count()


def test_a_new_one_is_found_at_once(admin: Person, django_capture_on_commit_callbacks) -> None:
    assert search_page("giấy má cưới xin", Filters()).near
    with django_capture_on_commit_callbacks(execute=True):
        save_synonym(actor=admin.actor, said=" Giấy má  cưới xin ", meanings=["kết hôn", ""])

    saved = Synonym.objects.get(folded="giay ma cuoi xin")
    assert (saved.said, saved.meanings, saved.edited, saved.shipped) == (
        "Giấy má cưới xin", ["kết hôn"], True, False,
    )  # fmt: skip
    assert first("giay ma cuoi xin") == "1.000894"
    entry = ActionLogEntry.objects.latest("pk")
    assert (entry.action, entry.subject) == ("save_synonym", "synonym:giay ma cuoi xin")


def test_only_the_provincial_admin_may(officer: Person) -> None:
    before = list(Synonym.objects.order_by("pk").values())
    number = before[0]["id"]

    with pytest.raises(NotAllowed):
        save_synonym(actor=officer.actor, said="abc", meanings=["kết hôn"])
    with pytest.raises(NotAllowed):
        delete_synonym(actor=officer.actor, number=number)
    assert list(Synonym.objects.order_by("pk").values()) == before


@pytest.mark.parametrize(
    ("said", "meanings", "field", "message"),
    [
        ("", ["kết hôn"], "said", "Nhập từ người dân hay nói, ví dụ: sổ đỏ."),
        ("a", ["kết hôn"], "said", "Từ này quá ngắn. Nhập ít nhất 2 ký tự."),
        ("x" * 81, ["kết hôn"], "said", "Viết ngắn lại, không quá 80 ký tự."),
        ("12345", ["kết hôn"], "said", "Chỉ có chữ số: người dân sẽ tìm như mã thủ tục. Thêm chữ."),
        ("tôi", ["kết hôn"], "said",
         "“tôi” là từ đệm, phần tra cứu bỏ qua từ này. Chọn từ khác."),
        ("SO DO", ["kết hôn"], "said", "Đã có từ “sổ đỏ”. Hãy sửa từ đó thay vì thêm mới."),
        ("abc", [], "meanings", "Nhập ít nhất một cách gọi trong danh mục, mỗi dòng một cách."),
        ("abc", ["x"], "meanings", "Dòng “x” quá ngắn để tìm."),
        ("abc", ["của"], "meanings",
         "“của” là từ đệm, không tìm được gì. Ghi tên trong danh mục."),
        ("abc", ["kết hôn", "ket hon"], "meanings",
         "Có hai dòng giống nhau (không kể dấu). Bỏ bớt một dòng."),
        ("abc", [f"kết hôn {n}" for n in range(7)], "meanings",
         "Nhiều nhất 6 cách gọi. Bỏ bớt dòng."),
        ("abc", ["ABC"], "meanings", "“abc” không thể có nghĩa là chính nó."),
        ("giấy chứng nhận quyền sử dụng đất", ["sổ đỏ"], "meanings",
         "Luẩn quẩn: “sổ đỏ” lại dẫn về “giấy chứng nhận quyền sử dụng đất” (qua “sổ đỏ”)."),
    ],
)  # fmt: skip
def test_what_does_not_help_is_refused(
    admin: Person, said: str, meanings: list[str], field: str, message: str
) -> None:
    count = Synonym.objects.count()

    with pytest.raises(InvalidInput) as refused:
        save_synonym(actor=admin.actor, said=said, meanings=meanings)

    assert refused.value.errors == {field: message}
    assert Synonym.objects.count() == count


def test_an_import_leaves_alone_what_an_admin_did(admin: Person) -> None:
    changed = Synonym.objects.get(folded="so do")
    deleted = Synonym.objects.get(folded="gplx")
    save_synonym(actor=admin.actor, said="sổ đỏ", meanings=["tách thửa"], number=changed.pk)
    delete_synonym(actor=admin.actor, number=deleted.pk)
    untouched = Synonym.objects.get(folded="lltp")
    Synonym.objects.filter(pk=untouched.pk).update(meanings=["cũ"])

    seed_search()
    seed_search()

    changed.refresh_from_db()
    deleted.refresh_from_db()
    untouched.refresh_from_db()
    assert (changed.meanings, deleted.removed) == (["tách thửa"], True)
    assert untouched.meanings == ["lý lịch tư pháp"]


def test_one_that_was_deleted_can_be_said_again(admin: Person) -> None:
    number = Synonym.objects.get(folded="gplx").pk
    delete_synonym(actor=admin.actor, number=number)

    again = save_synonym(actor=admin.actor, said="gplx", meanings=["giấy phép"])

    assert (again.pk, again.removed, again.meanings) == (number, False, ["giấy phép"])
