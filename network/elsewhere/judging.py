"""A house judges each emergency in which one of its files was opened, within three days."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from network.clocks import actions as clocks
from network.clocks.kinds import ClockKind
from network.clocks.subjects import Subject, SubjectKind
from network.elsewhere.glass import told_place
from network.elsewhere.kinds import JUDGED_WITHIN, Verdict
from network.elsewhere.models import Review
from network.keys import sealing, wrapping
from network.queue import defer
from network.trail import writing as trail
from network.trail.kinds import EntryKind, Purpose
from network.trail.writing import About
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Conflict, NotFound
from tenants.models import Tenant
from tenants.roles import Permission, require
from tenants.scope import Scope

PAGE = 25
JUDGED = "emergency_judged"


@dataclass(frozen=True, slots=True)
class Opened:
    """A file of ours that was opened in an emergency, and by which house."""

    review: Review
    house: str


@dataclass(frozen=True, slots=True)
class OpenedPage:
    """Up to PAGE of them; `after` is the id to ask the next ones with, None at the end."""

    rows: Sequence[Opened]
    after: UUID | None


def review(scope: Scope, review_id: UUID, *, lock: bool = False) -> Review:
    """An emergency with a file of ours: for the head and the data-protection officer, and for
    whoever opens the file. Raises NotFound."""
    chosen = select(Review).where(Review.tenant_id == scope.tenant_id, Review.id == review_id)
    if lock:
        chosen = chosen.with_for_update().execution_options(populate_existing=True)
    found = db.session.scalar(chosen)
    if found is None:
        raise NotFound(N_("There is no such emergency."))
    return found


def opened(scope: Scope, review_id: UUID) -> Opened:
    """The same with the name of the house that opened it. Raises NotFound."""
    found = review(scope, review_id)
    name = db.session.scalar(select(Tenant.name).where(Tenant.id == found.asker_id))
    return Opened(found, name or "")


def reviews(scope: Scope, *, open_only: bool = False, before: UUID | None = None) -> OpenedPage:
    """Emergencies with our files, the newest first, to those who judge them. Raises NotAllowed."""
    require(scope, Permission.REVIEW_EMERGENCIES)
    chosen = (
        select(Review, Tenant.name)
        .join(Tenant, Tenant.id == Review.asker_id)
        .where(Review.tenant_id == scope.tenant_id)
    )
    if open_only:
        chosen = chosen.where(Review.verdict == "")
    if before is not None:
        chosen = chosen.where(Review.id < before)
    found = db.session.execute(chosen.order_by(Review.id.desc()).limit(PAGE + 1)).all()
    rows = [Opened(*row) for row in found[:PAGE]]
    return OpenedPage(rows, rows[-1].review.id if len(found) > PAGE else None)


def judge(scope: Scope, review_id: UUID, *, verdict: Verdict, remark: str = "") -> Review:
    """Say whether it was justified. The other house reads the verdict, never the remark.

    Raises NotFound, NotAllowed, Conflict where a colleague has judged.
    """
    found = review(scope, review_id, lock=True)
    require(scope, Permission.REVIEW_EMERGENCIES)
    if found.verdict:
        raise Conflict(N_("A colleague has judged this already."))
    found.remark = _sealed(scope, found, remark)
    found.verdict, found.judged_at = verdict.value, clock.now()
    found.judged_by = scope.member_name
    db.session.flush()
    clocks.meet(scope, ClockKind.EMERGENCY_REVIEW, found.id)
    about = About("emergency", found.id, found.number, found.asker_id)
    trail.enter(scope, EntryKind.DECIDE, Purpose.OVERSIGHT, about, detail=JUDGED)
    defer(JUDGED, tenant_id=found.asker_id, emergency_id=found.emergency_id)
    return found


def due(scope: Scope, found: Review) -> None:
    """Have it be due for the scope's house, JUDGED_WITHIN from when the glass was broken."""
    if not found.verdict:
        subject = Subject(SubjectKind.EMERGENCY, found.id, found.number)
        due_at = found.opened_at + JUDGED_WITHIN
        clocks.start(scope, ClockKind.EMERGENCY_REVIEW, subject, due_at=due_at)


def of_emergency(scope: Scope, emergency_id: UUID) -> Sequence[Review]:
    """Our files that were opened in one emergency."""
    return db.session.scalars(
        select(Review).where(
            Review.tenant_id == scope.tenant_id, Review.emergency_id == emergency_id
        )
    ).all()


def words_of(scope: Scope, found: Review) -> str:
    """What happened, in the words of whoever broke the glass; empty where they are kept no more."""
    return "" if found.sealed is None else _unsealed(scope, found, "sealed", found.sealed)


def remark_of(scope: Scope, found: Review) -> str:
    """What our house remarked, for itself."""
    return "" if found.remark is None else _unsealed(scope, found, "remark", found.remark)


def _sealed(scope: Scope, found: Review, remark: str) -> bytes:
    where = told_place(found.tenant_id, found.id, "remark")
    return sealing.seal(wrapping.tenant_key(scope), json.dumps(remark).encode(), where)


def _unsealed(scope: Scope, found: Review, column: str, kept: bytes) -> str:
    where = told_place(found.tenant_id, found.id, column)
    return str(json.loads(sealing.unseal(wrapping.tenant_key(scope), kept, where)))
