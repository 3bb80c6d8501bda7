"""`…/difference/?from=1&to=draft`: what differs between two versions of a procedure."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from portal.accounts.web.access import ActorRequest
from services.difference import difference
from services.difference.names import names_of
from services.web.manage.access import ProcedureView
from services.web.manage.difference.groups import grouped
from services.web.manage.difference.versions import DRAFT, Version, versions_of

UNUSABLE = 422


class DifferenceView(ProcedureView):
    """Any two versions. Without a choice: the newest one and the one before it."""

    def get(self, request: ActorRequest, code: str) -> HttpResponse:
        """The changes by part; printed for the approver."""
        versions = versions_of(self.procedure)
        wanted = {name: request.GET.get(name, "") for name in ("from", "to")}
        chosen, errors = _chosen(versions, wanted)
        context: dict[str, Any] = {
            "procedure": self.procedure,
            "above": f"/manage/procedures/{self.procedure.code}/",
            "versions": versions,
            "errors": errors,
            "wanted": wanted,
            **(_compared(*chosen) if chosen else {}),
        }
        status = UNUSABLE if errors else 200
        response = render(request, "manage/difference/compare.html", context, status=status)
        add_never_cache_headers(response)
        return response


def _chosen(
    versions: list[Version], wanted: dict[str, str]
) -> tuple[tuple[Version, Version] | None, list[dict[str, str]]]:
    by_value = {each.value: each for each in versions}
    errors = [
        {"href": f"#id_{name}", "text": _wrong(value)}
        for name, value in wanted.items()
        if value and value not in by_value
    ]
    if errors or len(versions) < 2:
        return None, errors
    after = by_value.get(wanted["to"]) or versions[0]
    before = by_value.get(wanted["from"]) or _one_before(versions, after)
    return (before, after), []


def _one_before(versions: list[Version], after: Version) -> Version:
    at = versions.index(after)
    if after.draft is not None and after.draft.base_revision is not None:
        base = str(after.draft.base_revision.number)
        return next((each for each in versions if each.value == base), versions[1])
    return versions[min(at + 1, len(versions) - 1)]


def _wrong(value: str) -> str:
    if value == DRAFT:
        return _("Thủ tục này không có bản soạn thảo nào đang mở. Chọn một phiên bản.")
    return _("Thủ tục này không có phiên bản “%(value)s”. Chọn lại.") % {"value": value[:20]}


def _compared(before: Version, after: Version) -> dict[str, Any]:
    contents = before.content, after.content
    changes = difference(*contents, names=names_of(*contents))
    return {
        "before": before,
        "after": after,
        "count": len(changes),
        "groups": grouped(changes),
        "compared": True,
    }
