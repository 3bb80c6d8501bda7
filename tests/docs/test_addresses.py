"""Every address of the portal that a document names leads somewhere."""

import re
from itertools import product

from django.urls import Resolver404, resolve

from tests.docs.test_what_is_named import named

ADDRESS = re.compile(
    r"`(?:GET |POST |PUT |<portal>|<PUBLIC_URL>|http://127\.0\.0\.1:8000)?(/[^`\s]*)`"
)
# What begins with a stroke and is no address of the portal: files, and pages of the stand-ins.
NO_PAGE = re.compile(r"/(usr|var|opt|run|etc|backup|faults|_\w+)\b")
# Names within a PDF, beginnings of addresses, and what other systems answer to.
NOT_OURS = {
    "/AcroForm", "/ByteRange", "/DSS",
    "/api/v1/", "/api/v1/national/",
    "/api/v1/messages", "/api/v1/procedures", "/apiVXP/", "/dossiers/<code>/",
    "/cancel", "/init", "/query", "/receipt", "/reconcile",
    "/pay/<id>", "/pay/<page>", "/pay/<page>/succeed",
}  # fmt: skip
# What may stand where a document says <code>, <uuid>, <key>, <n>, …
UUID = "00000000-0000-4000-8000-000000000000"
FILLERS = ("1", UUID, "000.00.15.H47-220322-0001", "2.000488", "stripe")
PLACEHOLDER = re.compile(r"<[^>]+>|:\w+|\*")


def leads_somewhere(address: str) -> bool:
    """Whether some page answers there, whatever stands for the placeholders."""
    path = address.split("?")[0].split("#")[0]
    count = len(PLACEHOLDER.findall(path))
    for fillers in product(FILLERS, repeat=count):
        given = iter(fillers)
        try:
            resolve(PLACEHOLDER.sub(lambda _found, given=given: next(given), path))
        except Resolver404:
            continue
        return True
    return False


def test_addresses_exist() -> None:
    asked = {
        (page, address)
        for page, address in named(ADDRESS)
        if "…" not in address and address not in NOT_OURS and not NO_PAGE.match(address)
    }
    assert len(asked) > 50, "the rule finds no addresses any more"
    assert sorted(each for each in asked if not leads_somewhere(each[1])) == []


def test_an_address_that_is_not_there_is_seen() -> None:
    assert not leads_somewhere("/manage/no-such-page/")
    assert not leads_somewhere("/counter/dossiers/<code>/no-such-step/")
    assert leads_somewhere("/counter/dossiers/<code>/receive/")
