"""The catalogue: sectors, procedures, their immutable revisions and what hangs on a revision."""

from services.models.fees import FeeItem, Reduction, SetBy
from services.models.procedure import Procedure
from services.models.requirement import Requirement
from services.models.revision import Revision
from services.models.sector import Sector
from services.models.step import Step

__all__ = [
    "FeeItem",
    "Procedure",
    "Reduction",
    "Requirement",
    "Revision",
    "Sector",
    "SetBy",
    "Step",
]
