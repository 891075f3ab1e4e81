"""A breach of personal data is reported by anybody, judged, told to whom it must be, and closed.

GDPR articles 33 and 34: the Commissioner within 72 hours of becoming aware, unless it is unlikely
to result in a risk; the persons where the risk is high. What was done stays written either way.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from network.clocks import actions as clocks
from network.clocks.kinds import ClockKind
from network.clocks.subjects import Subject, SubjectKind
from network.keys import sealing, wrapping
from network.numbering import next_number
from network.oversight import registers
from network.oversight.kinds import JUDGED, TOLD_WITHIN, BreachStep, Risk
from network.oversight.models import Breach, Step
from network.queue import defer
from network.trail import writing as trail
from network.trail.kinds import EntryKind, Purpose
from network.trail.writing import About
from tenants import clock
from tenants.database import db, new_id
from tenants.errors import N_, Conflict, Invalid
from tenants.roles import Permission, require
from tenants.scope import Scope

REPORTED = "breach_reported"
AHEAD = N_("This moment still lies ahead.")
TOO_EARLY = N_("This was before anybody noticed the breach.")


def report(
    scope: Scope,
    *,
    what: str,
    noticed_at: datetime,
    data: str = "",
    persons: int | None = None,
    measures: str = "",
) -> Breach:
    """Report that something happened with personal data; the clock runs from `noticed_at`, the
    moment the house became aware of it. The words are kept sealed.

    Raises NotAllowed, Invalid without words or for a moment ahead.
    """
    require(scope, Permission.REPORT_BREACHES)
    if not what.strip():
        raise Invalid(N_("Say in a few words what happened."), "what")
    if noticed_at > clock.now():
        raise Invalid(AHEAD, "noticed_at")
    breach_id = new_id()
    words = {"what": what, "data": data, "measures": measures}
    made = Breach(
        tenant_id=scope.tenant_id,
        id=breach_id,
        number=next_number(scope, "breach"),
        noticed_at=noticed_at,
        persons=persons,
        sealed=_sealed(scope, "breaches", breach_id, words),
        member_id=scope.member_id,
        by_name=scope.member_name,
    )
    db.session.add(made)
    db.session.flush()
    _step(scope, made, BreachStep.REPORTED, "", noticed_at)
    due_at = noticed_at + TOLD_WITHIN
    clocks.start(scope, ClockKind.BREACH, _subject(made), due_at=due_at)
    defer(REPORTED, tenant_id=scope.tenant_id, breach_id=made.id)
    return made


def judge(scope: Scope, breach_id: UUID, *, risk: Risk, note: str = "") -> Breach:
    """Say what it may do to those whom it is about. It can be judged anew as long as it is open,
    when more is known. Raises NotFound, NotAllowed, Conflict for a closed one."""
    found = _open(scope, breach_id)
    found.risk = risk.value
    _step(scope, found, JUDGED[risk], note, clock.now())
    if risk is Risk.NONE:
        clocks.meet(scope, ClockKind.BREACH, found.id)
    elif found.commissioner_at is None:
        due_at = found.noticed_at + TOLD_WITHIN
        clocks.start(scope, ClockKind.BREACH, _subject(found), due_at=due_at)
    return found


def tell_commissioner(
    scope: Scope, breach_id: UUID, *, done_at: datetime, note: str = ""
) -> Breach:
    """The Information Commissioner was told. Raises NotFound, NotAllowed, Conflict, Invalid."""
    found = _open(scope, breach_id)
    _since(found, done_at)
    if found.commissioner_at is not None:
        raise Conflict(N_("The Commissioner has been told already."))
    found.commissioner_at = done_at
    _step(scope, found, BreachStep.COMMISSIONER_TOLD, note, done_at)
    clocks.meet(scope, ClockKind.BREACH, found.id)
    return found


def tell_persons(scope: Scope, breach_id: UUID, *, done_at: datetime, note: str = "") -> Breach:
    """Those whom it is about were told. Raises NotFound, NotAllowed, Conflict, Invalid."""
    found = _open(scope, breach_id)
    _since(found, done_at)
    if found.persons_at is not None:
        raise Conflict(N_("The persons have been told already."))
    found.persons_at = done_at
    _step(scope, found, BreachStep.PERSONS_TOLD, note, done_at)
    return found


def close(scope: Scope, breach_id: UUID, *, reasons: str) -> Breach:
    """Nothing is left to be done; the reasons say so, also why somebody was not told.

    Raises NotFound, NotAllowed, Conflict before it was judged, Invalid without reasons.
    """
    found = _open(scope, breach_id)
    if not found.risk:
        raise Conflict(N_("Judge it first: does it bring a risk to anybody?"))
    if not reasons.strip():
        raise Invalid(N_("Say why nothing is left to be done."), "reasons")
    found.closed_at = clock.now()
    _step(scope, found, BreachStep.CLOSED, reasons, found.closed_at)
    clocks.stop(scope, found.id, ClockKind.BREACH)
    return found


def words_of(scope: Scope, found: Breach) -> Mapping[str, str]:
    """What happened, what data, and which measures, as it was reported."""
    return _unsealed(scope, "breaches", found.id, found.sealed)


def note_of(scope: Scope, step: Step) -> str:
    """What was written with a step."""
    return _unsealed(scope, "breach_steps", step.id, step.sealed)["note"]


def _open(scope: Scope, breach_id: UUID) -> Breach:
    registers.breach(scope, breach_id)
    require(scope, Permission.OVERSEE)
    found = registers.breach(scope, breach_id, lock=True)
    if found.closed_at is not None:
        raise Conflict(N_("This breach is closed."))
    return found


def _since(found: Breach, done_at: datetime) -> None:
    if done_at > clock.now():
        raise Invalid(AHEAD, "done_at")
    if done_at < found.noticed_at.replace(second=0, microsecond=0):  # people type minutes
        raise Invalid(TOO_EARLY, "done_at")


def _step(scope: Scope, found: Breach, kind: BreachStep, note: str, done_at: datetime) -> None:
    step_id = new_id()
    db.session.flush()
    db.session.add(
        Step(
            tenant_id=scope.tenant_id,
            id=step_id,
            breach_id=found.id,
            kind=kind.value,
            done_at=done_at,
            sealed=_sealed(scope, "breach_steps", step_id, {"note": note}),
            by_name=scope.member_name,
        )
    )
    db.session.flush()
    about = About("breach", found.id, found.number)
    trail.enter(scope, EntryKind.DECIDE, Purpose.OVERSIGHT, about, detail=f"breach_{kind}")


def _subject(found: Breach) -> Subject:
    return Subject(SubjectKind.BREACH, found.id, found.number)


def _sealed(scope: Scope, table: str, row_id: UUID, words: Mapping[str, str]) -> bytes:
    where = sealing.place(table, "sealed", scope.tenant_id, row_id)
    return sealing.seal(wrapping.tenant_key(scope), json.dumps(words).encode(), where)


def _unsealed(scope: Scope, table: str, row_id: UUID, kept: bytes) -> Mapping[str, str]:
    where = sealing.place(table, "sealed", scope.tenant_id, row_id)
    said: dict[str, str] = json.loads(sealing.unseal(wrapping.tenant_key(scope), kept, where))
    return said
