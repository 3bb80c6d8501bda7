"""The lines of a quote: what is charged, and what lowers it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.shared.money import format_vnd


@dataclass(frozen=True)
class QuoteLine:
    """One fee (`phi`) or charge (`le_phi`), before reductions."""

    key: str
    kind: str
    name: str
    quantity: int
    amount_vnd: int
    explanation: str
    legal_basis: str
    set_by: str = ""

    def in_words(self) -> str:
        """One sentence."""
        words = {
            "name": self.name,
            "amount": format_vnd(self.amount_vnd),
            "explanation": self.explanation.removesuffix("."),
            "basis": self.legal_basis,
        }
        if not self.legal_basis:
            return _("%(name)s: %(amount)s (%(explanation)s).") % words
        return _("%(name)s: %(amount)s (%(explanation)s; theo %(basis)s).") % words


@dataclass(frozen=True)
class QuoteReduction:
    """What lowers one line; `amount_vnd` is negative.

    `line` is the key of the line. Quotes issued before reductions belonged to lines leave it
    empty: theirs lowered the sum of all.
    """

    key: str
    name: str
    percent: int | None
    amount_vnd: int
    legal_basis: str
    line: str = ""
    explanation: str = ""
    reason: str = ""

    def in_words(self) -> str:
        """One sentence."""
        details = [self.explanation] if self.explanation else []
        if self.reason:
            details.append(_("vì %(reason)s") % {"reason": self.reason})
        details.append(_("theo %(basis)s") % {"basis": self.legal_basis})
        return _("%(name)s: trừ %(amount)s (%(details)s).") % {
            "name": self.name,
            "amount": format_vnd(-self.amount_vnd),
            "details": "; ".join(details),
        }
