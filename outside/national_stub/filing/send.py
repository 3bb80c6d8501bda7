"""Make a filing, then send it until the province has answered."""

import json
import secrets
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from outside.national_stub.filing import province
from outside.national_stub.filing.models import Filing
from outside.national_stub.identity.models import Person

PARTS = ("agency", "return_channel", "attachments")
KEY_BYTES = 6


def make_filing(
    *, person: Person, procedure: str, content: Mapping[str, Any], key: str = ""
) -> Filing:
    """Written down before anything is sent, so that a lost answer finds its key again."""
    body = {
        "procedure": procedure,
        "applicant": _applicant(person, content.get("address")),
        "answers": content.get("answers", {}),
        **{part: content[part] for part in PARTS if part in content},
    }
    return Filing.objects.create(
        key=key or _new_key(),
        person=person,
        procedure=procedure[:60],
        body=json.dumps(body, ensure_ascii=False),
    )


def send(filing: Filing, *, lose_answer: bool = False) -> Filing:
    """Send it once, with its key and body; returns it as it stands then. `lose_answer` is a fault
    on demand."""
    reply = province.file(key=filing.key, body=filing.body.encode())
    if lose_answer:
        reply = province.Reply(trouble="Câu trả lời bị mất theo lỗi mô phỏng.")
    return _write_down(filing, reply)


@transaction.atomic
def _write_down(filing: Filing, reply: province.Reply) -> Filing:
    """Of two answers at the same time, none wipes out the code that the other brought."""
    locked = Filing.objects.select_for_update().get(pk=filing.pk)
    locked.tries += 1
    if locked.is_open:
        locked.status, locked.answer, locked.trouble = reply.status, reply.content, reply.trouble
        if not reply.trouble:
            _settle(locked)
    locked.save()
    return locked


def _settle(filing: Filing) -> None:
    code = filing.answer.get("code")
    if filing.status in province.FINAL:
        filing.refusal = _refusal(filing.answer)
    elif isinstance(code, str) and code:
        filing.code = code[:50]
    else:
        filing.trouble = "Cổng tỉnh trả lời mà không có mã hồ sơ."


def _applicant(person: Person, address: object) -> dict[str, Any]:
    known = {
        "identity_number": person.identity_number,
        "full_name": person.full_name,
        "birth_date": person.birth_date.isoformat(),
        "phone": person.phone,
        "email": person.email,
        "address": address,
        "assurance_level": int(person.assurance_level),
    }
    return {name: value for name, value in known.items() if value}


def _new_key() -> str:
    return f"G01-{timezone.localdate():%y%m%d}-{secrets.token_hex(KEY_BYTES)}"


def _refusal(problem: Mapping[str, Any]) -> str:
    """Why, in words for the person: what is wrong with each field, or the problem as a whole."""
    invalid = problem.get("invalid_params")
    if isinstance(invalid, Mapping) and invalid:
        return "\n".join(str(reason) for reason in invalid.values())
    return str(problem.get("detail") or problem.get("title") or "Cổng tỉnh không nêu lý do.")
