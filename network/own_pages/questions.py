"""Consents that were put to somebody, as the case team and as those who are asked read them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from network.consent.giving import Giver
from network.keys import sealing
from network.legal_bases.queries import possible_recipients
from network.own_pages import looking
from network.own_pages.looking import Page
from network.own_pages.models import ConsentAnswer, ConsentQuestion
from network.own_pages.views import QUESTIONS
from network.records import door
from network.records.models import YoungPerson
from tenants import clock
from tenants.database import db
from tenants.errors import N_, NotFound
from tenants.scope import Scope

MOST = 50
NO_QUESTION = N_("There is no such question.")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with why it is asked, and what was answered so far, by whom: to a visitor only
    what they answered themself."""

    question: ConsentQuestion
    why: str
    answers: Mapping[Giver, ConsentAnswer]
    recipients: Sequence[str] = ()

    @property
    def is_open(self) -> bool:
        """Whether it still can be answered."""
        return self.question.closed_at is None and self.question.ends >= clock.today()

    @property
    def agreed(self) -> bool:
        """Whether everybody who was asked has said yes to some of it at least."""
        said = {giver for giver, answer in self.answers.items() if answer.agreed}
        return {Giver(each) for each in self.question.readers} <= said


def of_file(scope: Scope, person_id: UUID) -> Sequence[Asked]:
    """Everything that was ever asked about a file, the newest first. Raises NotFound."""
    file = door.person(scope, person_id)
    return _asked(scope, file, MOST)


def question(
    scope: Scope, consent_question_id: UUID, *, lock: bool = False
) -> tuple[ConsentQuestion, YoungPerson]:
    """One question and its file, for whoever opens that. Raises NotFound."""
    chosen = select(ConsentQuestion).where(
        ConsentQuestion.tenant_id == scope.tenant_id, ConsentQuestion.id == consent_question_id
    )
    if lock:
        chosen = chosen.with_for_update().execution_options(populate_existing=True)
    found = db.session.scalar(chosen)
    if found is None:
        raise NotFound(NO_QUESTION)
    return found, door.person(scope, found.person_id)


def told(scope: Scope, consent_question_id: UUID) -> Asked:
    """The same with its words and answers. Raises NotFound, Erased."""
    _, file = question(scope, consent_question_id)
    [found] = _asked(scope, file, 1, consent_question_id)
    return found


def put_to_me(scope: Scope, mine: Page) -> Sequence[Asked]:
    """What this reader is asked and can still answer, the newest first: what waits for their word,
    and what they answered. Nothing of which the page may not name the homes: nobody agrees to what
    they are not told."""
    file = door.person(scope, mine.person_id)
    found = _asked(scope, file, MOST)
    named = [one for one in found if bool(one.recipients) == bool(one.question.recipients)]
    return [one for one in named if one.is_open]


def mine(scope: Scope, consent_question_id: UUID) -> Asked:
    """One of these. Raises NotFound."""
    page = looking.page(scope)
    found = next(
        (one for one in put_to_me(scope, page) if one.question.id == consent_question_id), None
    )
    if found is None:
        raise NotFound(NO_QUESTION)
    return found


def _asked(scope: Scope, file: YoungPerson, most: int, only: UUID | None = None) -> Sequence[Asked]:
    chosen = select(ConsentQuestion).where(
        ConsentQuestion.tenant_id == scope.tenant_id, ConsentQuestion.person_id == file.id
    )
    if only is not None:
        chosen = chosen.where(ConsentQuestion.id == only)
    found = db.session.scalars(chosen.order_by(ConsentQuestion.id.desc()).limit(most)).all()
    if not found:
        return []
    key, answers, names = door.key_of(scope, file), _answers(scope, file), _names(scope, found)
    return [Asked(one, _why(key, one), answers.get(one.id, {}), names[one.id]) for one in found]


def _answers(scope: Scope, file: YoungPerson) -> Mapping[UUID, Mapping[Giver, ConsentAnswer]]:
    rows = db.session.scalars(
        select(ConsentAnswer)
        .where(ConsentAnswer.tenant_id == scope.tenant_id, ConsentAnswer.person_id == file.id)
        .order_by(ConsentAnswer.id)
    )
    found: dict[UUID, dict[Giver, ConsentAnswer]] = {}
    for row in rows:
        found.setdefault(row.question_id, {})[Giver(row.reader)] = row
    return found


def _names(scope: Scope, found: Sequence[ConsentQuestion]) -> Mapping[UUID, Sequence[str]]:
    """Of each question to whom it would be shown; empty for every home that is asked."""
    if scope.is_visitor:
        rows = db.session.execute(
            select(QUESTIONS).where(QUESTIONS.c.tenant_id == scope.tenant_id)
        ).all()
        told = {row.id: row.recipients for row in rows}
        return {one.id: told.get(one.id, ()) for one in found}
    names = {one.id: one.name for one in possible_recipients(scope)}
    return {one.id: [names[each] for each in one.recipients if each in names] for one in found}


def _why(key: bytes, one: ConsentQuestion) -> str:
    return str(json.loads(sealing.unseal(key, one.sealed, place(one)))["why"])


def place(one: ConsentQuestion) -> bytes:
    """Where the words of a question belong."""
    return sealing.place("consent_questions", "sealed", one.tenant_id, one.id)
