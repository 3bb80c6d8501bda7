"""What is wrong with a statement file, in words that say how to mend it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SHOWN = 50


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake. `line` is the line in the file, from 1 (0: the whole file); `column` is empty
    for a whole line."""

    line: int
    column: str
    message: str

    def __str__(self) -> str:
        words = {"line": self.line, "column": self.column, "message": self.message}
        if not self.line:
            return self.message
        if not self.column:
            return _("Dòng %(line)d: %(message)s") % words
        return _("Dòng %(line)d, cột %(column)s: %(message)s") % words


class StatementRefused(Exception):
    """The file has mistakes; nothing was written."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    @property
    def headline(self) -> str:
        """How many mistakes there are, and that nothing was written."""
        count = len(self.problems)
        return ngettext(
            "Sao kê có %(count)d lỗi, chưa ghi gì:", "Sao kê có %(count)d lỗi, chưa ghi gì:", count
        ) % {"count": count}

    @property
    def lines(self) -> list[str]:
        """The mistakes in words, not more than a person reads."""
        shown = [str(problem) for problem in self.problems[:SHOWN]]
        more = len(self.problems) - SHOWN
        if more > 0:
            shown.append(_("… và %(count)d lỗi nữa.") % {"count": more})
        return shown
