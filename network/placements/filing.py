"""Which file of the own house belongs to a stay."""

from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, select
from sqlalchemy.orm import Mapped, mapped_column

from network.placements.models import Placement
from network.records.models import YoungPerson
from tenants.database import Base, Isolated, db
from tenants.scope import Scope


class PlacementFile(Isolated, Base):
    """The home's own file of somebody who lives there; seen by whoever opens that file."""

    __tablename__ = "placement_files"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "placement_id"], ["placements.tenant_id", "placements.id"]
        ),
        ForeignKeyConstraint(
            ["tenant_id", "person_id"], ["young_persons.tenant_id", "young_persons.id"]
        ),
        Index("ix_placement_files_tenant_id_person_id", "tenant_id", "person_id"),
    )

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    placement_id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID]


def file_of(scope: Scope, placement: Placement) -> YoungPerson | None:
    """The own file of a stay, for whoever opens it."""
    return db.session.scalar(
        select(YoungPerson)
        .join(
            PlacementFile,
            (PlacementFile.tenant_id == YoungPerson.tenant_id)
            & (PlacementFile.person_id == YoungPerson.id),
        )
        .where(
            PlacementFile.tenant_id == scope.tenant_id,
            PlacementFile.placement_id == placement.id,
        )
    )
