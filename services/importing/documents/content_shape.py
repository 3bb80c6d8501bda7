"""The shape of a document: every attribute of a content, as wide as the columns that hold it.

The same in words and as JSON Schema: docs/catalogue-json.md, docs/catalogue-json.schema.json.
"""

import re

from portal.accounts.roles import Role
from portal.agencies.models import Agency
from services.applicant_class import ApplicantClass
from services.importing.checking import CODE, MAX_AGENCY, MAX_NAME, MAX_SECTOR
from services.importing.documents.shapes import (
    anything,
    day,
    flag,
    list_of,
    members,
    one_of,
    text,
    texts_by_key,
    whole,
)
from services.levels import LEVELS
from services.models import FeeItem, Reduction, Revision, SetBy, Step
from services.notices import NOTICE_EVENTS

FORMAT = 1
KEY = re.compile(r"[-a-zA-Z0-9_]+")
TEMPLATE_KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
SHA256 = re.compile(r"[0-9a-f]{64}")
TEMPLATE_PATH = re.compile(r"templates/[0-9a-f-]{36}\.[a-z]{2,5}")
HOURS = re.compile(r"\d{1,4}(\.\d)?")
LONG, LAW, RESULT = 4_000, 500, 500
MOST = 60
MOST_DAYS = 999

LAWS = members({"text": text(LAW, empty=False), "ends_on": day}, ["text"])
PAPER = members(
    {
        "key": text(40, empty=False, pattern=KEY),
        "name": text(LONG, empty=False),
        "required": flag,
        "originals": whole(0, 99),
        "copies": whole(0, 99),
        "certified": whole(0, 99),
        "note": text(LONG),
        "template": text(36, pattern=TEMPLATE_KEY),
        "replaced_by": members(
            {"field": text(60), "record": text(40), "procedure": text(40, pattern=CODE)}
        ),
    },
    ["key", "name"],
)
FEE = members(
    {
        "key": text(40, empty=False, pattern=KEY),
        "kind": one_of(FeeItem.Kind.values),
        "name": text(300, empty=False),
        "rule": anything,
        "legal_basis": text(300),
        "set_by": one_of(SetBy.values),
    },
    ["key", "kind", "name", "rule"],
)
REDUCTION = members(
    {
        "key": text(60, empty=False, pattern=KEY),
        "name": text(300, empty=False),
        "legal_basis": text(300, empty=False),
        "valid_from": day,
        "valid_to": day,
        "percent": whole(1, 100, nothing=True),
        "amount_vnd": whole(1, 1_000_000_000, nothing=True),
        "channel": one_of(Reduction.Channel.values),
        "fees_set_by": one_of(["", *SetBy.values]),
        "applicant_classes": list_of(one_of(ApplicantClass.values), 20, once=True),
        "condition": anything,
    },
    ["key", "name", "legal_basis", "valid_from"],
)
STEP = members(
    {
        "role": one_of([Role.CLERK.value, Role.OFFICER.value, Role.LEADER.value]),
        "name": text(300, empty=False),
        "agency": one_of(["", *Step.Agency.values]),
        "work": text(LONG),
        "budget_hours": text(6, pattern=HOURS),
    },
    ["role", "name"],
)
CONTENT = members(
    {
        "name": text(MAX_NAME, empty=False),
        "sector": text(MAX_SECTOR, empty=False),
        "local_code": text(40, pattern=CODE),
        "level": one_of(list(LEVELS)),
        "agency_level": one_of(Agency.Level.values),
        "agency_text": text(MAX_AGENCY),
        "handling_agency_code": text(35),
        "receiving_agency_code": text(35),
        "audiences": list_of(one_of(Revision.Audience.values), 2, once=True),
        "time_value": whole(0, MOST_DAYS, nothing=True),
        "time_unit": one_of(["", *Revision.TimeUnit.values]),
        "time_note": text(LONG),
        "legal_time_value": whole(0, MOST_DAYS, nothing=True),
        "clock_rule": one_of(Revision.ClockRule.values),
        "fee_stated": flag,
        "fee_note": text(LONG),
        "eform": anything,
        "legal_basis": list_of(LAWS, MOST),
        "results": list_of(text(RESULT, empty=False), MOST),
        "result_template": one_of(Revision.ResultTemplate.values),
        "return_channels": list_of(one_of(Revision.ReturnChannel.values), 3, once=True),
        "source": texts_by_key(20, LONG),
        "papers": list_of(PAPER, MOST),
        "fees": list_of(FEE, MOST),
        "reductions": list_of(REDUCTION, MOST),
        "steps": list_of(STEP, MOST),
        "notices": texts_by_key(20, 1_000, NOTICE_EVENTS),
    },
    ["name", "sector"],
)
TEMPLATE = members(
    {
        "key": text(36, empty=False, pattern=TEMPLATE_KEY),
        "name": text(200, empty=False),
        "media_type": text(100, empty=False),
        "sha256": text(64, empty=False, pattern=SHA256),
        "file": text(60, empty=False, pattern=TEMPLATE_PATH),
    },
    ["key", "name", "media_type", "sha256", "file"],
)
SCHEDULED = members({"applies_from": day, "content": CONTENT}, ["applies_from", "content"])
DOCUMENT = members(
    {
        "format": one_of([FORMAT]),
        "code": text(40, empty=False, pattern=CODE),
        "popularity": whole(0, 1_000),
        "content": CONTENT,
        "scheduled": SCHEDULED,
        "templates": list_of(TEMPLATE, MOST),
    },
    ["format", "code"],
)
