"""Results to sign in the world of the table, and their rows."""

from collections.abc import Callable
from typing import Any

from dossiers.models import Document, Dossier
from portal.accounts.models import StaffRole
from portal.shared import clock
from portal.signatures.models import SigningRun
from tests.architecture.url_roles.rows import Row, everyone, for_leaders
from tests.dossiers.signatures.conftest import bare_key
from tests.world import Person


def make_signing(make_dossier: Callable[..., Dossier], leader: Person) -> dict[str, Any]:
    """A result that waits for the leader, and a run of his. His key is put away again: the other
    dossiers of this world are decided as where nobody has one."""
    key = bare_key(leader.user)
    dossier = make_dossier("completed")
    key.is_active = False
    key.save()
    Document.objects.filter(dossier=dossier, kind="result").update(
        ready_at=clock.now(), file="documents/none.pdf"
    )
    role = StaffRole.objects.get(user=leader.user)
    run = SigningRun.objects.create(
        signing_key=key, signer=leader.user, agency=role.agency, role=role.role,
        state=SigningRun.State.DONE, asked_at=clock.now(),
    )  # fmt: skip
    return {
        "unsigned_result": Document.objects.get(dossier=dossier, kind="result").key,
        "signing_run": run.key,
    }


_RESULT = {"key": "unsigned_result"}
SIGNING = [
    Row("dossiers:signing_stack", for_leaders(200)),
    Row(  # the key has been put away
        "dossiers:signing_sign", for_leaders(200), for_leaders(422),
        data={"result": "unsigned_result", "pin": "123456"},
    ),
    Row("dossiers:signing_run", for_leaders(200), where={"key": "signing_run"}),
    Row("dossiers:signing_read", for_leaders(200), where=_RESULT),
    Row(
        "dossiers:signing_choose", for_leaders(405), for_leaders(302), _RESULT, is_page=False
    ),
    Row("dossiers:verify_document", everyone(200), where=_RESULT),
]  # fmt: skip
