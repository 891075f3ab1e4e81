"""A house asks whether another may know a young person; whoever may, is told, and answers.

Who asks learns yes or no. The house that may know learns who asks and about which of its files.
"""

import json
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from network.consent.kinds import Category
from network.elsewhere import digests, keeping, queries
from network.elsewhere.kinds import MOST_QUESTIONS, PERIOD, Answer
from network.elsewhere.models import Asked, AskedDigest, Question
from network.elsewhere.normal import Facts, compared
from network.elsewhere.views import ASKED_OF_US
from network.keys import sealing, wrapping
from network.numbering import next_number
from network.queue import defer
from network.records import door, restricting
from network.records.fields import Sensitivity
from network.trail import writing as trail
from network.trail.kinds import EntryKind, Purpose
from network.trail.writing import About
from tenants import clock
from tenants.database import db, new_id
from tenants.errors import N_, Conflict, Invalid
from tenants.roles import Permission, require
from tenants.scope import Scope
from tenants.throttling import Throttled

ASKED, ANSWERED = "asked_elsewhere", "answered_elsewhere"


class SwitchedOff(Conflict):
    """The network has not allowed its members to ask each other."""

    code = "elsewhere_off"


def about_file(scope: Scope, person_id: UUID) -> Question:
    """Ask whether anybody else may know the young person of an own file.

    Raises NotFound, NotAllowed, SwitchedOff, Conflict for a sealed file or a restricted one,
    Invalid, Throttled.
    """
    file = door.person(scope, person_id)
    require(scope, Permission.ASK_ELSEWHERE)
    if file.sensitivity == Sensitivity.SEALED:
        raise Conflict(N_("Of a sealed file nobody is asked."))
    restricting.refuse_if_restricted(scope, person_id)
    identity = door.read(scope, person_id, Category.IDENTITY)[Category.IDENTITY]
    return _ask(scope, keeping.facts_of(identity.values), file.id, file.number)


def by_name(
    scope: Scope, *, first_name: str, last_name: str, birth_date: date, emso: str = ""
) -> Question:
    """Ask about somebody of whom there is no file yet, as in a crisis at night. What was typed is
    kept sealed, for whoever asked and the head.

    Raises NotAllowed, SwitchedOff, Invalid, Throttled.
    """
    require(scope, Permission.ASK_ELSEWHERE)
    return _ask(scope, Facts(first_name, last_name, birth_date, emso))


def receive(scope: Scope, question_id: UUID) -> list[Asked]:
    """What of a question is about the scope's own files, for its caretaker; each file once."""
    view = ASKED_OF_US.c
    rows = db.session.execute(
        select(ASKED_OF_US).where(
            view.tenant_id == scope.tenant_id, view.question_id == question_id
        )
    ).mappings()
    found = [_received(scope, dict(row)) for row in rows]
    return [one for one in found if one is not None]


def answer(scope: Scope, asked_id: UUID, answer: Answer) -> Asked:
    """Whoever opens the file answers for the house: they may call, or they are told nothing.

    Raises NotFound, NotAllowed, Conflict where a colleague has answered.
    """
    found = queries.asked(scope, asked_id, lock=True)
    require(scope, Permission.KEEP_FILES)
    if found.answer:
        raise Conflict(N_("A colleague has answered this already."))
    found.answer, found.answered_at = answer.value, clock.now()
    found.answered_by_id, found.answered_by = scope.member_id, scope.member_name
    db.session.flush()
    about = _about_file(scope, found)
    trail.enter(scope, EntryKind.DECIDE, Purpose.CARE, about, detail=f"elsewhere_{answer}")
    defer(ANSWERED, tenant_id=found.asker_id, question_id=found.question_id)
    return found


def _ask(scope: Scope, facts: Facts, person_id: UUID | None = None, number: str = "") -> Question:
    _switched_on(scope)
    if not compared(facts):
        raise Invalid(
            N_("It takes the first and the last name and the date of birth."), "last_name"
        )
    _not_too_often(scope)
    question = _written(scope, facts, person_id)
    # The name goes nowhere but into the own, sealed question; a trail keeps none.
    about = About("elsewhere", question.id, number or question.number)
    trail.enter(scope, EntryKind.DECIDE, Purpose.CARE, about, detail=ASKED)
    defer(ASKED, tenant_id=scope.tenant_id, question_id=question.id)
    return question


def _written(scope: Scope, facts: Facts, person_id: UUID | None) -> Question:
    question_id = new_id()
    typed = "" if person_id else f"{facts.first_name} {facts.last_name}".strip()
    question = Question(
        tenant_id=scope.tenant_id,
        id=question_id,
        number=next_number(scope, "elsewhere"),
        person_id=person_id,
        member_id=scope.member_id,
        by_name=scope.member_name,
        sealed=sealing.seal(
            wrapping.tenant_key(scope),
            json.dumps({"name": typed}).encode(),
            queries.typed_place(scope.tenant_id, question_id),
        ),
    )
    db.session.add(question)
    db.session.flush()
    db.session.add_all(
        AskedDigest(
            tenant_id=scope.tenant_id,
            question_id=question_id,
            network_id=network_id,
            kind=kind.value,
            digest=digest,
        )
        for network_id, kind, digest in digests.of(scope, facts)
    )
    db.session.flush()
    db.session.refresh(question)  # the database says when it was put
    return question


def _switched_on(scope: Scope) -> None:
    if not queries.switched_on(scope):
        raise SwitchedOff(N_("Your network has not switched this question on."))


def _not_too_often(scope: Scope) -> None:
    """Two at once are counted one after the other; the database holds the same limit."""
    db.session.execute(
        select(func.pg_advisory_xact_lock(func.hashtextextended(str(scope.member_id), 25)))
    )
    lately = db.session.scalars(
        select(Question.created_at)
        .where(
            Question.tenant_id == scope.tenant_id,
            Question.member_id == scope.member_id,
            Question.created_at > clock.now() - PERIOD,
        )
        .order_by(Question.created_at.desc())
        .limit(MOST_QUESTIONS)
    ).all()
    if len(lately) == MOST_QUESTIONS:
        raise Throttled(lately[-1] + PERIOD)


def _received(scope: Scope, row: dict[str, object]) -> Asked | None:
    """Kept once, whatever a job does twice; with it goes the entry in our own trail."""
    values = row | {"id": new_id(), "answer": "", "answered_by": "", "version": 1}
    found = db.session.scalar(
        insert(Asked)
        .values(created_at=clock.now(), **values)
        .on_conflict_do_nothing()
        .returning(Asked)
    )
    if found is not None:
        about = _about_file(scope, found)
        trail.enter(scope, EntryKind.DECIDE, Purpose.CARE, about, detail=ASKED)
    return found


def _about_file(scope: Scope, found: Asked) -> About:
    file = door.person(scope, found.person_id)
    return About("young_person", file.id, file.number)
