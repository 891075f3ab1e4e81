"""A report of everything that is kept: prepared, looked through, finished, handed over.

Whoever opens the file prepares it. What may speak of somebody else is marked, and shown or redacted
by a person; finished, the report stays as it is and opens with the key of the file alone.
"""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select

from network.keys import sealing
from network.records import door
from network.records.models import YoungPerson
from network.rights import actions, gathering, items, queries, steps
from network.rights.items import Mark, Report
from network.rights.kinds import Right, Step
from network.rights.models import AccessReport, RightsRequest
from network.trail.kinds import EntryKind
from tenants import clock
from tenants.database import db, new_id
from tenants.errors import N_, Conflict
from tenants.roles import Permission, require
from tenants.scope import Scope

KEEPS = Permission.KEEP_FILES


def prepare(scope: Scope, rights_request_id: UUID) -> AccessReport:
    """Gather everything that is kept, or gather it anew as long as it is not finished.

    Raises NotFound, NotAllowed, Conflict.
    """
    found, file = opened(scope, rights_request_id)
    actions.check_granted(found, Right.ACCESS)
    kept = _of(scope, rights_request_id)
    if kept is not None and kept.finished_at is not None:
        raise Conflict(N_("This report is finished."))
    report = Report(gathering.gather(scope, file, found.id), {})
    if kept is None:
        kept = AccessReport(
            tenant_id=scope.tenant_id,
            id=new_id(),
            rights_request_id=found.id,
            person_id=file.id,
            by_name=scope.member_name,
        )
        kept.sealed = _sealed(scope, file, kept, report)
        db.session.add(kept)
    else:
        kept.sealed = _sealed(scope, file, kept, report)
    db.session.flush()
    door.enter(scope, file, EntryKind.EXPORT, (), detail="report_prepared")
    return kept


def mark(scope: Scope, rights_request_id: UUID, *, marks: Mapping[str, Mark]) -> AccessReport:
    """Say of items whether they are shown. Raises NotFound, NotAllowed, Conflict."""
    kept, file, report = _unfinished(scope, rights_request_id)
    known = {one.key for one in report.items if one.others}
    said = {key: each for key, each in marks.items() if key in known}
    kept.sealed = _sealed(scope, file, kept, Report(report.items, {**report.marks, **said}))
    db.session.flush()
    return kept


def finish(scope: Scope, rights_request_id: UUID) -> AccessReport:
    """From now on it stays as it is, and what is redacted is gone from it.

    Raises NotFound, NotAllowed, Conflict as long as something was not looked at.
    """
    kept, file, report = _unfinished(scope, rights_request_id)
    if report.open:
        raise Conflict(N_("Say of everything that may speak of others whether it is shown."))
    final = report.redacted()
    kept.sealed, kept.digest = _sealed(scope, file, kept, final), items.digest(final)
    kept.finished_at, kept.finished_by = clock.now(), scope.member_name
    db.session.flush()
    steps.take(scope, queries.request(scope, rights_request_id), Step.REPORT_FINISHED)
    return kept


def hand_over(scope: Scope, rights_request_id: UUID) -> AccessReport:
    """Whoever asked has it. Raises NotFound, NotAllowed, Conflict."""
    opened(scope, rights_request_id)
    kept = _report(scope, rights_request_id, lock=True)
    if kept.finished_at is None or kept.handed_over_at is not None:
        raise Conflict(N_("Finish the report first; it is handed over once."))
    kept.handed_over_at, kept.handed_over_by = clock.now(), scope.member_name
    db.session.flush()
    steps.take(scope, queries.request(scope, rights_request_id), Step.HANDED_OVER)
    return kept


def opened(scope: Scope, rights_request_id: UUID) -> tuple[RightsRequest, YoungPerson]:
    """The request and its file, to whoever opens that. Raises NotFound, NotAllowed."""
    found = queries.request(scope, rights_request_id)
    file = door.person(scope, found.person_id)
    require(scope, KEEPS)
    return found, file


def of_request(scope: Scope, rights_request_id: UUID) -> AccessReport | None:
    """The report as it stands, None where none was prepared. Raises NotFound, NotAllowed."""
    opened(scope, rights_request_id)
    return _of(scope, rights_request_id)


def read(scope: Scope, kept: AccessReport) -> Report:
    """What it says. Raises NotFound, Erased."""
    file = door.person(scope, kept.person_id)
    return items.unpacked(sealing.unseal(door.key_of(scope, file), kept.sealed, _place(kept)))


def finished(scope: Scope, rights_request_id: UUID) -> tuple[AccessReport, Report]:
    """A finished report, to be handed over. Raises NotFound, NotAllowed, Conflict."""
    opened(scope, rights_request_id)
    kept = _report(scope, rights_request_id)
    if kept.finished_at is None:
        raise Conflict(N_("This report is not finished."))
    return kept, read(scope, kept)


def _unfinished(scope: Scope, rights_request_id: UUID) -> tuple[AccessReport, YoungPerson, Report]:
    _, file = opened(scope, rights_request_id)
    kept = _report(scope, rights_request_id, lock=True)
    if kept.finished_at is not None:
        raise Conflict(N_("This report is finished."))
    return kept, file, read(scope, kept)


def _report(scope: Scope, rights_request_id: UUID, *, lock: bool = False) -> AccessReport:
    found = _of(scope, rights_request_id, lock=lock)
    if found is None:
        raise Conflict(N_("Prepare the report first."))
    return found


def _of(scope: Scope, rights_request_id: UUID, *, lock: bool = False) -> AccessReport | None:
    chosen = select(AccessReport).where(
        AccessReport.tenant_id == scope.tenant_id,
        AccessReport.rights_request_id == rights_request_id,
    )
    if lock:
        chosen = chosen.with_for_update().execution_options(populate_existing=True)
    return db.session.scalar(chosen)


def _sealed(scope: Scope, file: YoungPerson, kept: AccessReport, report: Report) -> bytes:
    return sealing.seal(door.key_of(scope, file), items.packed(report), _place(kept))


def _place(kept: AccessReport) -> bytes:
    return sealing.place("access_reports", "sealed", kept.tenant_id, kept.id)
