"""What stands against an erasure. The database refuses it for the same, whatever is said here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from network.rights import terms
from network.rights.kinds import Obstacle, Thing, What
from network.rights.models import RetentionRule
from network.rights.retention import RULES, RecordClass
from network.rights.views import kept_because, outlived_words
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Conflict
from tenants.scope import Scope

SENTENCES: Mapping[Obstacle, str] = {
    Obstacle.REQUEST: N_("The request %(number)s is still open: close it first."),
    Obstacle.PLACEMENT: N_("The stay %(number)s is not over."),
    Obstacle.AFTERCARE: N_("Aftercare of %(number)s goes on: end it first."),
    Obstacle.ENROLMENT: N_("Somebody takes part in a programme (%(number)s): it has to end first."),
    Obstacle.CASE: N_("Somebody still works on %(number)s: the work has to be finished first."),
    Obstacle.COURT_ORDER: N_("A court order is in force; it has to be carried out and kept."),
    Obstacle.RETENTION: N_("The house has to keep it until %(until)s."),
    Obstacle.IN_USE: N_("Somebody goes on with %(number)s, or it belongs to a file by now."),
}


class StillKept(Conflict):
    """Something stands against the erasure."""

    code = "still_kept"


@dataclass(frozen=True, slots=True)
class Kept:
    """What stands against it: on what, or until when."""

    reason: Obstacle
    number: str
    until: date | None


def of_file(scope: Scope, person_id: UUID) -> Sequence[Kept]:
    """What stands against erasing a file; told to those who decide, empty to anybody else."""
    rows = db.session.execute(
        select(kept_because.c.reason, kept_because.c.number, kept_because.c.until)
        .where(kept_because.c.tenant_id == scope.tenant_id, kept_because.c.person_id == person_id)
        .order_by(kept_because.c.reason, kept_because.c.number)
    )
    return [Kept(Obstacle(row.reason), row.number, row.until) for row in rows]


def against(scope: Scope, thing: Thing) -> Sequence[Kept]:
    """What stands against erasing it, to those who decide."""
    return of_file(scope, thing.id) if thing.what is What.FILE else _of_words(scope, thing)


def refuse_if_kept(scope: Scope, thing: Thing) -> None:
    """Raises StillKept, with the first of what stands against it."""
    if standing := against(scope, thing):
        first = standing[0]
        until = f"{first.until:%-d. %-m. %Y}" if first.until else ""
        raise StillKept(SENTENCES[first.reason], number=first.number, until=until)


def years(scope: Scope, record_class: RecordClass = RecordClass.FILE) -> int | None:
    """For how many years the house keeps what nobody goes on with; None for ever."""
    found = db.session.get(RetentionRule, (scope.tenant_id, record_class.value))
    return RULES[record_class].years if found is None else found.years


def _of_words(scope: Scope, thing: Thing) -> Sequence[Kept]:
    found = db.session.execute(
        select(outlived_words.c.kept, outlived_words.c.since).where(
            outlived_words.c.tenant_id == scope.tenant_id, outlived_words.c.subject_id == thing.id
        )
    ).first()
    if found is None:
        return [Kept(Obstacle.IN_USE, thing.number, None)]
    if found.kept:
        return [Kept(Obstacle(found.kept), thing.number, None)]
    kept_for = years(scope, RecordClass.WORDS)
    until = terms.months_after(found.since, (kept_for or 0) * terms.A_YEAR)
    return [Kept(Obstacle.RETENTION, "", until)] if until > clock.today() else []
