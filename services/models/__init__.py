"""The catalogue: sectors, procedures, their immutable revisions and what hangs on a revision;
drafts of revisions, and what is said and decided of them."""

from services.models.batch import Batch, BatchRow
from services.models.consultation import Consultation, Opinion
from services.models.draft import DraftEdit, RevisionDraft
from services.models.export import CatalogueExport
from services.models.fees import FeeItem, Reduction, SetBy
from services.models.life_event import LifeEvent, LifeEventProcedure
from services.models.procedure import Procedure
from services.models.requirement import Requirement
from services.models.revision import Revision
from services.models.search_word import MissedSearch, SearchWord
from services.models.sector import Sector
from services.models.step import Step
from services.models.synonym import Synonym
from services.models.template_file import TemplateFile
from services.models.withdrawal import Withdrawal

__all__ = [
    "Batch",
    "BatchRow",
    "CatalogueExport",
    "Consultation",
    "DraftEdit",
    "FeeItem",
    "LifeEvent",
    "LifeEventProcedure",
    "MissedSearch",
    "Opinion",
    "Procedure",
    "Reduction",
    "Requirement",
    "Revision",
    "RevisionDraft",
    "SearchWord",
    "Sector",
    "SetBy",
    "Step",
    "Synonym",
    "TemplateFile",
    "Withdrawal",
]
