"""How people look at questions, at what they are asked, and at emergencies."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, func, select

from network.elsewhere.kinds import ASKED_FOR, Answer
from network.elsewhere.models import Asked, Emergency, Question, Review
from network.elsewhere.views import ANSWERS, KNOWN
from network.keys import sealing, wrapping
from network.records.models import YoungPerson
from tenants import clock
from tenants.database import db
from tenants.errors import N_, NotFound
from tenants.models import Network, Tenant
from tenants.roles import Permission, require
from tenants.scope import Scope

PAGE = 25


@dataclass(frozen=True, slots=True)
class Answered:
    """What a house has answered; who it is only where it says that it may be called."""

    answer: Answer
    answered_at: datetime
    house: str = ""
    answered_by: str = ""
    email: str = ""
    phones: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Put:
    """One of our questions: whom it is about, whether anybody may know, and what they answered."""

    question: Question
    name: str
    file_number: str
    known: bool
    answers: Sequence[Answered]

    @property
    def until(self) -> datetime:
        """Until when it is answered, and a glass may be broken for it."""
        return self.question.created_at + ASKED_FOR

    @property
    def over(self) -> bool:
        return self.until <= clock.now()


@dataclass(frozen=True, slots=True)
class PutPage:
    """Up to PAGE questions; `after` is the id to ask the next ones with, None at the end."""

    rows: Sequence[Put]
    after: UUID | None


@dataclass(frozen=True, slots=True)
class OfUs:
    """Somebody asks about one of our files."""

    asked: Asked
    house: str
    file_number: str

    @property
    def over(self) -> bool:
        return self.asked.asked_at + ASKED_FOR <= clock.now()


@dataclass(frozen=True, slots=True)
class OfUsPage:
    """Up to PAGE of them; `after` is the id to ask the next ones with, None at the end."""

    rows: Sequence[OfUs]
    after: UUID | None


def switched_on(scope: Scope) -> bool:
    """Whether some network of the scope lets its members ask each other."""
    on = select(Network.id).where(Network.id.in_(scope.network_ids), Network.elsewhere).limit(1)
    return db.session.scalar(on) is not None


def question(scope: Scope, question_id: UUID) -> Question:
    """A question of the own house: of a file for those who open it, of a name for whoever typed it
    and the head.

    Raises NotFound.
    """
    found = db.session.get(Question, (scope.tenant_id, question_id))
    if found is None:
        raise NotFound(N_("There is no such question."))
    return found


def put(scope: Scope, question_id: UUID) -> Put:
    """A question with what became of it. Raises NotFound."""
    return _told(scope, [question(scope, question_id)])[0]


def questions(scope: Scope, *, before: UUID | None = None) -> PutPage:
    """What the scope's member asked, or may know that it was asked; the newest first.

    Raises NotAllowed.
    """
    require(scope, Permission.KEEP_FILES)
    chosen = select(Question).where(Question.tenant_id == scope.tenant_id)
    if before is not None:
        chosen = chosen.where(Question.id < before)
    found = db.session.scalars(chosen.order_by(Question.id.desc()).limit(PAGE + 1)).all()
    return PutPage(_told(scope, found[:PAGE]), found[PAGE - 1].id if len(found) > PAGE else None)


def asked(scope: Scope, asked_id: UUID, *, lock: bool = False) -> Asked:
    """What we are asked about a file of ours, for whoever opens it. Raises NotFound."""
    chosen = select(Asked).where(Asked.tenant_id == scope.tenant_id, Asked.id == asked_id)
    if lock:
        chosen = chosen.with_for_update().execution_options(populate_existing=True)
    found = db.session.scalar(chosen)
    if found is None:
        raise NotFound(N_("There is no such question."))
    return found


def asked_of_us(scope: Scope, *, before: UUID | None = None) -> OfUsPage:
    """What other houses ask about the files that the member opens; the newest first.

    Raises NotAllowed.
    """
    require(scope, Permission.KEEP_FILES)
    chosen = _of_us(scope)
    if before is not None:
        chosen = chosen.where(Asked.id < before)
    found = db.session.execute(chosen.order_by(Asked.id.desc()).limit(PAGE + 1)).all()
    rows = [OfUs(*row) for row in found[:PAGE]]
    return OfUsPage(rows, rows[-1].asked.id if len(found) > PAGE else None)


def of_us(scope: Scope, asked_id: UUID) -> OfUs:
    """One of them, with who asks. Raises NotFound."""
    row = db.session.execute(_of_us(scope).where(Asked.id == asked_id)).first()
    if row is None:
        raise NotFound(N_("There is no such question."))
    return OfUs(*row)


def _of_us(scope: Scope) -> Select[Asked, str, str]:
    return (
        select(Asked, Tenant.name, YoungPerson.number)
        .join(Tenant, Tenant.id == Asked.asker_id)
        .join(
            YoungPerson,
            (YoungPerson.tenant_id == Asked.tenant_id) & (YoungPerson.id == Asked.person_id),
        )
        .where(Asked.tenant_id == scope.tenant_id)
    )


def of_question(scope: Scope, question_id: UUID) -> Sequence[Emergency]:
    """The glasses that were broken for a question, as far as the member may know of them."""
    return db.session.scalars(
        select(Emergency)
        .where(Emergency.tenant_id == scope.tenant_id, Emergency.question_id == question_id)
        .order_by(Emergency.id)
    ).all()


def review_ids(scope: Scope, person_id: UUID) -> Sequence[UUID]:
    """The emergencies in which an own file was opened, for the list of who looked."""
    return db.session.scalars(
        select(Review.id).where(Review.tenant_id == scope.tenant_id, Review.person_id == person_id)
    ).all()


def waiting(scope: Scope) -> int:
    """How many emergencies wait for the judgement of the own house."""
    found = db.session.scalar(
        select(func.count())
        .select_from(Review)
        .where(Review.tenant_id == scope.tenant_id, Review.verdict == "")
    )
    return found or 0


def typed_place(tenant_id: UUID, question_id: UUID) -> bytes:
    """Where the name that somebody typed belongs."""
    return sealing.place("elsewhere_questions", "sealed", tenant_id, question_id)


def _told(scope: Scope, found: Sequence[Question]) -> list[Put]:
    """In as many queries as for one."""
    ids = [one.id for one in found]
    known = set(db.session.scalars(select(KNOWN.c.question_id).where(KNOWN.c.question_id.in_(ids))))
    answers = _answers(scope, ids)
    persons = [one.person_id for one in found if one.person_id]
    files = db.session.execute(
        select(YoungPerson.id, YoungPerson.number).where(
            YoungPerson.tenant_id == scope.tenant_id, YoungPerson.id.in_(persons)
        )
    )
    numbers = {file_id: number for file_id, number in files}
    key = wrapping.tenant_key(scope) if found else b""
    return [
        Put(
            one,
            _typed(key, one),
            numbers.get(one.person_id, "") if one.person_id else "",
            one.id in known,
            answers.get(one.id, ()),
        )
        for one in found
    ]


def _typed(key: bytes, one: Question) -> str:
    if one.sealed is None:
        return ""
    said = sealing.unseal(key, one.sealed, typed_place(one.tenant_id, one.id))
    return str(json.loads(said)["name"])


def _answers(scope: Scope, ids: Sequence[UUID]) -> dict[UUID, list[Answered]]:
    view = ANSWERS.c
    rows = db.session.execute(
        select(ANSWERS)
        .where(view.asker_id == scope.tenant_id, view.question_id.in_(ids))
        .order_by(view.answered_at)
    )
    found: dict[UUID, list[Answered]] = {}
    for row in rows:
        found.setdefault(row.question_id, []).append(_answered(row))
    return found


def _answered(row: Row[Any]) -> Answered:
    said = (Answer(row.answer), row.answered_at, row.house, row.answered_by, row.email)
    return Answered(*said, tuple(row.phones))
