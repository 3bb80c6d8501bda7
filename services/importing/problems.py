"""What is wrong with a file, in words that say how to mend it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake. `line` is the line in the file, from 1; `column` is empty for a whole line."""

    line: int
    column: str
    message: str

    def __str__(self) -> str:
        if not self.column:
            return _("Dòng %(line)d: %(message)s") % {"line": self.line, "message": self.message}
        return _("Dòng %(line)d, cột %(column)s: %(message)s") % {
            "line": self.line,
            "column": self.column,
            "message": self.message,
        }


@dataclass(frozen=True, order=True)
class DataProblem(Problem):
    """A mistake in a file of `services/data`; `line` is the number of the entry, from 1."""

    file: str = ""

    def __str__(self) -> str:
        words = {"file": self.file, "entry": self.line, "message": self.message}
        if not self.column:
            return _("%(file)s, mục %(entry)d: %(message)s") % words
        words["attribute"] = self.column
        return _("%(file)s, mục %(entry)d, %(attribute)s: %(message)s") % words


@dataclass(frozen=True, order=True)
class DocumentProblem(Problem):
    """A mistake in one document of many; `column` is the path in it, `line` its place among them,
    from 1."""

    file: str = ""

    def __str__(self) -> str:
        words = {"file": self.file, "path": self.column, "message": self.message}
        if not self.column:
            return _("%(file)s: %(message)s") % words
        return _("%(file)s, %(path)s: %(message)s") % words


class FileRefused(Exception):
    """The file has mistakes; nothing was written."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    @property
    def headline(self) -> str:
        """How many mistakes there are, and that nothing was written."""
        count = len(self.problems)
        return ngettext(
            "Tệp có %(count)d lỗi, chưa ghi gì vào danh mục:",
            "Tệp có %(count)d lỗi, chưa ghi gì vào danh mục:",
            count,
        ) % {"count": count}
