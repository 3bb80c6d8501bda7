"""Who may begin a draft for whom, and what is filled in already."""

from collections.abc import Callable

import pytest
from django.http import Http404

from dossiers.actions.discard import discard
from dossiers.actions.save_answers import save_answers
from dossiers.actions.start_draft import start_draft
from dossiers.models import Dossier
from portal.agencies.models import Agency
from portal.shared.errors import InvalidInput, NotAllowed
from services.models import Revision
from tests.world import Person

pytestmark = pytest.mark.django_db
MakeRevision = Callable[..., Revision]


def test_the_profile_is_not_asked_for_again(
    make_revision: MakeRevision, justice: Agency, one_stop: Agency, tra: Person
) -> None:
    draft = start_draft(actor=tra.actor, revision=make_revision(), handling_agency=justice)
    assert draft.answers == {"full_name": "Nguyễn Thị Trà", "phone": "0905123456"}
    assert (draft.receiving_agency, draft.provenance) == (one_stop, "citizen")


def test_a_draft_is_gone_on_with(make_revision: MakeRevision, justice: Agency, tra: Person) -> None:
    revision = make_revision()
    first = start_draft(actor=tra.actor, revision=revision, handling_agency=justice)
    save_answers(actor=tra.actor, key=first.key, typed={"purpose": "Đi du học"})
    again = start_draft(actor=tra.actor, revision=revision, handling_agency=justice)
    assert (again.pk, again.answers["purpose"]) == (first.pk, "Đi du học")


def test_what_cannot_be_used_is_kept_as_typed(
    make_revision: MakeRevision, justice: Agency, tra: Person
) -> None:
    draft = start_draft(actor=tra.actor, revision=make_revision(), handling_agency=justice)
    saved, cleaned = save_answers(actor=tra.actor, key=draft.key, typed={"copies": "hai"})
    assert (saved.answers["copies"], set(cleaned.errors)) == ("hai", {"copies"})


def test_level_2_is_paper_only(make_revision: MakeRevision, justice: Agency, tra: Person) -> None:
    with pytest.raises(InvalidInput, match="chỉ nhận hồ sơ giấy"):
        start_draft(actor=tra.actor, revision=make_revision(level=2), handling_agency=justice)
    assert not Dossier.objects.exists()


def test_a_clerk_drafts_for_the_person_at_her_desk(
    make_revision: MakeRevision, justice: Agency, clerk: Person, tra: Person
) -> None:
    draft = start_draft(
        actor=clerk.actor, revision=make_revision(), handling_agency=justice,
        owner=tra.citizen, provenance="digitised",
    )  # fmt: skip
    assert (draft.owner, draft.provenance) == (tra.citizen, "digitised")


@pytest.mark.parametrize(
    ("who", "owner", "provenance"),
    [
        ("clerk_tamtien", "tra", "digitised"),  # another desk
        ("clerk", "tra", "citizen"),  # would look as if the citizen had typed it
        ("clerk", None, "digitised"),
        ("lan", "tra", "citizen"),
        ("lan", "tra", "digitised"),
        ("officer", "tra", "digitised"),
    ],
)
def test_nobody_else_drafts_for_others(
    request: pytest.FixtureRequest,
    make_revision: MakeRevision,
    justice: Agency,
    who: str,
    owner: str | None,
    provenance: str,
) -> None:
    actor = request.getfixturevalue(who).actor
    citizen = request.getfixturevalue(owner).citizen if owner else None
    revision = make_revision()
    with pytest.raises(NotAllowed):
        start_draft(
            actor=actor, revision=revision, handling_agency=justice, owner=citizen,
            provenance=provenance,
        )  # fmt: skip
    assert not Dossier.objects.exists()


def test_a_clerk_does_not_touch_what_the_citizen_types_alone(
    make_revision: MakeRevision, justice: Agency, clerk: Person, tra: Person
) -> None:
    draft = start_draft(actor=tra.actor, revision=make_revision(), handling_agency=justice)
    with pytest.raises(Http404):
        save_answers(actor=clerk.actor, key=draft.key, typed={"purpose": "x"})
    with pytest.raises(Http404):
        discard(actor=clerk.actor, key=draft.key)
    assert "purpose" not in Dossier.objects.get().answers
