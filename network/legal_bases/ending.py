"""When a basis ends is seen beforehand, and seen to by recording another one in its place."""

from datetime import timedelta

from sqlalchemy import select

from network.clocks import actions as clocks
from network.clocks.kinds import ClockKind
from network.clocks.subjects import Subject, SubjectKind
from network.consent.giving import Giver
from network.legal_bases.models import LegalBasis
from network.records import birthdays
from network.records.models import YoungPerson
from tenants import clock
from tenants.database import db
from tenants.scope import Scope


def watch(scope: Scope, file: YoungPerson, made: LegalBasis) -> None:
    """From now on the end of a basis is due."""
    if made.ends is not None and not made.dissent:
        subject = Subject(SubjectKind.LEGAL_BASIS, made.id, file.number)
        at = clock.begins(made.ends + timedelta(days=1))
        clocks.start(scope, ClockKind.BASIS_ENDS, subject, due_at=at)


def settle(scope: Scope, file: YoungPerson, made: LegalBasis) -> None:
    """A basis that holds now: what it takes the place of need not be renewed, and a consent of the
    young person's own is what their birthday asked for. One to which somebody has yet to agree
    settles nothing, nor does a no."""
    if made.dissent or not made.effective:
        return
    for one in _replaced(made):
        clocks.meet(scope, ClockKind.BASIS_ENDS, one.id)
    if Giver.YOUNG_PERSON in made.givers:
        birthdays.settle(scope, file)


def forget(scope: Scope, ended: LegalBasis) -> None:
    """What was withdrawn ends no more."""
    clocks.stop(scope, ended.id, ClockKind.BASIS_ENDS)


def _replaced(made: LegalBasis) -> list[LegalBasis]:
    """Bases that end sooner and show no more, to nobody else."""
    others = db.session.scalars(
        select(LegalBasis).where(
            LegalBasis.tenant_id == made.tenant_id,
            LegalBasis.person_id == made.person_id,
            LegalBasis.id != made.id,
            LegalBasis.purpose == made.purpose,
            LegalBasis.ends.is_not(None),
            LegalBasis.withdrawn_at.is_(None),
        )
    )
    return [one for one in others if _within(one, made)]


def _within(one: LegalBasis, made: LegalBasis) -> bool:
    """Whether everything that `one` shows is shown by `made`, for longer."""
    longer = made.ends is None or (one.ends is not None and one.ends < made.ends)
    wider = not made.recipients or (
        bool(one.recipients) and set(one.recipients) <= set(made.recipients)
    )
    return longer and wider and set(one.categories) <= set(made.categories)
