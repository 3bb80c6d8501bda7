"""Answers of this form: `error_code` "0" is good, whatever the HTTP status says (always 200)."""

from collections.abc import Sequence

from django.http import HttpResponse

from outside.national_stub import faults
from outside.national_stub.envelope import json_answer

OK, REFUSED, SESSION_LOST, UNREADABLE = "0", "-1", "401", "400"
Verdict = tuple[str, str]


def good(**content: object) -> HttpResponse:
    """It worked."""
    return json_answer({"error_code": OK, "message": "", **content})


def bad(code: str, message: str) -> HttpResponse:
    """It did not; nothing was taken in."""
    return json_answer({"error_code": code, "message": message})


def verdicts(given: Sequence[Verdict]) -> HttpResponse:
    """One line for each record: its dossier's code, and why it was not taken in (empty: it was)."""
    lines = [
        {"MaHoSo": code, "error_code": REFUSED if refusal else OK, "message": refusal}
        for code, refusal in given
    ]
    refused = next((refusal for _code, refusal in given if refusal), "")
    code = REFUSED if refused else OK
    return json_answer({"error_code": code, "message": refused, "data": lines})


def lists_records() -> bool:
    """Whether answers name each record; without it one bad record refuses the whole call."""
    return not faults.strikes("unlisted")
