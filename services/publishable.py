"""Whether a content may become a revision: complete, readable as a whole, naming what exists."""

from collections.abc import Iterator

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.agencies.models import Agency
from portal.shared.errors import InvalidInput
from services import revision_rows
from services.building.forms import places_of
from services.building.published import promises_of
from services.building.types import type_title
from services.completeness import Gap, gaps_of
from services.content import RevisionContent
from services.eforms.definition import EForm
from services.eforms.errors import DefinitionError
from services.fees.checking import mistakes_of
from services.fees.rules import RuleError, charge
from services.models import Procedure, Sector, TemplateFile


def obstacles(procedure: Procedure, content: RevisionContent) -> list[Gap]:
    """Everything that keeps it from being published; none: it may be."""
    found = [*gaps_of(content), *_unknown(content), *_fees(content)]
    if not any(gap.part == "form" for gap in found):
        found += [*_form(content), *_other_types(procedure, content)]
    return found


def must_be_publishable(procedure: Procedure, content: RevisionContent) -> None:
    """Raises InvalidInput with one message for each obstacle, by part and place.

    Within a transaction: the last question is whether the database would take it.
    """
    found = obstacles(procedure, content)
    if not found:
        found = list(_refused(procedure, content))
    if found:
        raise InvalidInput({f"{gap.part}.{gap.place}": gap.text for gap in found})


def _refused(procedure: Procedure, content: RevisionContent) -> Iterator[Gap]:
    """Writes it as a revision and undoes that: what may be submitted can be approved."""
    try:
        with transaction.atomic():
            revision_rows.write(procedure, 0, content, handling=None)
            transaction.set_rollback(True)
    except (DataError, IntegrityError, ValueError, TypeError, ArithmeticError) as error:
        words = _("Cơ sở dữ liệu không nhận nội dung này: %(why)s")
        yield Gap("content", "", words % {"why": str(error).partition("\n")[0]})


def _fees(content: RevisionContent) -> Iterator[Gap]:
    for fee in content.fees:
        try:
            charge(fee.rule, {})
        except RuleError as error:
            words = _("Cách tính của “%(name)s” chưa đúng: %(why)s.")
            yield Gap("fees", fee.key, words % {"name": fee.name, "why": error})
    for rule in content.reductions:
        data = rule.as_json() | {"valid_to": rule.valid_to or None}
        for column, text in mistakes_of(data):
            words = _("Miễn giảm “%(name)s”, %(column)s: %(text)s")
            yield Gap(
                "reductions", rule.key, words % {"name": rule.name, "column": column, "text": text}
            )


def _form(content: RevisionContent) -> Iterator[Gap]:
    try:
        EForm.parse(content.eform)
    except DefinitionError as error:
        yield Gap("form", "", _("Mẫu đơn điện tử chưa đúng: %(why)s") % {"why": error})


def _other_types(procedure: Procedure, content: RevisionContent) -> Iterator[Gap]:
    """A key once published never changes its type, by whichever way it came into the draft."""
    promises = promises_of(procedure)
    for place in places_of(content.eform):
        promise = promises.get(place.path)
        if promise is not None and promise.type != place.field["type"]:
            words = _(
                "Khóa “%(key)s” đã công bố ở phiên bản %(revision)d với loại “%(old)s” nên không "
                "thể thành “%(new)s”. Hãy dùng khóa khác."
            )
            yield Gap(
                "form",
                place.path,
                words
                % {
                    "key": place.path,
                    "revision": promise.revision,
                    "old": type_title(promise.type),
                    "new": type_title(place.field["type"]),
                },
            )


def _unknown(content: RevisionContent) -> Iterator[Gap]:
    codes = {
        "handling_agency_code": content.handling_agency_code,
        "receiving_agency_code": content.receiving_agency_code,
    }
    for place, code in codes.items():
        agency = Agency.objects.filter(code=code).first() if code else None
        if code and agency is None:
            words = _("Không có cơ quan nào mang mã %(code)s. Hãy chọn lại.")
            yield Gap("facts", place, words % {"code": code})
        elif agency is not None and agency.closed_on is not None:
            words = _("%(name)s đã giải thể. Hãy chọn cơ quan đang hoạt động.")
            yield Gap("facts", place, words % {"name": agency.name})
    if not Sector.objects.filter(name=content.sector).exists():
        words = _("Không có lĩnh vực “%(name)s”. Hãy chọn lại.")
        yield Gap("facts", "sector", words % {"name": content.sector})
    for paper in content.papers:
        if paper.template and not _has_template(paper.template):
            words = _("Mẫu giấy tờ của “%(name)s” không còn. Hãy chọn lại tệp mẫu.")
            yield Gap("papers", paper.key, words % {"name": paper.name})


def _has_template(key: str) -> bool:
    return TemplateFile.objects.filter(key=key).exists()
