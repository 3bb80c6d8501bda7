"""`GET /api/v1/comparison/days` and `GET /api/v1/comparison/days/<YYYY-MM-DD>`."""

from datetime import date

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from outside.national_stub.comparison.own import refuse_other_province
from outside.national_stub.envelope import json_answer
from outside.national_stub.models import Dossier
from outside.national_stub.problem import problem_json
from outside.national_stub.province_calls import province_call

PAGE = 1000
# The digest of a day: the sum, modulo 2^60, of the first 15 hexadecimal digits of
# MD5("<code>:<last status>:<number of states>") of each dossier.
DAYS = """
    SELECT day, count(*), sum(state_count)::bigint,
        (sum(('x' || left(md5(code || ':' || status || ':' || state_count), 15))::bit(60)::bigint)
            %% 1152921504606846976)::bigint
    FROM national_stub_dossier
    WHERE province = %s AND day >= %s AND status IS NOT NULL
    GROUP BY day ORDER BY day
"""


@require_GET
@province_call("comparison")
def days(request: HttpRequest, *, sender: str) -> HttpResponse:
    """Each day with its dossiers, states and digest; from `since` on."""
    refusal = refuse_other_province(request, sender)
    if refusal is not None:
        return refusal
    try:
        since = date.fromisoformat(request.GET.get("since", "2000-01-01"))
    except ValueError:
        return problem_json(400, "Ngày không hợp lệ", "“since” cần dạng YYYY-MM-DD.")
    with connection.cursor() as cursor:
        cursor.execute(DAYS, [sender, f"{since:%y%m%d}"])
        rows = cursor.fetchall()
    return json_answer(
        {
            "days": [
                {"day": day, "dossiers": dossiers, "states": states, "digest": digest}
                for digits, dossiers, states, digest in rows
                if (day := _written(digits))
            ]
        }
    )


@require_GET
@province_call("comparison")
def day(request: HttpRequest, day: str, *, sender: str) -> HttpResponse:
    """The dossiers of one day with their last status and number of states, by code."""
    refusal = refuse_other_province(request, sender)
    if refusal is not None:
        return refusal
    try:
        digits = f"{date.fromisoformat(day):%y%m%d}"
    except ValueError:
        return problem_json(404, "Không có ngày này", "Cần một ngày dạng YYYY-MM-DD.")
    rows = Dossier.objects.filter(
        province=sender,
        day=digits,
        code__gt=request.GET.get("after", ""),
        status__isnull=False,
    ).order_by("code")
    page = list(rows.values_list("code", "status", "state_count")[: PAGE + 1])
    content = [
        {"code": code, "status": status, "states": states} for code, status, states in page[:PAGE]
    ]
    following = content[-1]["code"] if len(page) > PAGE else None
    return json_answer({"dossiers": content, "next": following})


def _written(digits: str) -> str:
    """`2022-03-22` of `220322`; empty for what is no day."""
    try:
        return date.fromisoformat(f"20{digits[:2]}-{digits[2:4]}-{digits[4:]}").isoformat()
    except ValueError:
        return ""
