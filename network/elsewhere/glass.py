"""Breaking the glass: where life is at stake, the least of another house's file for an hour.

It stands in both trails before anything is shown: the database hands over nothing that does not.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from network.consent.kinds import Basis, Category
from network.elsewhere import queries
from network.elsewhere.keeping import SUMMARY, summary_place
from network.elsewhere.kinds import OPEN_FOR, Danger
from network.elsewhere.models import Emergency, Review
from network.elsewhere.views import HOUSES, READS
from network.keys import sealing, wrapping
from network.numbering import next_number
from network.queue import defer
from network.records import door
from network.records.door import Lent
from network.trail import writing as trail
from network.trail.kinds import EntryKind, Purpose
from network.trail.writing import About
from tenants import clock
from tenants.database import db, new_id
from tenants.errors import N_, Conflict, Invalid, NotFound
from tenants.models import Tenant
from tenants.roles import Permission, require
from tenants.scope import NOBODY, Scope

OPENED = "emergency_opened"
PAGE = 25
FIELDS: tuple[tuple[Category, str], ...] = tuple(
    (category, name) for category, names in SUMMARY.items() for name in names
)


@dataclass(frozen=True, slots=True)
class Summary:
    """What one house tells in an emergency: how it is reached, and what its file says of danger."""

    id: UUID
    house: str
    town: str
    responsible: str
    email: str
    phones: Sequence[str]
    said: dict[str, door.Value]
    changed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a house whose file was opened thinks of it; empty as long as nobody has judged."""

    house: str
    verdict: str
    judged_at: datetime | None


@dataclass(frozen=True, slots=True)
class EmergencyPage:
    """Up to PAGE of them; `after` is the id to ask the next ones with, None at the end."""

    rows: Sequence[Emergency]
    after: UUID | None


def break_glass(scope: Scope, question_id: UUID, *, reason: Danger, words: str) -> Emergency:
    """Open the emergency summary of whoever may know the young person, for OPEN_FOR.

    Both houses are told at once, and both trails hold it. `words` say what happens; they are kept
    sealed. Raises NotFound, NotAllowed, Invalid without words, Conflict where nobody may know.
    """
    question = queries.put(scope, question_id)
    require(scope, Permission.BREAK_GLASS)
    if not words.strip():
        raise Invalid(N_("Say in a few words what is happening."), "words")
    if not question.known:
        raise Conflict(N_("Nobody of whom we know could tell you anything."))
    made = _made(scope, question_id, reason, words)
    for house in _houses(scope, made):
        _open(scope, made, house, words)
    defer(OPENED, tenant_id=scope.tenant_id, emergency_id=made.id)
    return made


def emergency(scope: Scope, emergency_id: UUID) -> Emergency:
    """A glass that somebody of ours has broken: for whoever did, the head and the data-protection
    officer. Raises NotFound."""
    found = db.session.get(Emergency, (scope.tenant_id, emergency_id))
    if found is None:
        raise NotFound(N_("There is no such emergency."))
    return found


def emergencies(scope: Scope, *, before: UUID | None = None) -> EmergencyPage:
    """The glasses that the member has broken, or the house for those who watch over it; the newest
    first."""
    chosen = select(Emergency).where(Emergency.tenant_id == scope.tenant_id)
    if before is not None:
        chosen = chosen.where(Emergency.id < before)
    found = db.session.scalars(chosen.order_by(Emergency.id.desc()).limit(PAGE + 1)).all()
    return EmergencyPage(found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else None)


def until(made: Emergency) -> datetime:
    """When it closes by itself."""
    return made.created_at + OPEN_FOR


def is_open(scope: Scope, made: Emergency) -> bool:
    """Whether the member sees something of it now: whoever broke the glass, within the hour."""
    return made.member_id == scope.member_id and clock.now() < until(made)


def summaries(scope: Scope, made: Emergency) -> list[Summary]:
    """What the houses tell, as long as it is open; each look stands in the trail."""
    rows = db.session.execute(
        select(READS).where(READS.c.emergency_id == made.id).order_by(READS.c.house, READS.c.id)
    ).all()
    for row in rows:
        about = About("emergency", row.id, made.number, row.tenant_id)
        _enter(scope, about, EntryKind.READ, "emergency")
    return [_summary(row) for row in rows]


def verdicts(scope: Scope, made: Emergency) -> list[Verdict]:
    """What the other houses think of it, for those who may know of it."""
    rows = db.session.execute(
        select(Tenant.name, Review.verdict, Review.judged_at)
        .join(Review, Review.tenant_id == Tenant.id)
        .where(Review.asker_id == scope.tenant_id, Review.emergency_id == made.id)
        .order_by(Tenant.name)
    )
    return [Verdict(*row) for row in rows]


def words_of(scope: Scope, made: Emergency) -> str:
    """What happened, in the words of whoever broke the glass; empty where they are kept no more."""
    if made.sealed is None:
        return ""
    where = _words_place(made.tenant_id, made.id)
    return str(json.loads(sealing.unseal(wrapping.tenant_key(scope), made.sealed, where)))


def told_place(tenant_id: UUID, review_id: UUID, column: str) -> bytes:
    """Where words belong that are for the house whose file was opened."""
    return sealing.place("emergency_reviews", column, tenant_id, review_id)


def _made(scope: Scope, question_id: UUID, reason: Danger, words: str) -> Emergency:
    emergency_id = new_id()
    where = _words_place(scope.tenant_id, emergency_id)
    made = Emergency(
        tenant_id=scope.tenant_id,
        id=emergency_id,
        number=next_number(scope, "emergency"),
        question_id=question_id,
        reason=reason.value,
        sealed=sealing.seal(wrapping.tenant_key(scope), json.dumps(words).encode(), where),
        member_id=scope.member_id,
        by_name=scope.member_name,
    )
    db.session.add(made)
    db.session.flush()
    db.session.refresh(made)  # the database says when it was opened
    return made


def _houses(scope: Scope, made: Emergency) -> Sequence[Row[Any]]:
    found = db.session.execute(
        select(HOUSES)
        .where(HOUSES.c.asker_id == scope.tenant_id, HOUSES.c.emergency_id == made.id)
        .order_by(HOUSES.c.tenant_id, HOUSES.c.person_id)
    ).all()
    if not found:
        raise Conflict(N_("Nobody of whom we know could tell you anything."))
    return found


def _open(scope: Scope, made: Emergency, house: Row[Any], words: str) -> None:
    """The other house gets the row it judges by, and the entry in its own trail, with the act."""
    review_id = new_id()
    key = wrapping.lent_key(house.tenant_id, house.tenant_key, house.master_number)
    where = told_place(house.tenant_id, review_id, "sealed")
    db.session.add(
        Review(
            tenant_id=house.tenant_id,
            id=review_id,
            emergency_id=made.id,
            asker_id=scope.tenant_id,
            person_id=house.person_id,
            number=made.number,
            reason=made.reason,
            by_name=made.by_name,
            sealed=sealing.seal(key, json.dumps(words).encode(), where),
            opened_at=made.created_at,
        )
    )
    db.session.flush()
    about = About("emergency", review_id, made.number, house.tenant_id)
    _enter(scope, about, EntryKind.DISCLOSE, OPENED)
    theirs = replace(
        scope,
        tenant_id=house.tenant_id,
        member_id=NOBODY,
        member_name=f"{scope.member_name} ({scope.tenant_name})",
    )
    _enter(theirs, replace(about, owner_id=None), EntryKind.DISCLOSE, OPENED)
    defer(OPENED, tenant_id=house.tenant_id, emergency_id=made.id)


def _enter(scope: Scope, about: About, kind: EntryKind, detail: str) -> None:
    trail.enter(
        scope,
        kind,
        Purpose.EMERGENCY,
        about,
        basis=Basis.VITAL_INTEREST,
        categories=tuple(SUMMARY),
        detail=detail,
    )


def _summary(row: Row[Any]) -> Summary:
    said: dict[str, door.Value] = {}
    if row.sealed is not None:
        keys = (row.person_key, row.tenant_key, row.master_number)
        lent = Lent(row.tenant_id, row.person_id, row.sealed, *keys)
        said = door.received(lent, summary_place(row.tenant_id, row.person_id))
    reached = (row.house, row.town, row.responsible, row.email, tuple(row.phones))
    return Summary(row.id, *reached, said, row.changed_at)


def _words_place(tenant_id: UUID, emergency_id: UUID) -> bytes:
    return sealing.place("emergencies", "sealed", tenant_id, emergency_id)
