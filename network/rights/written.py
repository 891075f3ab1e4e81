"""Under which keys a house has written about somebody, and how many an erasure destroyed."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, func, or_, select

from network.placements.models import Placement
from network.requests.models import Ask
from network.rights.models import Erasure
from network.words.models import WordKey
from tenants.database import db
from tenants.scope import Scope


def of_file(scope: Scope, person_id: UUID) -> Sequence[UUID]:
    """On what of a file something may be written: its requests, asks, stays, enrolments and the
    work of advisers. The database has the one list, by which it destroys the keys (0049)."""
    return db.session.scalars(
        select(func.words_of_file(scope.tenant_id, person_id).label("subject_id"))
    ).all()


def keys_gone(scope: Scope, found: Erasure) -> int:
    """How many keys of words are gone with what was erased, beside that of a file itself."""
    subject = WordKey.subject_id
    if found.person_id is None:
        chosen = or_(subject == found.subject_id, subject.in_(_after(scope, found.subject_id)))
    else:
        chosen = subject.in_(of_file(scope, found.person_id))
    counted = select(func.count()).where(
        WordKey.tenant_id == scope.tenant_id, WordKey.wrapped.is_(None), chosen
    )
    return db.session.scalar(counted) or 0


def _after(scope: Scope, request_id: UUID) -> Select[UUID]:
    """The asks of a request, and the stays of the same house that came of them."""
    asks = select(Ask.id).where(Ask.tenant_id == scope.tenant_id, Ask.request_id == request_id)
    stays = (
        select(Placement.id)
        .join(Ask, (Ask.tenant_id == Placement.asker_id) & (Ask.id == Placement.ask_id))
        .where(Ask.tenant_id == scope.tenant_id, Ask.request_id == request_id)
    )
    return select(asks.union(stays).subquery().c.id)
