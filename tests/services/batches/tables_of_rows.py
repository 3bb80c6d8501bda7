"""How many rows each table of the catalogue has: a refused file leaves all of them as they were."""

from services.models import (
    FeeItem,
    Procedure,
    Reduction,
    Requirement,
    Revision,
    Sector,
    Step,
    TemplateFile,
)

TABLES = (Sector, Procedure, Revision, Requirement, FeeItem, Reduction, Step, TemplateFile)


def counts_of_tables() -> dict[str, int]:
    """By name of the table."""
    return {model.__name__: model.objects.count() for model in TABLES}
