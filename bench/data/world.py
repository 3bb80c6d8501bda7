"""Catalogue, people, and the dossiers that the others are copied from."""

import io
from dataclasses import dataclass
from functools import partial
from random import Random

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile

from bench.data.people import session_of
from dossiers.actions.attach import attach
from dossiers.actions.save_answers import save_answers, save_delivery
from dossiers.actions.start_draft import start_draft
from dossiers.models import Dossier
from portal.accounts.actions.make_demo_people import make_demo_people
from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.models import Citizen, User
from portal.agencies.actions.import_agencies import import_agencies
from portal.agencies.models import Agency
from portal.demo.answering import answers_for
from portal.demo.load import AGENCIES, PROCEDURES, UNITS
from portal.demo.people import Desk, Staffing, make_citizens, shared_password
from portal.demo.stories import Story
from portal.demo.tills import Tills
from portal.demo.walk import Walk
from services.actions.import_procedures import import_procedures
from services.binding import binding
from services.models import Revision
from services.queries import agencies_that_handle, get_published, receiving_agency

# Cấp Phiếu lý lịch tư pháp: level 4, with a fee, handled by the justice department.
PROCEDURE = "2.000488"
CITIZENS = 16
FIRST_YEAR, LAST_YEAR = 1970, 2004
SEED = 47


@dataclass(frozen=True)
class World:
    """Who acts, and what is copied. Sessions are keys of the cookie `sessionid`."""

    clerk: str
    officer: str
    citizens: dict[int, str]  # citizen's id → session
    handling: Agency
    receiving: Agency
    handled: Dossier
    section: str


def make_world() -> World:
    """Make it in an empty, migrated database."""
    import_agencies(actor=SYSTEM, units_file=UNITS, agencies_file=AGENCIES)
    import_procedures(actor=SYSTEM, content=PROCEDURES.read_bytes())
    make_demo_people(actor=SYSTEM)
    random = Random(SEED)  # noqa: S311 - stories, not secrets
    everybody = make_citizens(random, shared_password())
    citizens = [each for each in everybody if _pays(each)][:CITIZENS]
    revision = get_published(PROCEDURE)
    handling = agencies_that_handle(revision).get()
    receiving = receiving_agency(revision, handling)
    staffing = Staffing(random, shared_password())
    desk = staffing.desk_of(receiving, handling)
    handled = _handled(random, revision, handling, citizens[0], desk, Tills(SEED, staffing))
    for citizen in citizens:
        _draft(random, revision, handling, citizen)
    return World(
        clerk=session_of(_user(desk.clerk), second_factor=True),
        officer=session_of(_user(desk.officers[0]), second_factor=True),
        citizens={c.pk: session_of(c.user, second_factor=False) for c in citizens if c.user},
        handling=handling,
        receiving=receiving,
        handled=handled,
        section=binding(revision.pk).eform.sections[0].key,
    )


def _pays(citizen: Citizen) -> bool:
    """Children and the elderly are exempt from the fee; the cases that pay need payers."""
    return FIRST_YEAR <= citizen.birth_date.year <= LAST_YEAR


def _user(actor: Actor) -> User:
    return User.objects.get(pk=actor.user_id or 0)


def _handled(
    random: Random,
    revision: Revision,
    handling: Agency,
    owner: Citizen,
    desk: Desk,
    tills: Tills,
) -> Dossier:
    """Filed, paid, received and taken by an officer some days ago, as in the demo."""
    actor = Actor.of_citizen(owner)
    start = partial(start_draft, actor=actor, revision=revision, handling_agency=handling)
    story = Story(("receive", "start"), (4, 5), (1, 2), 1)
    for _moment in Walk(random, story, owner, desk, tills, _paper()).go(start, actor):
        pass  # the demo takes the steps of many dossiers in turns; here there is one
    return Dossier.objects.get(owner=owner)


def _draft(random: Random, revision: Revision, handling: Agency, owner: Citizen) -> None:
    """A draft with every answer and every paper: it can be filed."""
    actor = Actor.of_citizen(owner)
    draft = start_draft(actor=actor, revision=revision, handling_agency=handling)
    bound = binding(revision.pk)
    answers = answers_for(bound.eform, owner, random, draft.answers)
    save_answers(actor=actor, key=draft.key, typed=answers)
    save_delivery(actor=actor, key=draft.key, return_channel=bound.return_channels[0])
    for paper in bound.requirements:
        if paper.required:
            upload = SimpleUploadedFile("ban-chup.pdf", _paper(), "application/pdf")
            attach(actor=actor, key=draft.key, requirement_key=paper.key, upload=upload)


def _paper() -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    stream = io.BytesIO()
    pdf.save(stream)
    return stream.getvalue()
