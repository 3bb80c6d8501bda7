"""A table: columns that are fixed, rows that people add or that the form has named."""

from django.utils.translation import gettext as _

from services.eforms.definition import Field, least_items
from services.eforms.fields.group import Group


class Table(Group):
    """Stored like a group. With `row_labels` there are exactly those rows, in their order, the
    empty ones as empty objects."""

    name = "table"

    def missing(self, field: Field) -> str:
        """The sentence that asks for the first rows."""
        if field.row_labels:
            return _("Hãy điền bảng “%(label)s”.") % {"label": field.label}
        return _("Hãy thêm ít nhất %(count)d dòng vào bảng “%(label)s”.") % {
            "count": least_items(field),
            "label": field.label,
        }

    def too_many(self, field: Field) -> str:
        """The sentence that asks to remove rows."""
        return _("Bảng “%(label)s” có tối đa %(count)d dòng. Hãy bớt đi.") % {
            "label": field.label,
            "count": field.max_items,
        }
