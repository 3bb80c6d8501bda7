"""What may be added to a signed file without showing anything that nobody signed.

ISO 32000-1 lets a signed file grow: further signatures, time stamps, proofs, entries into a form.
Each signature field may bring a picture of its own, though, and that may lie over the text.
"""

from collections.abc import Iterable

from pyhanko.pdf_utils.generic import DictionaryObject, StreamObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.rw_common import PdfHandler
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    FormUpdatingRule,
    GenericFieldModificationRule,
    ModificationLevel,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
)
from pyhanko.sign.diff_analysis.form_rules_api import (
    FieldComparisonContext,
    FieldComparisonSpec,
    FormUpdate,
)
from pyhanko.sign.fields import enumerate_sig_fields

_EMPTY = (None, "", "/Off")


class OnlyEmptyFields(GenericFieldModificationRule):
    """An entry that was signed stays as it is; a field that was empty may be filled in."""

    def check_form_field(
        self, fq_name: str, spec: FieldComparisonSpec, context: FieldComparisonContext
    ) -> Iterable[tuple[ModificationLevel, FormUpdate]]:
        """Nothing of a field that was filled in is let through."""
        if spec.old_field is not None and spec.old_field.get("/V") in _EMPTY:
            yield from super().check_form_field(fq_name, spec, context)


ALLOWED = StandardDiffPolicy(
    global_rules=DEFAULT_DIFF_POLICY.global_rules,
    form_rule=FormUpdatingRule(
        field_rules=[SigFieldCreationRule(), SigFieldModificationRule(), OnlyEmptyFields()]
    ),
)


def shows_unsigned_picture(reader: PdfFileReader, revision: int) -> bool:
    """Whether a signature field shows a picture that came after `revision` and that nobody stands
    for: without a signature, or with a time stamp, which anybody can have from any clock. The
    picture of somebody's signature is that person's word, and is judged with it."""
    before = _fields(reader.get_historical_resolver(revision))
    return any(
        _has_picture(field) and not _is_a_persons(value) and not _was_so(before.get(name), value)
        for name, (value, field) in _fields(reader).items()
    )


_Field = tuple[DictionaryObject | None, DictionaryObject]


def _fields(handler: PdfHandler) -> dict[str, _Field]:
    return {
        name: (value, field.get_object()) for name, value, field in enumerate_sig_fields(handler)
    }


def _was_so(before: _Field | None, value: DictionaryObject | None) -> bool:
    """There already, and not filled since: what changed otherwise is found by ALLOWED."""
    return before is not None and (before[0] is None) == (value is None)


def _is_a_persons(value: DictionaryObject | None) -> bool:
    return value is not None and value.get_object().get("/Type") != "/DocTimeStamp"


def _has_picture(field: DictionaryObject) -> bool:
    widgets = [field, *(kid.get_object() for kid in field.get("/Kids", ()))]
    return any(_has_size(widget) and _paints(widget) for widget in widgets)


def _paints(widget: DictionaryObject) -> bool:
    """The place for a signature that is still to come has an empty picture."""
    pictures = widget.get("/AP", {})
    return any(
        not isinstance(each.get_object(), StreamObject) or bool(each.get_object().data.strip())
        for each in pictures.values()
    )


def _has_size(widget: DictionaryObject) -> bool:
    left, bottom, right, top = (float(side) for side in widget.get("/Rect", (0, 0, 0, 0)))
    return left != right and bottom != top
