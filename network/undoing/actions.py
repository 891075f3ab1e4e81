"""A member takes back at once what they have just done, while nothing has happened since."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from network.availability import actions as availability
from network.availability.intake import Intake
from network.availability.profile import ClosureReason
from network.availability.taking import set_intake
from network.clocks.subjects import SubjectKind
from network.placements import actions as placements
from network.requests import queries, thread
from network.requests.actions import answering, declining, searching
from network.undoing import programmes, standing
from network.undoing.inverses import AT_ONCE, INVERSES, WITHIN, Act, Door, leads_back
from network.undoing.models import RecentAct
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Conflict, NotFound
from tenants.scope import Scope


@dataclass(frozen=True, slots=True)
class Undoable:
    """What a member may take back: which act, under which id."""

    act: Act
    id: UUID


class TooLate(Conflict):
    """What was done can no longer be taken back at once."""

    code = "too_late"


def undoable(act: Act, does: Callable[..., object]) -> Callable[..., Undoable | None]:
    """`does`, which also remembers how things stood, and returns what can be taken back of it."""
    kind = INVERSES[act].subject

    @wraps(does)
    def done(scope: Scope, subject_id: UUID, **values: object) -> Undoable | None:
        before = standing.of(scope, kind, subject_id)
        does(scope, subject_id, **values)
        return remember(scope, act, subject_id, before, standing.of(scope, kind, subject_id))

    return done


def remember(
    scope: Scope,
    act: Act,
    subject_id: UUID,
    before: standing.Standing,
    after: standing.Standing,
) -> Undoable | None:
    """The member has just done it; None where nothing would lead back. Older acts are forgotten."""
    db.session.execute(
        delete(RecentAct).where(
            RecentAct.tenant_id == scope.tenant_id,
            RecentAct.member_id == scope.member_id,
            RecentAct.created_at < clock.now() - WITHIN,
        )
    )
    if before == after or not leads_back(act, before):
        return None
    done = RecentAct(
        tenant_id=scope.tenant_id,
        member_id=scope.member_id,
        act=act.value,
        subject_id=subject_id,
        before=before,
        after=after,
    )
    db.session.add(done)
    db.session.flush()
    return Undoable(act, done.id)


def undo(scope: Scope, undo_id: UUID) -> RecentAct:
    """Take it back through the act that is its inverse; twice is once.

    Raises NotFound for what is another member's or was never done, TooLate after WITHIN or once
    something has happened since, and whatever the inverse raises.
    """
    done = db.session.get(RecentAct, (scope.tenant_id, undo_id), with_for_update=True)
    if done is None or done.member_id != scope.member_id:
        raise NotFound(N_("There is nothing to take back."))
    if done.undone_at is None:
        _check(scope, done)
        _take_back(scope, done)
        done.undone_at = clock.now()
        db.session.flush()
    return done


def undo_last(scope: Scope, subject_id: UUID) -> RecentAct:
    """The same for whatever the member did last on a thing. Raises TooLate where there is nothing
    that could be taken back, and as `undo` does."""
    last = db.session.scalar(
        select(RecentAct.id)
        .where(
            RecentAct.tenant_id == scope.tenant_id,
            RecentAct.member_id == scope.member_id,
            RecentAct.subject_id == subject_id,
            RecentAct.undone_at.is_(None),
        )
        .order_by(RecentAct.created_at.desc(), RecentAct.id.desc())
        .limit(1)
    )
    if last is None:
        raise TooLate(N_("There is nothing to take back."))
    return undo(scope, last)


def _check(scope: Scope, done: RecentAct) -> None:
    if clock.now() - done.created_at > WITHIN:
        raise TooLate(N_("This can be taken back at once only within ten minutes."))
    if _now(scope, done) != done.after or _answered(scope, done):
        raise TooLate(
            N_("Something has happened since. Look at how things stand now and decide anew.")
        )


def _now(scope: Scope, done: RecentAct) -> standing.Standing:
    if done.act == Act.CLOSE_PLACE:
        return standing.of_closure(scope, done.subject_id)
    return standing.of(scope, INVERSES[Act(done.act)].subject, done.subject_id)


def _answered(scope: Scope, done: RecentAct) -> bool:
    """Whether the other side of an ask has written since."""
    if INVERSES[Act(done.act)].subject is not SubjectKind.ASK:
        return False
    ask = queries.get_ask(scope, done.subject_id)
    if thread.closed_to(scope, ask):
        return False
    return any(
        said.at > done.created_at and said.by_tenant_id != scope.tenant_id
        for said in thread.messages(scope, ask)
    )


def _take_back(scope: Scope, done: RecentAct) -> None:
    id_ = done.subject_id
    match INVERSES[Act(done.act)].door:
        case Door.STEP_BACK:
            declining.step_back(scope, id_, AT_ONCE)
        case Door.REOPEN:
            declining.reopen(scope, id_, AT_ONCE)
        case Door.RESUME:
            searching.confirm_search(scope, id_)
        case Door.REOPEN_SEARCH:
            searching.reopen_search(scope, id_, AT_ONCE)
        case Door.OPEN_PLACE:
            availability.open_place(scope, UUID(done.after["group_id"]), id_)
        case Door.AS_BEFORE:
            _as_before(scope, done)


def _as_before(scope: Scope, done: RecentAct) -> None:
    if again := AGAIN.get(Act(done.act)):
        again(scope, done.subject_id, done.before)
        return
    assign = answering.assign if done.act == Act.ASSIGN_ASK else placements.assign
    people = {
        name: UUID(done.before[name]) if done.before[name] else None
        for name in ("responsible_id", "deputy_id")
    }
    assign(scope, done.subject_id, **people)


def _intake_as_before(scope: Scope, group_id: UUID, said: Mapping[str, Any]) -> None:
    """What had run out meanwhile is said no more."""
    until = date.fromisoformat(said["until"]) if said["until"] else None
    over = until is not None and until <= clock.today()
    set_intake(
        scope,
        group_id,
        intake=Intake.OPEN if over else Intake(said["intake"]),
        until=None if over else until,
        reason=ClosureReason(said["reason"]) if said["reason"] and not over else None,
    )


AGAIN: Mapping[Act, Callable[[Scope, UUID, Mapping[str, Any]], None]] = {
    Act.INTAKE: _intake_as_before,
    Act.CHANGE_PROGRAMME: programmes.content_as_before,
    Act.SHOW_PROGRAMME: programmes.state_as_before,
    Act.PAUSE_PROGRAMME: programmes.state_as_before,
    Act.CHANGE_COHORT: programmes.cohort_as_before,
}
