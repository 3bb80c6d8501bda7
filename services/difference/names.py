"""Names for what contents hold as codes: the one module here that reads."""

from portal.agencies.models import Agency
from services.content import RevisionContent
from services.models import TemplateFile


def names_of(*contents: RevisionContent | None) -> dict[str, str]:
    """Names of the agencies and template files in these contents, by code and key: two queries."""
    known = [each for each in contents if each is not None]
    codes = {
        code
        for each in known
        for code in (each.handling_agency_code, each.receiving_agency_code)
        if code
    }
    keys = {paper.template for each in known for paper in each.papers if paper.template}
    agencies = dict(Agency.objects.filter(code__in=codes).values_list("code", "name"))
    files = TemplateFile.objects.filter(key__in=[key for key in keys if _is_key(key)])
    return agencies | {str(key): name for key, name in files.values_list("key", "name")}


def _is_key(text: str) -> bool:
    return len(text) == 36 and text.count("-") == 4 and set(text) <= set("0123456789abcdef-")
