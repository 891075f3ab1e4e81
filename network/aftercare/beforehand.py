"""What the young person says on a page of their own before the home looks back: the same as the
home asks itself. It stands in the home's form, and becomes part of the record when somebody keeps
the look-back."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, LargeBinary, select
from sqlalchemy.orm import Mapped, mapped_column

from network.aftercare import queries
from network.aftercare.later import FollowUp, LivesWith, Occupied, open_stages
from network.aftercare.lifecycle import AftercareState
from network.aftercare.models import Aftercare
from network.words import door
from network.words.door import ERASED
from tenants import clock
from tenants.database import Base, TenantOwned, db, new_id
from tenants.errors import N_, Invalid
from tenants.scope import Scope

FOLLOWED = (AftercareState.AGREED, AftercareState.ENDED)


class AftercareAnswer(TenantOwned, Base):
    """What was answered before one look-back, sealed under the key of the stay. The home's own, and
    read on the page of whoever answered. Rows are only ever added; the newest counts."""

    __tablename__ = "aftercare_answers"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "aftercare_id"], ["aftercares.tenant_id", "aftercares.id"]
        ),
        Index("ix_aftercare_answers_aftercare", "tenant_id", "aftercare_id", "id"),
    )

    aftercare_id: Mapped[UUID]
    stage: Mapped[str]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


@dataclass(frozen=True, slots=True)
class OwnFares:
    """How somebody says that they fare; `going` from 1 (badly) to 5 (very well). What is left out
    was not answered."""

    lives_with: LivesWith | None = None
    occupied: Occupied | None = None
    going: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class SaidOfMe:
    """What was answered, before which look-back, and when."""

    id: UUID
    stage: FollowUp
    at: datetime
    fares: OwnFares


def asked(scope: Scope, found: Aftercare) -> FollowUp | None:
    """What somebody with whom something was agreed on can answer by now, the oldest first; None
    where it is too early, or was written down. Nobody who said no is asked."""
    if found.state not in FOLLOWED:
        return None
    told = {FollowUp(one.stage) for one in queries.evaluations_of(scope, found.id)}
    return next(iter(open_stages(found.left_on, told, clock.today())), None)


def answer(scope: Scope, found: Aftercare, stage: FollowUp, fares: OwnFares) -> AftercareAnswer:
    """Keep what was answered. Raises Invalid where nothing was, WordsErased."""
    if fares == OwnFares():
        raise Invalid(N_("Answer at least one question."), "going")
    said = {
        "lives_with": fares.lives_with,
        "occupied": fares.occupied,
        "going": fares.going,
        "words": fares.words,
    }
    made = AftercareAnswer(
        tenant_id=scope.tenant_id, id=new_id(), aftercare_id=found.id, stage=stage.value
    )
    told = json.dumps({name: value for name, value in said.items() if value}, ensure_ascii=False)
    door.begin(scope, found.placement_id).put(made, "sealed", told)
    db.session.add(made)
    db.session.flush()
    return made


def every(scope: Scope, found: Aftercare) -> Sequence[SaidOfMe]:
    """Everything that was ever answered, oldest first; without what was erased."""
    of = AftercareAnswer
    rows = db.session.scalars(
        select(of)
        .where(of.tenant_id == scope.tenant_id, of.aftercare_id == found.id)
        .order_by(of.created_at, of.id)
    ).all()
    opened = ((row, door.about(scope, found.placement_id).of(row, "sealed")) for row in rows)
    return [
        SaidOfMe(row.id, FollowUp(row.stage), row.created_at, _fares(said))
        for row, said in opened
        if said != ERASED
    ]


def latest(scope: Scope, found: Aftercare) -> dict[FollowUp, SaidOfMe]:
    """What counts of it, by look-back."""
    return {one.stage: one for one in every(scope, found)}


def _fares(said: str) -> OwnFares:
    told = json.loads(said)
    lives_with, occupied = told.get("lives_with"), told.get("occupied")
    return OwnFares(
        LivesWith(lives_with) if lives_with else None,
        Occupied(occupied) if occupied else None,
        told.get("going"),
        told.get("words", ""),
    )
