"""Fees and charges, and how each is counted."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.difference.attributes import Attribute, Thing
from services.difference.change import Change, is_long
from services.difference.labels import Labels
from services.difference.things import Noun, list_changes, things
from services.difference.values import Show, as_json, money, one_of, quoted
from services.models import FeeItem, SetBy


def fee_changes(old: Sequence[Thing], new: Sequence[Thing], labels: Labels) -> list[Change]:
    """Everything that happened to the fees."""
    return list_changes(_FeeNoun(labels), old, new)


class _FeeNoun(Noun):
    """A fee, whose way of counting is told by the fee's own name: `Phí … 200.000 đ → 150.000 đ`."""

    def __init__(self, labels: Labels) -> None:
        super().__init__(
            part="fees",
            word=gettext_lazy("khoản thu"),
            attributes={
                "kind": Attribute(gettext_lazy("loại"), one_of(dict(FeeItem.Kind.choices))),
                "rule": Attribute(gettext_lazy("mức thu"), rule_in_words(labels), {}),
                "set_by": Attribute(
                    gettext_lazy("cấp quy định"), one_of(dict(SetBy.choices)), "centre"
                ),
                "legal_basis": Attribute(gettext_lazy("căn cứ"), quoted),
            },
        )

    def kept(self, old: Thing, new: Thing) -> list[Change]:
        """The rule first."""
        was, now = old.get("rule", {}), new.get("rule", {})
        rest = super().kept({**old, "rule": now}, new)
        if was == now:
            return rest
        show = self.attributes["rule"].show
        before, after = show(was), show(now)
        if before == after:
            before, after = as_json(was), as_json(now)
        words = {"name": new.get("name", ""), "before": before, "after": after}
        shorter = _short(was, now)
        if shorter:
            words |= {"before": shorter[0], "after": shorter[1]}
            text = _("%(name)s %(before)s → %(after)s") % words
        elif is_long(before, after):
            text = _("Sửa cách tính %(name)s") % words
        else:
            text = _("%(name)s: %(before)s → %(after)s") % words
        return [Change("fees", "changed", self.place(new), text, before, after), *rest]


def _short(was: Any, now: Any) -> tuple[str, str] | None:
    """Two fixed sums, as people say them."""
    plain = {"kind", "amount_vnd"}
    for each in (was, now):
        if not isinstance(each, Mapping) or set(each) != plain or each["kind"] != "fixed":
            return None
    before, after = money(was["amount_vnd"]), money(now["amount_vnd"])
    return (before, after) if before != after else None


def rule_in_words(labels: Labels) -> Show:
    """How a fee is counted; JSON of a rule that we cannot read."""

    def show(rule: Any) -> str:
        if not isinstance(rule, Mapping):
            return as_json(rule) if rule else ""
        known = _KINDS.get(str(rule.get("kind")))
        if known is None or not set(rule) <= known[1]:
            return as_json(rule) if rule else ""
        return known[0](rule, labels)

    return show


def _fixed(rule: Thing, labels: Labels) -> str:
    return _("%(amount)s một hồ sơ") % {"amount": money(rule.get("amount_vnd"))}


def _per_unit(rule: Thing, labels: Labels) -> str:
    return _("%(amount)s mỗi %(unit)s, đếm theo %(field)s") % {
        "amount": money(rule.get("amount_vnd")),
        "unit": rule.get("unit", _("bản")),
        "field": labels.field(rule.get("quantity")),
    }


def _first_then(rule: Thing, labels: Labels) -> str:
    return _(
        "%(amount)s cho %(included)s %(unit)s đầu, thêm %(extra)s mỗi %(unit)s tiếp theo, đếm "
        "theo %(field)s"
    ) % {
        "amount": money(rule.get("amount_vnd")),
        "included": rule.get("included"),
        "unit": rule.get("unit", _("bản")),
        "extra": money(rule.get("extra_vnd")),
        "field": labels.field(rule.get("quantity")),
    }


def _tiered(rule: Thing, labels: Labels) -> str:
    unit, copy = rule.get("unit", _("bản")), rule.get("copy_unit", _("bản"))
    parts = [_tier(tier, unit) for tier in things(rule.get("tiers"))]
    text = _("%(tiers)s, đếm theo %(field)s") % {
        "tiers": ", ".join(parts),
        "field": labels.field(rule.get("quantity")),
    }
    if "max_per_copy_vnd" in rule:
        words = {"cap": money(rule["max_per_copy_vnd"]), "unit": copy}
        text += _(", tối đa %(cap)s một %(unit)s") % words
    if "copies" in rule:
        text += _(", nhân với số %(unit)s theo %(field)s") % {
            "unit": copy,
            "field": labels.field(rule["copies"]),
        }
    return text


def _tier(tier: Thing, unit: str) -> str:
    words = {"amount": money(tier.get("amount_vnd")), "unit": unit, "last": tier.get("up_to")}
    if not set(tier) <= {"amount_vnd", "up_to"}:
        return as_json(tier)
    if "up_to" in tier:
        return _("%(amount)s mỗi %(unit)s đến %(unit)s thứ %(last)s") % words
    return _("%(amount)s mỗi %(unit)s còn lại") % words


_KINDS: dict[str, tuple[Any, set[str]]] = {
    "fixed": (_fixed, {"kind", "amount_vnd"}),
    "per_unit": (_per_unit, {"kind", "amount_vnd", "quantity", "unit"}),
    "first_then": (
        _first_then,
        {"kind", "amount_vnd", "included", "extra_vnd", "quantity", "unit"},
    ),
    "tiered": (
        _tiered,
        {"kind", "quantity", "copies", "tiers", "max_per_copy_vnd", "unit", "copy_unit"},
    ),
}
