"""What a centre reads of a proposal: what the database shows it now, each look in the trail."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select, update

from network.consent.kinds import Basis, Category
from network.keys import sealing
from network.programmes.proposals.models import PassedProposal
from network.programmes.proposals.views import PROPOSED_PARTS, PROPOSED_PROFILES
from network.records import door
from network.records.door import Lent, Values
from network.trail import writing as trail
from network.trail.kinds import EntryKind, Purpose
from network.trail.writing import About
from tenants import clock
from tenants.database import db
from tenants.roles import Permission, require
from tenants.scope import Scope


@dataclass(frozen=True, slots=True)
class ProposedPart:
    """One category of the file, as it was when it was passed on, and why it may be read."""

    category: Category
    basis: Basis
    values: Values
    by_name: str


@dataclass(frozen=True, slots=True)
class ProposedProfile:
    """What the request said with which the advisers were asked."""

    age: int
    sex: str
    region: str
    home_town: str
    school_level: str
    needs: Sequence[str]


@dataclass(frozen=True, slots=True)
class Read:
    """Everything that a centre may read of a proposal now; nothing once a basis has ended."""

    profile: ProposedProfile | None
    parts: Sequence[ProposedPart]


def read(scope: Scope, proposal: PassedProposal) -> Read:
    """What came with a received proposal; that it was opened is kept, each look stands in the
    trail of whoever looks, where the owner reads it.

    Raises NotAllowed.
    """
    require(scope, Permission.TAKE_PROPOSALS)
    view = PROPOSED_PARTS.c
    rows = db.session.execute(
        select(PROPOSED_PARTS).where(
            view.recipient_id == scope.tenant_id, view.proposal_id == proposal.id
        )
    ).all()
    parts = {part.category: part for part in map(_opened, rows)}
    if rows:
        _looked(scope, proposal, rows)
    ordered = [parts[each] for each in Category if each in parts]
    return Read(profile_of(scope, proposal), ordered)


def profile_of(scope: Scope, proposal: PassedProposal) -> ProposedProfile | None:
    """What of a received proposal a request for a place is filled in from."""
    view = PROPOSED_PROFILES.c
    said = (view.age, view.sex, view.region, view.home_town, view.school_level, view.needs)
    row = db.session.execute(
        select(*said).where(view.recipient_id == scope.tenant_id, view.proposal_id == proposal.id)
    ).first()
    return None if row is None else ProposedProfile(*row)


def _opened(row: Row[Any]) -> ProposedPart:
    keys = (row.person_key, row.tenant_key, row.master_number)
    lent = Lent(row.tenant_id, row.person_id, row.sealed, *keys)
    category = Category(row.category)
    said = door.received(lent, place(row.tenant_id, row.id))
    values = door.typed(category, said) if said else said
    return ProposedPart(category, Basis(row.basis), values, row.by_name)


def _looked(scope: Scope, proposal: PassedProposal, rows: Sequence[Row[Any]]) -> None:
    about = About("young_person", rows[0].person_id, proposal.number, proposal.tenant_id)
    for basis in sorted({row.basis for row in rows}):
        shown = [row.category for row in rows if row.basis == basis]
        trail.enter(
            scope,
            EntryKind.READ,
            Purpose.FIND_PLACE,
            about,
            basis=basis,
            categories=shown,
            detail="proposal",
        )
    if proposal.opened_at is None:
        # Like the trail, this belongs to reading itself: a page that only reads ends with a commit.
        db.session.connection().execute(
            update(PassedProposal)
            .where(
                PassedProposal.recipient_id == scope.tenant_id,
                PassedProposal.id == proposal.id,
                PassedProposal.opened_at.is_(None),
            )
            .values(opened_at=clock.now(), opened_by=scope.member_name)
        )


def place(tenant_id: UUID, part_id: UUID) -> bytes:
    """Where what goes along belongs."""
    return sealing.place("proposal_parts", "sealed", tenant_id, part_id)
