"""The fee items and reductions that we ship, as unsaved rows."""

import json
from datetime import date

from services.importing.handmade import DATA
from services.models import FeeItem, Reduction


def _read(name):
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def fee_items(code):
    return [FeeItem(**item) for item in _read("fees.json")[code]]


def reductions():
    return [
        Reduction(order=order, **rule | {"valid_from": date.fromisoformat(rule["valid_from"])})
        for order, rule in enumerate(_read("reductions.json"))
    ]


def fee_codes():
    return sorted(_read("fees.json"))


def eform(code):
    return _read(f"eforms/{code}.json")
