"""The least that a page which writes can cost: one INSERT of a JSON row, in its own transaction.

It goes through the middleware of every page; no session is read, no token is checked.
"""

import json

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

TABLE = "CREATE TABLE bench_floor (id bigserial PRIMARY KEY, data jsonb NOT NULL)"
INSERT = "INSERT INTO bench_floor (data) VALUES (%s)"
ROW = json.dumps(
    {
        "full_name": "Trần Thị Trà",
        "identity_number": "049190001234",
        "birth_date": "22/03/1990",
        "address": {"commune": "20974", "line": "Thôn Diêm Trà"},
        "copies": 2,
        "for_whom": "self",
    }
)


@csrf_exempt
def floor(request: HttpRequest) -> HttpResponse:
    """Insert the row."""
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [ROW])
    return HttpResponse("ok")
