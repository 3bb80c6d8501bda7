from dataclasses import replace

import pytest
from django.http import Http404

from portal.shared.errors import InvalidInput
from services.content import PaperContent, RevisionContent
from services.editing.papers import MAX_PAPERS, Paper, move_paper, put_paper, remove_paper
from tests.services.editing.contents import content

PAPER = Paper(
    name="Giấy khai sinh",
    required=True,
    originals=1,
    copies=None,
    certified=2,
    note="",
    template="",
    replaced="",
)


def keys(after: RevisionContent) -> list[str]:
    return [paper.key for paper in after.papers]


def test_a_new_paper_gets_a_key_of_its_own() -> None:
    once = put_paper(content(), None, PAPER)
    twice = put_paper(once, None, PAPER)

    assert keys(twice) == ["giay-khai-sinh", "giay-khai-sinh-2"]
    assert twice.papers[0] == PaperContent(
        "giay-khai-sinh", "Giấy khai sinh", required=True, originals=1, certified=2
    )


def test_a_name_that_is_a_word_of_addresses() -> None:
    assert keys(put_paper(content(), None, replace(PAPER, name="New"))) == ["new-2"]


def test_a_changed_paper_keeps_key_and_place() -> None:
    before = content(papers=(PaperContent("a", "A"), PaperContent("b", "B")))

    after = put_paper(before, 0, replace(PAPER, name="Tên khác"))

    assert keys(after) == ["a", "b"]
    assert after.papers[0].name == "Tên khác"


def test_moving_ends_at_the_ends() -> None:
    before = content(papers=tuple(PaperContent(key, key) for key in "abc"))

    assert keys(move_paper(before, 0, 1)) == ["b", "a", "c"]
    assert keys(move_paper(before, 2, 1)) == ["a", "b", "c"]
    assert keys(move_paper(before, 0, -1)) == ["a", "b", "c"]
    with pytest.raises(Http404):
        move_paper(before, 3, 1)


def test_a_paper_that_has_gone() -> None:
    with pytest.raises(Http404):
        remove_paper(content(), 0)


def test_counts_and_names_that_cannot_be() -> None:
    with pytest.raises(InvalidInput) as refusal:
        put_paper(content(), None, replace(PAPER, name=" ", originals=-1, copies=100))

    assert refusal.value.errors == {
        "name": "Nhập tên giấy tờ.",
        "originals": "Nhập số bản từ 0 đến 99.",
        "copies": "Nhập số bản từ 0 đến 99.",
    }


def test_too_many_papers() -> None:
    before = content(papers=tuple(PaperContent(f"p{n}", "P") for n in range(MAX_PAPERS)))

    with pytest.raises(InvalidInput, match="nhiều nhất 60"):
        put_paper(before, None, PAPER)


def test_replaced_by_a_question_of_the_form() -> None:
    after = put_paper(content(), None, replace(PAPER, replaced="field:copies"))

    assert after.papers[0].replaced_by == {"field": "copies"}
    with pytest.raises(InvalidInput, match="Mẫu đơn không có câu hỏi này"):
        put_paper(content(), None, replace(PAPER, replaced="field:gone"))


@pytest.mark.django_db
def test_replaced_by_a_result_needs_a_procedure() -> None:
    with pytest.raises(InvalidInput) as refusal:
        put_paper(content(), None, replace(PAPER, replaced="record:result", record_procedure="x"))

    assert set(refusal.value.errors) == {"record_procedure"}


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["abc", "3e9d12b5-4fc1-4326-b14c-6a8757cc1407"])
def test_a_template_that_is_not_there(key: str) -> None:
    with pytest.raises(InvalidInput, match="Tệp mẫu này không còn"):
        put_paper(content(), None, replace(PAPER, template=key))
