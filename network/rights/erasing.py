"""A file is erased by destroying its key: asked for by one, confirmed by another. So are the words
on a thing that belongs to no file, when the rule of the house lets them go.

The database destroys the key, and with it what is kept beside it; it refuses while anything stands
against it, whatever is said here.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from network.numbering import next_number
from network.queue import defer
from network.rights import actions, queries, steps, written
from network.rights.kinds import ErasureGround, Right, Step, Thing, What
from network.rights.models import Erasure, RightsRequest
from network.rights.obstacles import refuse_if_kept
from network.trail import writing as trail
from network.trail.kinds import EntryKind, Purpose
from network.trail.models import TrailEntry
from network.trail.writing import About
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Conflict, Invalid, NotAllowed, NotFound
from tenants.roles import Permission, require
from tenants.scope import NOBODY, Scope

PAGE = 25
ERASED = "file_erased"
DECIDES = Permission.DECIDE_RIGHTS
SAY_HOW_MANY = N_("Say how many this destroys for good: %(number)s.")


@dataclass(frozen=True, slots=True)
class ErasurePage:
    """Up to PAGE erasures; `after` is the id to ask the next ones with, None at the end."""

    rows: Sequence[Erasure]
    after: UUID | None


@dataclass(frozen=True, slots=True)
class Certificate:
    """That it was erased, without saying whose it was. `digest` is the seal of the entry in
    the trail of the house, by which it is found again, in hexadecimal digits; `words` how many keys
    of words on things were destroyed by it."""

    erasure: Erasure
    entry: int
    digest: str
    words: int


def erasure(scope: Scope, erasure_id: UUID, *, lock: bool = False) -> Erasure:
    """One erasure, whether asked for, dropped or confirmed. Raises NotFound."""
    chosen = select(Erasure).where(Erasure.tenant_id == scope.tenant_id, Erasure.id == erasure_id)
    if lock:
        chosen = chosen.with_for_update().execution_options(populate_existing=True)
    found = db.session.scalar(chosen)
    if found is None:
        raise NotFound(N_("There is no such erasure."))
    return found


def erasures(scope: Scope, *, open_only: bool = False, before: UUID | None = None) -> ErasurePage:
    """All of them, or those that wait for somebody to confirm them, the newest first, to those who
    decide. Raises NotAllowed."""
    require(scope, DECIDES)
    chosen = select(Erasure).where(Erasure.tenant_id == scope.tenant_id)
    if open_only:
        chosen = chosen.where(Erasure.confirmed_at.is_(None), Erasure.dropped_at.is_(None))
    if before is not None:
        chosen = chosen.where(Erasure.id < before)
    found = db.session.scalars(chosen.order_by(Erasure.id.desc()).limit(PAGE + 1)).all()
    return ErasurePage(found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else None)


def of_request(scope: Scope, found: RightsRequest) -> Erasure | None:
    """What came of a request to erase: the newest, if any."""
    return db.session.scalar(
        select(Erasure)
        .where(Erasure.tenant_id == scope.tenant_id, Erasure.rights_request_id == found.id)
        .order_by(Erasure.id.desc())
        .limit(1)
    )


def ask(scope: Scope, rights_request_id: UUID) -> Erasure:
    """Ask for the file to be erased, as was granted; somebody else has to confirm it.

    Raises NotFound, NotAllowed, Conflict, StillKept.
    """
    queries.request(scope, rights_request_id)
    require(scope, DECIDES)
    found = actions.granted(scope, rights_request_id, Right.ERASURE)
    file = Thing(What.FILE, found.person_id, found.file_number)
    refuse_if_kept(scope, file)
    made = begin(
        scope,
        file,
        ground=ErasureGround.ASKED_FOR,
        rights_request_id=found.id,
    )
    steps.take(scope, found, Step.ERASURE_ASKED)
    return made


def begin(
    scope: Scope,
    thing: Thing,
    *,
    ground: ErasureGround,
    rights_request_id: UUID | None = None,
) -> Erasure:
    """Write down that it is to be erased. Raises Conflict where that is so already."""
    standing = select(Erasure.id).where(
        Erasure.tenant_id == scope.tenant_id,
        Erasure.subject_id == thing.id,
        Erasure.dropped_at.is_(None),
    )
    if db.session.scalar(standing):
        raise Conflict(N_("This is to be erased already, or has been."))
    made = Erasure(
        tenant_id=scope.tenant_id,
        number=next_number(scope, "erasure"),
        subject=thing.what.value,
        subject_id=thing.id,
        subject_number=thing.number,
        person_id=thing.id if thing.what is What.FILE else None,
        rights_request_id=rights_request_id,
        ground=ground.value,
        asked_by_id=None if scope.member_id == NOBODY else scope.member_id,
        asked_by=scope.member_name,
    )
    db.session.add(made)
    db.session.flush()
    _enter(scope, made, _of(made, "erasure_asked"))
    return made


def drop(scope: Scope, erasure_id: UUID) -> Erasure:
    """It is not erased after all. Raises NotFound, NotAllowed, Conflict."""
    found = _open(scope, erasure_id)
    found.dropped_at, found.dropped_by = clock.now(), scope.member_name
    db.session.flush()
    _enter(scope, found, _of(found, "erasure_dropped"))
    return found


def confirm(scope: Scope, erasure_id: UUID) -> Erasure:
    """Destroy the key, for ever. By somebody else than who asked for it.

    Raises NotFound, NotAllowed, Conflict, StillKept.
    """
    found = _open(scope, erasure_id)
    if found.asked_by_id == scope.member_id:
        raise NotAllowed(N_("Somebody else has to confirm what you asked for."))
    refuse_if_kept(scope, found.thing)
    found.confirmed_at, found.confirmed_by_id = clock.now(), scope.member_id
    found.confirmed_by = scope.member_name
    db.session.flush()
    db.session.expire_all()  # the database has forgotten more than this session knows
    _enter(scope, found, _done(found))
    if found.rights_request_id is not None:
        steps.take(scope, queries.request(scope, found.rights_request_id), Step.ERASED)
    defer(ERASED, tenant_id=scope.tenant_id, erasure_id=found.id)
    return found


def confirm_all(scope: Scope, *, erasure_ids: Collection[UUID], files: int | None = None) -> int:
    """Confirm several at once, all or none; how many. Whoever does it says how many `files` are
    destroyed for good, so that nobody does it by a slip.

    Raises NotFound, NotAllowed, Invalid for another number, Conflict, StillKept.
    """
    require(scope, DECIDES)
    if files != len(erasure_ids):
        raise Invalid(SAY_HOW_MANY, "files", number=len(erasure_ids))
    for erasure_id in erasure_ids:
        confirm(scope, erasure_id)
    return len(erasure_ids)


def certificate(scope: Scope, erasure_id: UUID) -> Certificate:
    """That it was done, when, by whom. Raises NotFound, Conflict where it was not."""
    found = erasure(scope, erasure_id)
    entry = db.session.execute(
        select(TrailEntry.seq, TrailEntry.seal)
        .where(
            TrailEntry.tenant_id == scope.tenant_id,
            TrailEntry.subject_id == found.subject_id,
            TrailEntry.detail == _done(found),
        )
        .order_by(TrailEntry.seq.desc())
        .limit(1)
    ).first()
    if found.confirmed_at is None or entry is None:
        raise Conflict(N_("This is not erased."))
    return Certificate(found, entry.seq, entry.seal.hex(), written.keys_gone(scope, found))


def _open(scope: Scope, erasure_id: UUID) -> Erasure:
    erasure(scope, erasure_id)
    require(scope, DECIDES)
    found = erasure(scope, erasure_id, lock=True)
    if found.confirmed_at is not None or found.dropped_at is not None:
        raise Conflict(N_("This is decided already."))
    return found


def _done(found: Erasure) -> str:
    return ERASED if found.person_id else "words_erased"


def _of(found: Erasure, detail: str) -> str:
    return detail if found.person_id else f"words_{detail}"


def _enter(scope: Scope, found: Erasure, detail: str) -> None:
    kind = "young_person" if found.person_id else found.subject
    about = About(kind, found.subject_id, found.subject_number)
    trail.enter(scope, EntryKind.DECIDE, Purpose.OVERSIGHT, about, detail=detail)
