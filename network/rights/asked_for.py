"""What somebody was asked and has asked: consents that were put to them, their rights, corrections
and restrictions, and what other houses asked or saw in an emergency. For a report of what is kept
(GDPR article 15)."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select

from network.consent.giving import Giver
from network.consent.kinds import Category, SharingPurpose
from network.elsewhere import judging
from network.elsewhere.kinds import Answer, Danger, Verdict
from network.elsewhere.models import Asked, Question, Review
from network.own_pages import questions
from network.own_pages.models import ConsentQuestion
from network.programmes.sessions.kinds import AttendanceMark
from network.records.models import FileRestriction, YoungPerson
from network.records.restricting import Ground, Lifted
from network.rights import corrected, queries
from network.rights.entries import Entry, code
from network.rights.items import Section
from network.rights.kinds import Decision, Right
from tenants.database import db
from tenants.models import Tenant
from tenants.scope import Scope


def entries(scope: Scope, file: YoungPerson, told_to: UUID | None = None) -> Iterator[Entry]:
    """All of it; `told_to` is the request of whoever gets the report, who knows what they asked."""
    yield from _consents(scope, file)
    yield from _rights(scope, file, told_to)
    yield from _corrections(scope, file)
    yield from _restrictions(scope, file)
    yield from _searches(scope, file)
    yield from _emergencies(scope, file)


def _consents(scope: Scope, file: YoungPerson) -> Iterator[Entry]:
    ids = db.session.scalars(
        select(ConsentQuestion.id)
        .where(ConsentQuestion.tenant_id == scope.tenant_id, ConsentQuestion.person_id == file.id)
        .order_by(ConsentQuestion.id)
    ).all()
    for each in ids:
        told = questions.told(scope, each)
        put = told.question
        name, days = code(SharingPurpose, put.purpose), (put.starts, put.ends)
        categories = tuple(f"Category.{one}" for one in put.categories)
        codes, at = (*days, *categories), put.created_at
        yield Entry(Section.CONSENT, put.id, name, codes, told.why, at, put.by_name)
        for giver, answer in told.answers.items():
            agreed = tuple(f"Category.{one}" for one in answer.agreed)
            when = answer.created_at
            yield Entry(Section.CONSENT, answer.id, code(Giver, giver), agreed, at=when)


def _rights(scope: Scope, file: YoungPerson, told_to: UUID | None) -> Iterator[Entry]:
    for one in queries.of_file(scope, file.id):
        said = queries.said(scope, one)
        words = "\n".join(filter(None, (said.asked, said.extension, said.answer)))
        codes = (one.number, one.received_on, code(Decision, one.decision))
        name, at = code(Right, one.kind), one.created_at
        known = one.id == told_to
        yield Entry(Section.RIGHT, one.id, name, codes, words, at, one.by_name, known)


def _corrections(scope: Scope, file: YoungPerson) -> Iterator[Entry]:
    for one in corrected.of_file(scope, file.id):
        row = one.row
        for each in one.changes:
            key, at, who = f"{row.id}-{each.name}", row.created_at, row.by_name
            if row.category == corrected.MARKS:
                both = (code(AttendanceMark, each.before), "→", code(AttendanceMark, each.after))
                yield Entry(Section.RIGHT, key, "", both, at=at, who=who)
                continue
            of_file = row.subject_id is None
            name, words = code(Category, row.category), f"{each.before} → {each.after}"
            yield Entry(Section.RIGHT, key, name if of_file else "", (), words, at, who)


def _restrictions(scope: Scope, file: YoungPerson) -> Iterator[Entry]:
    rows = db.session.scalars(
        select(FileRestriction)
        .where(FileRestriction.tenant_id == scope.tenant_id, FileRestriction.person_id == file.id)
        .order_by(FileRestriction.id)
    )
    for row in rows:
        codes = (row.lifted_at, code(Lifted, row.lifted))
        name, at = code(Ground, row.ground), row.created_at
        yield Entry(Section.RIGHT, row.id, name, codes, at=at, who=row.by_name)


def _searches(scope: Scope, file: YoungPerson) -> Iterator[Entry]:
    """That we asked other houses, and that other houses asked us."""
    ours = db.session.scalars(
        select(Question)
        .where(Question.tenant_id == scope.tenant_id, Question.person_id == file.id)
        .order_by(Question.id)
    )
    for put in ours:
        at = put.created_at
        yield Entry(Section.ELSEWHERE, put.id, "", (put.number,), at=at, who=put.by_name)
    theirs = db.session.execute(
        select(Asked, Tenant.name)
        .join(Tenant, Tenant.id == Asked.asker_id)
        .where(Asked.tenant_id == scope.tenant_id, Asked.person_id == file.id)
        .order_by(Asked.id)
    )
    for asked, house in theirs:
        name, at, who = code(Answer, asked.answer), asked.asked_at, asked.by_name
        yield Entry(Section.ELSEWHERE, asked.id, name, (house,), at=at, who=who)


def _emergencies(scope: Scope, file: YoungPerson) -> Iterator[Entry]:
    rows = db.session.execute(
        select(Review, Tenant.name)
        .join(Tenant, Tenant.id == Review.asker_id)
        .where(Review.tenant_id == scope.tenant_id, Review.person_id == file.id)
        .order_by(Review.id)
    )
    for row, house in rows:
        said = (judging.words_of(scope, row), judging.remark_of(scope, row))
        codes = (house, code(Verdict, row.verdict))
        words, name = "\n".join(filter(None, said)), code(Danger, row.reason)
        yield Entry(Section.ELSEWHERE, row.id, name, codes, words, row.opened_at, row.by_name)
