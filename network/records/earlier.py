"""What the young person's own words were before: kept whenever they are written anew."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from network.keys import sealing
from network.records.models import EarlierWords, FilePart
from tenants.database import db, new_id
from tenants.scope import Scope


def keep(key: bytes, row: FilePart, said: bytes) -> None:
    """Keep what stands in the part, sealed anew in a row of its own, before it is changed."""
    made = EarlierWords(
        tenant_id=row.tenant_id,
        id=new_id(),
        person_id=row.person_id,
        said_at=row.changed_at,
        said_by=row.changed_by,
    )
    made.sealed = sealing.seal(key, said, _place(made))
    db.session.add(made)


def of_file(
    scope: Scope, person_id: UUID, most: int, before: UUID | None = None
) -> Sequence[EarlierWords]:
    """What was kept of it, still sealed, the newest first."""
    chosen = select(EarlierWords).where(
        EarlierWords.tenant_id == scope.tenant_id, EarlierWords.person_id == person_id
    )
    if before is not None:
        chosen = chosen.where(EarlierWords.id < before)
    return db.session.scalars(chosen.order_by(EarlierWords.id.desc()).limit(most)).all()


def unsealed(key: bytes, row: EarlierWords) -> bytes:
    """What was said then."""
    return sealing.unseal(key, row.sealed, _place(row))


def _place(row: EarlierWords) -> bytes:
    return sealing.place("earlier_words", "sealed", row.tenant_id, row.id)
