"""What was written while a place or a programme was sought: steps with their reasons, answers,
meetings, questions and visits. For a report of what is kept (GDPR article 15)."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from network.requests import least, spoken
from network.requests.beside import Appeal, AskQuestion, Visit
from network.requests.least import WhyNot
from network.requests.models import Ask, AskStep, Request, RequestStep
from network.requests.reasons import AppealOutcome, Topic, VisitState, Wish
from network.rights.entries import Entry, code, step, why
from network.rights.items import Section
from network.words import door
from tenants.database import db
from tenants.scope import Scope


def entries(scope: Scope, asked: Sequence[Request], asks: Sequence[Ask]) -> Iterator[Entry]:
    """All of it, of requests of the own house and of their asks."""
    door.about_each(scope, [one.id for one in asked])
    for request in asked:
        yield from _why_not(scope, request)
        yield from _steps(scope, request)
        yield from _meetings(scope, request)
    for ask in asks:
        yield from _moves(scope, ask)
        yield from _questions(scope, ask)
        yield from _visits(scope, ask)


def _why_not(scope: Scope, request: Request) -> Iterator[Entry]:
    for at, one in enumerate(least.answers_of(scope, request.id), 1):
        name, key = code(WhyNot, one.why_not), f"{request.id}-why-{at}"
        yield Entry(Section.SEARCH, key, name, (), one.words, one.at, one.by_name)


def _steps(scope: Scope, request: Request) -> Iterator[Entry]:
    rows = db.session.scalars(
        select(RequestStep)
        .where(
            RequestStep.tenant_id == scope.tenant_id,
            RequestStep.request_id == request.id,
            RequestStep.words.is_not(None),
        )
        .order_by(RequestStep.id)
    ).all()
    said = spoken.reasons(scope, rows)
    for row in rows:
        key = f"{request.id}-step-{row.id}"
        yield Entry(Section.SEARCH, key, "", (), said[row.id], row.at, row.by_name)


def _meetings(scope: Scope, request: Request) -> Iterator[Entry]:
    rows = db.session.scalars(
        select(Appeal)
        .where(Appeal.tenant_id == scope.tenant_id, Appeal.request_id == request.id)
        .order_by(Appeal.id)
    ).all()
    words = door.about(scope, request.id)
    for row in rows:
        said = (words.of(row, each) for each in ("called_for", "conclusion"))
        codes = (row.meets_on, row.held_on)
        name, at = code(AppealOutcome, row.outcome), row.created_at
        told = "\n".join(filter(None, said))
        yield Entry(Section.SEARCH, row.id, name, codes, told, at, row.by_name)


def _moves(scope: Scope, ask: Ask) -> Iterator[Entry]:
    rows = db.session.scalars(
        select(AskStep)
        .where(AskStep.tenant_id == scope.tenant_id, AskStep.ask_id == ask.id)
        .order_by(AskStep.id)
    ).all()
    words = spoken.on_ask(scope, ask)
    for row in rows:
        name, key = step(AskStep, row.move), f"{ask.id}-{row.id}"
        said, codes = spoken.note(words, row), (ask.number, why(AskStep, row.move, row.reason))
        yield Entry(Section.SEARCH, key, name, codes, said, row.at, row.by_name)


def _questions(scope: Scope, ask: Ask) -> Iterator[Entry]:
    rows = db.session.scalars(
        select(AskQuestion)
        .where(AskQuestion.tenant_id == scope.tenant_id, AskQuestion.ask_id == ask.id)
        .order_by(AskQuestion.id)
    ).all()
    words = spoken.on_ask(scope, ask)
    for row in rows:
        said = "\n".join(filter(None, (words.of(row, "body"), words.of(row, "answer"))))
        name, at = code(Topic, row.topic), row.created_at
        yield Entry(Section.SEARCH, row.id, name, (ask.number,), said, at, row.by_name)


def _visits(scope: Scope, ask: Ask) -> Iterator[Entry]:
    rows = db.session.scalars(
        select(Visit)
        .where(Visit.tenant_id == scope.tenant_id, Visit.ask_id == ask.id)
        .order_by(Visit.id)
    ).all()
    words = spoken.on_ask(scope, ask)
    for row in rows:
        codes = (ask.number, row.at, code(Wish, row.wish))
        name, said = code(VisitState, row.state), words.of(row, "wish_words")
        yield Entry(Section.SEARCH, row.id, name, codes, said, row.created_at)
