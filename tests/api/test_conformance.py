"""What the contract promises is what is answered, whatever is sent: found out by schemathesis."""

from collections import Counter
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from sqlalchemy import Engine, select

from network.api import AREAS
from network.availability import actions, extra
from network.availability.profile import ClosureReason, ExtraReason
from network.clocks import actions as clocks
from network.clocks.kinds import ClockKind
from network.clocks.subjects import Subject, SubjectKind
from network.consent.kinds import Category
from network.documents import actions as documents
from network.documents.kinds import DocumentKind
from network.filters import actions as filters
from network.filters.lists import FilteredList
from network.programmes.cases.kinds import MobileKind
from network.programmes.cases.working import open_case
from network.requests import queries, sent
from network.requests.actions import asking, attaching, declining, drafting
from network.requests.beside import DeclineReview
from network.requests.reasons import Decline
from network.rights import reporting
from network.rights.kinds import Right
from tenants import clock, invitations, passkeys
from tenants.database import db, transaction
from tenants.scope import Role
from tests import factories
from tests.actors import Actor, Cast, colleague
from tests.aftercare.leaving import proposed
from tests.api.client import ROOT, Program, program
from tests.documents.made import pdf
from tests.effort import tried
from tests.elsewhere.people import known_to
from tests.papers import give, listed
from tests.programmes import programmes, proposing
from tests.promises import emergency
from tests.promises.meeting import meet_and_mark
from tests.promises.overseen import number_of, report_and_open
from tests.promises.planned import plan
from tests.promises.visited import open_and_speak, put_and_answer
from tests.rights.asking import at_the_centre, granted, to_erase, with_another_file
from tests.second_steps import with_passkey
from tests.shares import grant, show, with_file
from tests.transfers import centres

EXAMPLES = tried(4, 80)
PARTS = 4  # some areas each: what they may act on takes longer to make than to try
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
quickly = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="session")
def operations(app: Flask) -> list[Any]:
    """Everything the contract promises; read once, for reading it is slow."""
    contract = schemathesis.openapi.from_wsgi(f"{ROOT}/openapi.json", app)
    return [found.ok() for found in contract.get_all_operations()]


@pytest.fixture
def known(cast: Cast, owner: Engine) -> dict[str, UUID]:
    """Things that the programs of the cast may act on, by the name of their id in a path."""
    group = factories.group(cast.institution, capacity=20)
    request_id = factories.request(cast.centre)
    person_id = with_file(cast.centre, request_id)
    _, placement = factories.accepted(cast.centre, cast.institution, group)
    ask_id = factories.ask(cast.centre, group, request_id)
    basis_id = grant(cast, request_id, Category.IDENTITY, Category.DOCUMENTS)
    kept = {"document_id": kept_document(cast.centre, person_id)}
    return {
        **(kept | crossed(cast, ask_id, kept["document_id"])),
        "group_id": group,
        "request_id": request_id,
        "ask_id": ask_id,
        "placement_id": placement,
        "closure_id": closure(cast.institution, group),
        "member_id": colleague(owner, cast.institution, "Ana", Role.EDUCATOR).scope.member_id,
        "invitation_id": invitation(cast.institution),
        "draft_id": draft(cast.centre),
        "place_id": extra_place(cast.institution, group),
        "review_id": review(cast, group),
        "clock_id": deadline(cast.institution, group),
        "filter_id": kept_filter(cast.institution),
        "person_id": person_id,
        "basis_id": basis_id,
        "passkey_id": passkey(cast.institution),
        **passed_on(cast, owner),
        **programme(cast),
        **elsewhere(cast),
        **own_page(cast.centre, request_id),
        **(overseen(cast, owner) | rights(cast, owner)),
    }


def programme(cast: Cast) -> dict[str, UUID]:
    """A programme of the institution, its cohort, somebody of the centre who takes part, with a
    goal of their plan and advice, and somebody who left."""
    programme_id, cohort_id = programmes.published(cast.institution, kind="mobile_team")
    enrolment_id = programmes.enrolled(cast.centre, cast.institution, programme_id)
    with cast.institution.acting() as scope, transaction():
        open_case(scope, enrolment_id, kind=MobileKind.ADVICE)
    met = meet_and_mark(cast.institution, cohort_id, enrolment_id)
    return {
        "programme_id": programme_id,
        "cohort_id": cohort_id,
        "enrolment_id": enrolment_id,
        "goal_id": plan(cast.institution, enrolment_id, "Beseda"),
        **dict(zip(("session_id", "room_id", "booking_id"), met, strict=True)),
        "aftercare_id": proposed(cast),
    }


def own_page(centre: Actor, request_id: UUID) -> dict[str, UUID]:
    """A page on which somebody has spoken up, and one on which a consent was put to them."""
    page_id, _, voice_id, _ = open_and_speak(centre, request_id)
    asked = put_and_answer(centre)
    return {"page_id": page_id, "voice_id": voice_id, "consent_question_id": asked}


def overseen(cast: Cast, owner: Engine) -> dict[str, UUID]:
    """A breach at the centre, and a file of it opened for an inspector."""
    opened = report_and_open(cast.centre, number_of(owner, cast.centre))
    return dict(zip(("breach_id", "inspection_id"), opened, strict=True))


def elsewhere(cast: Cast) -> dict[str, UUID]:
    """The institution asked about somebody whom the centre knows, and broke the glass."""
    names = ("question_id", "asked_id", "emergency_id", "emergency_review_id")
    known_to(cast.centre, **emergency.WHO)
    return dict(zip(names, emergency.ask_and_break(cast), strict=True))


def passed_on(cast: Cast, owner: Engine) -> dict[str, UUID]:
    """A case that another centre asks for, and what advisers proposed to a school."""
    asker = centres.other_centre(owner, cast.centre)
    return {
        "transfer_id": centres.ask(asker, cast.centre, number="2026-0001"),
        "proposal_id": proposing.passed(owner, cast)[1],
    }


def crossed(cast: Cast, ask_id: UUID, document_id: UUID) -> dict[str, UUID]:
    """A document that the home was given, and a paper that it sent."""
    with cast.centre.acting() as scope, transaction():
        asking.raise_level(scope, ask_id)
    show(cast, ask_id, Category.IDENTITY)
    give(cast, ask_id, document_id)
    with cast.institution.acting() as scope, transaction():
        kind = DocumentKind.OTHER
        attaching.send_paper(scope, ask_id, body="V prilogi.", kind=kind, content=pdf())
        [papers] = sent.of_ask(scope, queries.get_ask(scope, ask_id)).values()
    [document] = listed(cast.institution, ask_id)
    return {"shared_id": document.id, "paper_id": papers[0].id}


def rights(cast: Cast, owner: Engine) -> dict[str, UUID]:
    """A report is prepared for somebody who asked the centre, and another file is to be erased."""
    house = at_the_centre(cast, owner)
    asked = granted(house, Right.ACCESS)
    with house.worker.acting() as scope, transaction():
        reporting.prepare(scope, asked)
    return {"rights_request_id": asked, "erasure_id": to_erase(with_another_file(house))}


def passkey(home: Actor) -> UUID:
    with home.acting() as scope:
        with_passkey(scope)
        return passkeys.of_account(scope.account_id)[0].id


def kept_document(centre: Actor, person_id: UUID) -> UUID:
    with centre.acting() as scope, transaction():
        kind = DocumentKind.OTHER
        return documents.keep(scope, person_id, kind=kind, content=pdf()).id


def deadline(home: Actor, group: UUID) -> UUID:
    with home.acting() as scope, transaction():
        subject = Subject(SubjectKind.GROUP, group, "Jadro")
        return clocks.start(scope, ClockKind.FULL_REVIEW, subject).id


def kept_filter(home: Actor) -> UUID:
    with home.acting() as scope, transaction():
        return filters.keep(scope, which=FilteredList.BOARD, name="Kranj", query="age=15").id


def extra_place(home: Actor, group: UUID) -> UUID:
    with home.acting() as scope, transaction():
        begins, ends = clock.today(), clock.today() + timedelta(days=9)
        crisis = ExtraReason.CRISIS
        return extra.authorise(scope, group, starts=begins, ends=ends, reason=crisis).id


def review(cast: Cast, group: UUID) -> UUID:
    """The coordination's, of a decline it may question."""
    ask_id = factories.ask(cast.centre, group)
    with cast.institution.acting() as scope, transaction():
        declining.decline(scope, ask_id, Decline.REGION)
    with cast.coordination.acting():
        return db.session.scalars(select(DeclineReview.id)).one()


def closure(home: Actor, group: UUID) -> UUID:
    with home.acting() as scope, transaction():
        works = ClosureReason.WORKS
        return actions.close_place(scope, group, starts=clock.today(), ends=None, reason=works).id


def draft(centre: Actor) -> UUID:
    with centre.acting() as scope, transaction():
        return drafting.begin(scope, {"age": 15}).id


def invitation(home: Actor) -> UUID:
    with home.acting() as scope, transaction():
        nova = {"email": "nova@primer.test", "name": "Nova Oseba"}
        return invitations.announce(scope, roles=[Role.EDUCATOR], **nova).id


@pytest.mark.parametrize("part", range(PARTS))
def test_every_answer_is_as_promised(
    part: int,
    operations: list[Any],
    cast: Cast,
    centre: Program,
    home: Program,
    known: dict[str, UUID],
) -> None:
    programs = (centre, home, program(cast.coordination))
    answered: Counter[str] = Counter()
    areas = [area.name for area in AREAS][part::PARTS]

    for area in areas:
        for operation in operations:
            if area in operation.tags:
                answered[area] += _try(operation, programs, known)["served"]

    assert [area for area in areas if not answered[area]] == []


def _try(operation: Any, programs: tuple[Program, ...], known: dict[str, UUID]) -> Counter[str]:
    """Send what the contract allows, to things that exist; count what was served and refused."""
    answered: Counter[str] = Counter()

    @quickly
    @given(case=operation.as_strategy())
    def send(case: Any) -> None:
        case.path_parameters = {name: str(known[name]) for name in case.path_parameters or {}}
        case.headers.pop("If-Match", None)
        for each in programs:
            token = {"Authorization": f"Bearer {each.token}"}
            answer = case.call_and_validate(headers=token, checks=CHECKS)
            answered["served" if answer.status_code < 400 else "refused"] += 1

    send()
    return answered
