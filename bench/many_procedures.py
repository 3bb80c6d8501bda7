"""Many procedures quickly: the shipped ones again and again under other names and codes.

Names keep the words of real ones and get a purpose and a place, so that words are as common as
they would be: "giấy" and "cấp" in most names, a place in few. Rows are copied by the database; the
search columns are made by the portal's own code.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.db import connection

from bench.data.copying import copy_rows
from portal.agencies.models import AdministrativeUnit
from services.models import FeeItem, Procedure, Requirement, Revision, Step
from services.search.indexing import index_procedures
from services.search.vocabulary import recount

# Codes of copies begin with this digit: no real code does.
FAMILY = "7"
PARTS = (Requirement, FeeItem, Step)
PURPOSES = (
    "đối với hộ gia đình, cá nhân", "đối với tổ chức", "đối với người nước ngoài",
    "đối với doanh nghiệp nhỏ và vừa", "trong khu kinh tế", "trong khu công nghiệp",
    "theo quy định chuyển tiếp", "bằng hình thức trực tuyến", "qua bưu chính công ích",
    "cho đối tượng ưu tiên", "đối với hợp tác xã", "do thay đổi địa giới hành chính",
)  # fmt: skip
LONGEST_NAME = 600

_COPIES = """
    CREATE TEMPORARY TABLE bench_copy (template bigint, code text PRIMARY KEY, name text)
"""
_COPIES_OF = "bench_copy n JOIN services_procedure p ON p.code = n.code"
_PUBLISH = f"""
    UPDATE services_revision r SET
        state = %(state)s,
        published_at = now() - %(age)s * interval '100 days',
        in_force = tstzrange(now() - %(age)s * interval '100 days',
            CASE WHEN %(age)s > 1 THEN now() - (%(age)s - 1) * interval '100 days' END)
    FROM {_COPIES_OF} WHERE r.procedure_id = p.id AND r.number = %(number)s
"""  # noqa: S608 - parts of our own
_PRESENT = f"""
    UPDATE services_procedure c SET current_revision_id = r.id
    FROM services_revision r, {_COPIES_OF}
    WHERE c.id = p.id AND r.procedure_id = p.id AND r.state = 'published'
"""  # noqa: S608 - parts of our own


@dataclass(frozen=True)
class _Copy:
    """A procedure to be made: what it is copied from, its code and name."""

    template: int
    code: str
    name: str


def make_many(procedures: int, revisions: int = 1) -> int:
    """Add copies until there are `procedures` in the catalogue, each copy with `revisions`
    revisions, the last one in force, with papers, fees and steps. Returns how many were added.

    The shipped catalogue must be there. About 0.3 ms a procedure and revision.
    """
    copies = list(islice(_copies(), max(0, procedures - Procedure.objects.count())))
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_copy")
        cursor.execute(_COPIES)
        with cursor.copy("COPY bench_copy (template, code, name) FROM STDIN") as rows:
            for copy in copies:
                rows.write_row((copy.template, copy.code, copy.name))
    _make_procedures()
    for number in range(1, revisions + 1):
        _make_revision(number, age=revisions + 1 - number)
    with connection.cursor() as cursor:
        cursor.execute(_PRESENT)
        cursor.execute("ANALYZE services_procedure, services_revision")
        cursor.execute("DROP TABLE bench_copy")
    index_procedures(Procedure.objects.filter(search_vector=None))
    recount()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE services_procedure")
    return len(copies)


def _copies() -> Iterator[_Copy]:
    in_force = Procedure.objects.filter(current_revision__state=Revision.State.PUBLISHED)
    shipped = in_force.exclude(code__startswith=f"{FAMILY}.").order_by("code")
    templates = list(shipped.values_list("pk", "name"))
    units = AdministrativeUnit.objects.order_by("pk").values_list("name", flat=True)
    variants = (
        f"{purpose}{place}"
        for place in ["", *(f" tại {unit}" for unit in units)]
        for purpose in PURPOSES
    )
    present = Procedure.objects.filter(code__startswith=f"{FAMILY}.").count()
    every = (
        (template, f"{name} {variant}"[:LONGEST_NAME])
        for variant in variants
        for template, name in templates
    )
    for number, (template, name) in enumerate(islice(every, present, None), start=present + 1):
        yield _Copy(template, f"{FAMILY}.{number:06d}", name)


def _make_procedures() -> None:
    own = {
        "code": "n.code",
        "local_code": "n.code || '.000.00.00.H47'",
        "name": "n.name",
        "current_revision_id": "NULL",
        "popularity": "0",
        "search_text": "''",
        "search_vector": "NULL",
        "search_order": "0",
    }
    copy_rows(
        Procedure, "bench_copy n JOIN services_procedure t ON t.id = n.template ORDER BY n.code",
        own, {},
    )  # fmt: skip


def _make_revision(number: int, *, age: int) -> None:
    """A draft, its parts, then published: a published revision takes no more parts."""
    values = {"number": number, "age": age, "state": "published" if age == 1 else "superseded"}
    template = (
        f"{_COPIES_OF} JOIN services_procedure o ON o.id = n.template"
        " JOIN services_revision t ON t.id = o.current_revision_id"
    )
    own = {
        "procedure_id": "p.id",
        "number": "%(number)s",
        "state": "'draft'",
        "name": "n.name",
        "local_code": "p.local_code",
        "in_force": "NULL",
        "published_at": "NULL",
        "fingerprint": "md5(n.code || %(number)s)",
    }
    copy_rows(Revision, template, own, values)
    for part in PARTS:
        copy_rows(
            part,
            f"{_COPIES_OF} JOIN services_revision r"
            " ON r.procedure_id = p.id AND r.number = %(number)s"
            " JOIN services_procedure o ON o.id = n.template"
            f" JOIN {part._meta.db_table} t ON t.revision_id = o.current_revision_id",
            {"revision_id": "r.id"},
            values,
        )
    with connection.cursor() as cursor:
        cursor.execute(_PUBLISH, values)
