"""Everything that a house wrote of somebody after a stay, for a report of what is kept."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select

from network.aftercare import beforehand, queries, wishes
from network.aftercare.agreeing import plan_of
from network.aftercare.later import FollowUp
from network.aftercare.models import Aftercare, AftercareContact
from network.words import door
from tenants.database import db
from tenants.scope import Scope


class CareRecord(StrEnum):
    """What was written; a look-back by its stage."""

    AGREEMENT = "agreement"
    CONTACT = "contact"
    HALF_YEAR = FollowUp.HALF_YEAR.value
    YEAR = FollowUp.YEAR.value
    TWO_YEARS = FollowUp.TWO_YEARS.value
    WISH = "wish"
    OWN_ANSWER = "own_answer"


@dataclass(frozen=True, slots=True)
class Written:
    """One thing that was written. What it says begins with a line of its day and its codes, each
    after a comma; the words follow in lines of their own."""

    id: UUID
    kind: CareRecord
    said: str
    at: datetime
    by_name: str


def of_stay(scope: Scope, placement_id: UUID) -> Sequence[Written]:
    """What was agreed on, each contact and each look-back of an own stay, oldest first; and what
    the young person asked for and answered on a page of their own."""
    found = queries.of_placement(scope, placement_id)
    if found is None or found.tenant_id != scope.tenant_id:
        return []
    by_house = (*_agreed(scope, found), *_contacts(scope, found), *_look_backs(scope, found))
    return [*by_house, *_wishes(scope, found), *_answers(scope, found)]


def _agreed(scope: Scope, found: Aftercare) -> Iterator[Written]:
    agreed = queries.agreement_of(scope, found.id)
    if agreed is not None:
        plan = asdict(plan_of(scope, found, agreed))
        said = _lines((agreed.house_on, found.rhythm), *plan.values())
        yield Written(found.id, CareRecord.AGREEMENT, said, agreed.created_at, agreed.by_name)


def _contacts(scope: Scope, found: Aftercare) -> Iterator[Written]:
    of = AftercareContact
    rows = db.session.scalars(
        select(of)
        .where(of.tenant_id == scope.tenant_id, of.aftercare_id == found.id)
        .order_by(of.id)
    ).all()
    words = queries.said(scope, found, rows)
    for one in rows:
        said = _lines((one.on_day, one.way, one.minutes, one.going), words[one.id])
        yield Written(one.id, CareRecord.CONTACT, said, one.created_at, one.by_name)


def _look_backs(scope: Scope, found: Aftercare) -> Iterator[Written]:
    rows = queries.evaluations_of(scope, found.id)
    words = queries.said(scope, found, rows)
    for one in rows:
        codes = (one.on_day, one.lives_with, one.occupied, one.placed_again, one.going)
        said = _lines(codes, words[one.id])
        yield Written(one.id, CareRecord(one.stage), said, one.created_at, one.by_name)


def _wishes(scope: Scope, found: Aftercare) -> Iterator[Written]:
    key = door.about(scope, found.placement_id)
    for one in wishes.every(scope, found.id):
        said = _lines((one.kind, one.settled), key.of(one, "words"), key.of(one, "answer"))
        yield Written(one.id, CareRecord.WISH, said, one.created_at, one.settled_by)


def _answers(scope: Scope, found: Aftercare) -> Iterator[Written]:
    for one in beforehand.every(scope, found):
        fares = one.fares
        said = _lines((one.stage, fares.lives_with, fares.occupied, fares.going), fares.words)
        yield Written(one.id, CareRecord.OWN_ANSWER, said, one.at, "")


def _lines(codes: tuple[object, ...], *words: str) -> str:
    first = (one.isoformat() if isinstance(one, date) else str(one) for one in codes if one)
    return "\n".join((", ".join(first), *filter(None, words)))
