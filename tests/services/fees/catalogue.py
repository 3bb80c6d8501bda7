"""The fee items, reductions and forms that we ship, as unsaved rows and values."""

import json
from datetime import date

from services.eforms.definition import EForm
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


def form(code):
    return EForm.parse(eform(code))


def item(amount_vnd, key="", *, set_by="centre"):
    """A fee of so much a dossier."""
    key = key or f"k{amount_vnd}"
    rule = {"kind": "fixed", "amount_vnd": amount_vnd}
    return FeeItem(key=key, kind="phi", name=f"Phí {key}", rule=rule, set_by=set_by)


def reduction(percent=None, **attributes):
    """A rule for everyone from 2022 on."""
    known = {
        "key": f"r{percent}",
        "name": f"Giảm {percent}%",
        "percent": percent,
        "legal_basis": "Luật",
        "valid_from": date(2022, 1, 1),
    }
    return Reduction(**known | attributes)
