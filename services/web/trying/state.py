"""What a try remembers from page to page: it travels in the page, signed, and nowhere else."""

from dataclasses import dataclass, field, replace
from typing import Any, Self

from django.core import signing
from django.utils.translation import gettext as _

from portal.shared.errors import InvalidInput

_SALT = "services.trying"
_SECONDS = 24 * 60 * 60
# Signed and compressed. A long form is some thousand letters.
MAX_LENGTH = 200_000


@dataclass(frozen=True)
class TryState:
    """Raw answers as a draft would keep them, and the keys of papers said to be at hand."""

    answers: dict[str, Any] = field(default_factory=dict)
    papers: tuple[str, ...] = ()

    def with_answers(self, answers: dict[str, Any]) -> Self:
        """With these answers."""
        return replace(self, answers=answers)

    def packed(self) -> str:
        """The text for a hidden input. Raises InvalidInput when it has grown too long."""
        data = {"answers": self.answers, "papers": list(self.papers)}
        text = signing.dumps(data, salt=_SALT, compress=True)
        if len(text) > MAX_LENGTH:
            raise InvalidInput({"": _("Nội dung thử dài quá. Hãy rút gọn rồi thử lại.")})
        return text

    @classmethod
    def unpacked(cls, text: str) -> "TryState | None":
        """The state; None for what this portal did not sign within the last day."""
        if not text or len(text) > MAX_LENGTH:
            return None
        try:
            data = signing.loads(text, salt=_SALT, max_age=_SECONDS)
        except signing.BadSignature:
            return None
        return cls(data["answers"], tuple(data["papers"]))
